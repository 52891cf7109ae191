"""A list that drops down: on a page that scrolls, the wheel is the page's until it is in focus."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from explorer.ui.controls.wheel_focus import WheelWhenFocused


class DropDown(WheelWhenFocused, QComboBox):
    """As QComboBox; `name` is for screen readers."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel alone does not focus it
