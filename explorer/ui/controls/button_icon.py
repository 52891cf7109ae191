"""An icon before a button's text, 8 px away from it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from explorer.ui.theme.icons import icon

MORE_GAP = 4  # Qt's own gap is 4 px and cannot be set: the icon's box takes the rest


def put_icon(button: QPushButton, name: str, color: str | None = None, size: int = 16) -> None:
    """Give a button an icon by name; without text the icon stands alone in the middle."""
    button.setIcon(icon(name, color, size))
    button.setIconSize(QSize(size + (MORE_GAP if button.text() else 0), size))
