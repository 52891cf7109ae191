"""A button that shows an icon only: its name is in the tooltip and for screen readers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from explorer.ui.theme.icons import icon


class IconButton(QToolButton):
    """An icon in a 32 px square (24 when `small`); `clicked` as any button."""

    def __init__(
        self,
        icon_name: str,
        name: str,
        *,
        small: bool = False,
        color: str | None = None,
        icon_size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        """`name` says what the button does: "Undo", "Next word"."""
        super().__init__(parent)
        self._icon_name, self._color, self._icon_size = icon_name, color, icon_size
        side = 24 if small else 32
        self.setFixedSize(side, side)
        self.setIconSize(QSize(icon_size, icon_size))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_icon(icon_name)
        self.set_name(name)

    def set_icon(self, icon_name: str) -> None:
        """Show another icon (play becomes pause)."""
        self._icon_name = icon_name
        self.setIcon(icon(icon_name, self._color, self._icon_size))

    def set_color(self, color: str | None) -> None:
        """Draw the icon in another palette token; None is the usual one."""
        if color != self._color:
            self._color = color
            self.set_icon(self._icon_name)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what the button does, with its shortcut in the tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)
