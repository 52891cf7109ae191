"""A layer's number of parameters, the sum behind it, and its split over the gates."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.stack.kinds import BidirectionalSpec, RecurrentSpec
from explorer.stack.rules import LayerReport
from explorer.stack.spec import LayerSpec, Shape
from explorer.ui.build.canvas.ink import LEFT, ink, width_of
from explorer.ui.controls.badge import SIGNAL_NAMES, paint_badge
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.numbers import count
from explorer.ui.theme.theme import theme

_SHORT = 176  # what is left of the panel's width beside the number


class ParameterSum(QWidget):
    """Hidden for a layer without parameters of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.total = QLabel()
        self.total.setProperty("role", "heading")
        self.sum = ElidedLabel()
        self.sum.setProperty("role", "mono-caption")
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.long_sum = QLabel()
        self.long_sum.setProperty("role", "mono-caption")
        self.long_sum.setWordWrap(True)
        self.split = _GateSplit()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.total)
        line.addWidget(self.sum, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 16)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.long_sum)
        column.addWidget(self.split)

    def show_layer(self, layer: LayerSpec, found: LayerReport) -> None:
        """Show a layer's parameters."""
        shape = found.input_shape
        known = shape is not None and found.parameters > 0
        self.setVisible(known)
        if shape is None or not known:
            return
        self.total.setText(f"{count(found.parameters)} parameters")
        said = layer.arithmetic(shape)
        fits = width_of(said, 11, mono=True) < _SHORT
        self.sum.setText(said if fits else "")
        self.long_sum.setText("" if fits else said)
        self.long_sum.setVisible(not fits)
        self.split.show_parts(gate_parts(layer, shape))


def gate_parts(layer: LayerSpec, input_shape: Shape) -> tuple[tuple[str, int], ...]:
    """Return each gate's letter and its parameters; empty for a layer without gates."""
    if isinstance(layer, BidirectionalSpec):
        return tuple((gate, 2 * n) for gate, n in gate_parts(layer.layer, input_shape))
    if not isinstance(layer, RecurrentSpec) or layer.gates == 1:
        return ()
    # The Carry LSTM has no output gate: its last block makes the hidden state.
    return tuple(
        (gate if gate in layer.signals else "h", number)
        for gate, number in layer.by_gate(input_shape).items()
    )


class _GateSplit(QWidget):
    """One segment a gate in its hue, and below it its badge and number."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 34)

    def show_parts(self, parts: tuple[tuple[str, int], ...]) -> None:
        self.setVisible(bool(parts))
        if parts != self._parts:
            self._parts = parts
            self.setToolTip("\n".join(f"{SIGNAL_NAMES[g]} {g}: {count(n)}" for g, n in parts))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        each = (self.width() - 2 * (len(self._parts) - 1)) / len(self._parts)
        ends = QPainterPath()
        ends.addRoundedRect(QRectF(0, 0, self.width(), 8), 4, 4)
        painter.setClipPath(ends)
        for place, (gate, _) in enumerate(self._parts):
            painter.fillRect(QRectF(place * (each + 2), 0, each, 8), palette.colour(gate))
        painter.setClipping(False)
        for place, (gate, number) in enumerate(self._parts):
            x = place * (each + 2)
            paint_badge(painter, round(x), 17, gate, palette)
            painter.setPen(palette.colour("t2"))
            painter.setFont(ink(11, mono=True))
            text = count(number)
            if width_of(text, 11, mono=True) <= each - 20:
                painter.drawText(QRectF(x + 20, 17, each - 20, 16), LEFT, text)
        painter.end()
