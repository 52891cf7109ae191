"""Number fields in mono type: thousands with commas, floats without trailing zeros."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

from explorer.ui.controls.typed_number import nearest_text, validity
from explorer.ui.controls.undo_keys import WindowUndo
from explorer.ui.controls.wheel_focus import WheelWhenFocused

_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


class _NumberField(WheelWhenFocused):
    """Mixin of both fields."""

    def is_typed(self) -> bool:
        """Whether the text is not the value yet: Enter, or leaving the field, makes it so."""
        assert isinstance(self, QSpinBox | QDoubleSpinBox)
        said = f"{self.prefix()}{self.textFromValue(self.value())}{self.suffix()}"  # pyright: ignore[reportArgumentType]
        lowest = self.specialValueText() and self.value() == self.minimum()
        return self.text() != (self.specialValueText() if lowest else said)

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Let any number be typed; `fixup` brings it into the range."""
        assert isinstance(self, QSpinBox | QDoubleSpinBox)
        qt_says = super().validate(text, at)  # pyright: ignore[reportAttributeAccessIssue]
        return validity(self, text, qt_says)

    def fixup(self, text: str) -> str:
        """Take the nearest value in the range, and say so."""
        assert isinstance(self, IntBox | FloatBox)
        nearest, sentence = nearest_text(self, text)
        if sentence:
            self.corrected.emit(sentence)
        return nearest

    def _prepare(self, name: str) -> None:
        assert isinstance(self, QSpinBox | QDoubleSpinBox)
        self.lineEdit().setTextMargins(6, 0, 0, 0)  # a style sheet's padding does not reach it
        self.setLocale(_ENGLISH)  # the comma and point of the code and the docs, on any desktop
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        WindowUndo(self, self.is_typed)


class IntBox(_NumberField, QSpinBox):
    """A whole number from `low` to `high`; `corrected` says what became of another."""

    corrected = Signal(str)

    def __init__(
        self,
        low: int = 0,
        high: int = 1_000_000,
        value: int = 0,
        increment: int = 1,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._prepare(name)
        self.setGroupSeparatorShown(True)
        self.setRange(low, high)
        self.setSingleStep(increment)
        self.setValue(value)


class FloatBox(_NumberField, QDoubleSpinBox):
    """A float from `low` to `high`, shown with as many places as it needs (at least `places`).

    `corrected` says what became of one out of the range.
    """

    corrected = Signal(str)

    def __init__(
        self,
        low: float = 0.0,
        high: float = 1.0,
        value: float = 0.0,
        increment: float = 0.01,
        *,
        places: int = 2,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._places = places
        self._prepare(name)
        self.setDecimals(8)
        self.setRange(low, high)
        self.setSingleStep(increment)
        self.setValue(value)

    def textFromValue(self, value: float) -> str:
        """0.001 stays 0.001, and 0.2 is 0.20."""
        whole, _, fraction = f"{value:.8f}".rstrip("0").partition(".")
        return f"{whole}.{fraction.ljust(self._places, '0')}" if self._places else whole
