"""The recipe's rows: a label, a field, and the session's value on both sides."""

from math import ceil, floor, log10

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.ui.controls.drop_down import DropDown
from explorer.ui.controls.number_box import FloatBox, IntBox
from explorer.ui.controls.switch import Switch

LABEL_WIDTH = 92
ROW_HEIGHT = 32


class RecipeRow(QWidget):
    """A label and one field. Hovering either says what it is, or why it is locked.

    A field without a label has the row to itself.
    """

    def __init__(
        self,
        label: str,
        field: QWidget,
        tip: str,
        *,
        locks: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`locks`: whether the field cannot be changed while a run is under way."""
        super().__init__(parent)
        self.field = field
        self._locks = locks
        self._tip = tip
        self.label = QLabel(label, self)
        self.label.setProperty("role", "label")
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setBuddy(field)
        self.label.setVisible(bool(label))
        if label:
            field.setAccessibleName(label)
        field.setMinimumWidth(64)  # below what its longest number asks for: the panel is narrow
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if label:
            row.addWidget(self.label)
        row.addWidget(field, 0 if isinstance(field, Switch) else 1)
        if isinstance(field, Switch):
            row.addStretch(1)
        self.setFixedHeight(ROW_HEIGHT)
        self.setToolTip(tip)

    def lock(self, why: str) -> None:
        """Lock the field and say why; an empty string unlocks."""
        if not self._locks:
            return
        self.field.setEnabled(not why)
        self.setToolTip(why or self._tip)


class Choice(DropDown):
    """One of a few (value, text) pairs; `chosen` is emitted for the user's choices only."""

    chosen = Signal(object)

    def __init__(self, pairs: list[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.offer(pairs)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self._on_activated)

    def offer(self, pairs: list[tuple[object, str]]) -> None:
        """Replace what can be chosen."""
        with QSignalBlocker(self):
            self.clear()
            for value, text in pairs:
                self.addItem(text, value)

    def show_value(self, value: object) -> None:
        """Select `value` without telling anyone."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(value))

    def _on_activated(self, place: int) -> None:
        self.chosen.emit(self.itemData(place))


class RateBox(FloatBox):
    """A learning rate: the arrows walk 0.001, 0.002, 0.005, 0.01, …"""

    LEADS = (1, 2, 5, 10)

    def stepBy(self, steps: int) -> None:
        """Go to the next round value above or below."""
        for _ in range(abs(steps)):
            self.setValue(self._next(self.value(), up=steps > 0))

    @classmethod
    def _next(cls, value: float, *, up: bool) -> float:
        power = 10.0 ** (floor(log10(value) + 1e-9) if up else ceil(log10(value) - 1e-9) - 1)
        lead = value / power
        beyond = [x for x in cls.LEADS if (x > lead * 1.0001 if up else x < lead * 0.9999)]
        return power * (beyond[0] if up else beyond[-1])


class CountBox(IntBox):
    """A whole number of things: the suffix is another one after 1."""

    def __init__(self, low: int, high: int, step: int, many: str, one: str) -> None:
        self._many, self._one = many, one  # the base class sets the value at once
        super().__init__(low, high, low, step)
        self.setSuffix(many)
        self.valueChanged.connect(self._name)

    def setValue(self, value: int) -> None:
        """Show another number; its name changes along, also when nobody is told."""
        super().setValue(value)
        self._name(value)

    def _name(self, value: int) -> None:
        suffix = self._one if value == 1 else self._many
        if suffix != self.suffix():
            self.setSuffix(suffix)


def whole_number(
    low: int, high: int, step: int = 1, *, suffix: str = "", zero: str = "", one: str = ""
) -> IntBox:
    """A field for whole numbers; `zero` is what its lowest value is called instead."""
    box = CountBox(low, high, step, suffix, one) if suffix else IntBox(low, high, low, step)
    box.setSpecialValueText(zero)
    return box


Field = IntBox | FloatBox | Choice | Switch
