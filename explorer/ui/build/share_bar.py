"""Which layer holds the parameters: one segment a layer, as wide as its share."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.stack.kinds import BidirectionalSpec, RecurrentSpec
from explorer.stack.rules import StackReport
from explorer.stack.spec import StackSpec
from explorer.ui.theme.theme import theme

_GAP = 1.0
_NARROWEST = 3.5


class ShareBar(QWidget):
    """Recurrent layers in the accent, all others grey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(40)

    def sizeHint(self) -> QSize:
        """160 × 8."""
        return QSize(160, 8)

    def show_stack(self, stack: StackSpec, report: StackReport) -> None:
        """Show another stack."""
        parts = tuple(
            (found.parameters, _token(layer))
            for layer, found in zip(stack.layers, report.layers, strict=True)
            if found.parameters
        )
        words = [
            f"{layer.name}: {found.parameters:,} ({found.parameters / report.parameters:.1%})"
            for layer, found in zip(stack.layers, report.layers, strict=True)
            if found.parameters
        ]
        self.setToolTip("\n".join(words))
        if parts != self._parts:
            self._parts = parts
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the segments; the smallest still show."""
        if not self._parts:
            return
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        total = sum(count for count, _ in self._parts)
        room = self.width() - _GAP * (len(self._parts) - 1)
        widths = [max(_NARROWEST, room * count / total) for count, _ in self._parts]
        over = sum(widths) - room
        widest = widths.index(max(widths))
        widths[widest] -= over
        x = 0.0
        for (_, token), width in zip(self._parts, widths, strict=True):
            painter.setBrush(palette.colour(token))
            painter.drawRoundedRect(QRectF(x, 0, width, self.height()), 1.5, 1.5)
            x += width + _GAP
        painter.end()


def _token(layer: object) -> str:
    return "accent" if isinstance(layer, RecurrentSpec | BidirectionalSpec) else "border2"
