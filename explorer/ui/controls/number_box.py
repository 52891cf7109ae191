"""Number fields in mono type: thousands with commas, floats without trailing zeros."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

from explorer.ui.controls.undo_keys import WindowUndo

_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


class IntBox(QSpinBox):
    """A whole number from `low` to `high`."""

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
        _prepare(self, name)
        self.setGroupSeparatorShown(True)
        self.setRange(low, high)
        self.setSingleStep(increment)
        self.setValue(value)
        WindowUndo(self, self.is_typed)

    def is_typed(self) -> bool:
        """Whether the text is not the value yet: Enter, or leaving the field, makes it so."""
        return _is_typed(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel over an unfocused field scrolls the page, not the value."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class FloatBox(QDoubleSpinBox):
    """A float from `low` to `high`, shown with as many places as it needs (at least `places`)."""

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
        _prepare(self, name)
        self.setDecimals(8)
        self.setRange(low, high)
        self.setSingleStep(increment)
        self.setValue(value)
        WindowUndo(self, self.is_typed)

    def is_typed(self) -> bool:
        """Whether the text is not the value yet: Enter, or leaving the field, makes it so."""
        return _is_typed(self)

    def textFromValue(self, value: float) -> str:
        """0.001 stays 0.001, and 0.2 is 0.20."""
        whole, _, fraction = f"{value:.8f}".rstrip("0").partition(".")
        return f"{whole}.{fraction.ljust(self._places, '0')}" if self._places else whole

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel over an unfocused field scrolls the page, not the value."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _is_typed(box: QSpinBox | QDoubleSpinBox) -> bool:
    said = f"{box.prefix()}{box.textFromValue(box.value())}{box.suffix()}"  # pyright: ignore[reportArgumentType]
    lowest = box.specialValueText() and box.value() == box.minimum()
    return box.text() != (box.specialValueText() if lowest else said)


def _prepare(box: QAbstractSpinBox, name: str) -> None:
    box.lineEdit().setTextMargins(6, 0, 0, 0)  # a style sheet's padding does not reach it
    box.setLocale(_ENGLISH)  # the comma and point of the code and the docs, on any desktop
    box.setAccessibleName(name)
    box.setKeyboardTracking(False)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
