"""A slider in a row: badge or label on the left, its value in mono on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.ui.controls.badge import SignalBadge
from explorer.ui.controls.numbers import signed
from explorer.ui.controls.slider import FloatSlider


class LabeledSlider(QWidget):
    """One named float: label, slider, value."""

    changed = Signal(float)

    def __init__(
        self,
        label: str,
        low: float = 0.0,
        high: float = 1.0,
        increment: float = 0.01,
        *,
        signal: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`signal` puts that signal's badge before the label and its hue on the slider."""
        super().__init__(parent)
        self._signed = low < 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if signal is not None:
            row.addWidget(SignalBadge(signal))
        self.label = QLabel(label)
        self.label.setProperty("role", "label")
        row.addWidget(self.label)
        self.slider = FloatSlider(low, high, increment, hue=signal or "accent", name=label)
        row.addWidget(self.slider, 1)
        self.value_label = QLabel()
        self.value_label.setProperty("role", "mono")
        self.value_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value_label.setFixedWidth(44)
        row.addWidget(self.value_label)
        self.slider.number_changed.connect(self._show)
        self.slider.number_changed.connect(self.changed)
        self._show(self.slider.number())

    def number(self) -> float:
        """The value."""
        return self.slider.number()

    def set_number(self, number: float) -> None:
        """Move to a value."""
        self.slider.set_number(number)

    def _show(self, number: float) -> None:
        self.value_label.setText(signed(number) if self._signed else f"{number:.2f}")
