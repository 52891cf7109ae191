"""Fields on pages that scroll: the wheel is theirs only while they have the focus."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

# Two Qt bases in one class crash PySide: at run time the mixin is a plain class.
_Base = QWidget if TYPE_CHECKING else object


class WheelWhenFocused(_Base):
    """Mixin, named before the Qt base: elsewhere the wheel scrolls the page, not the value."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the value, or leave the wheel to the page."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
