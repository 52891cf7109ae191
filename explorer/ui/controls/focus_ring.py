"""The focus ring of widgets that paint themselves: 2 px accent, shown for the keyboard only."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from explorer.ui.theme.theme import theme

# Two Qt bases in one class crash PySide: at run time the mixin is a plain class.
_Base = QWidget if TYPE_CHECKING else object

_BY_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason)


class KeyboardFocus(_Base):
    """Mixin, named before the Qt base: knows whether focus came from the keyboard, when the ring should show."""

    _ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note where the focus came from."""
        self._ring = event.reason() not in _BY_MOUSE
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring = False
        super().focusOutEvent(event)
        self.update()

    @property
    def shows_ring(self) -> bool:
        """Whether a focus ring belongs around this widget now."""
        return self._ring and self.hasFocus()


def paint_ring(painter: QPainter, around: QRectF, radius: float, offset: float = 2.0) -> None:
    """A 2 px ring `offset` pixels outside a rounded rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().palette.colour("accent"), 2))
    grown = around.adjusted(-offset - 1, -offset - 1, offset + 1, offset + 1)
    painter.drawRoundedRect(grown, radius + offset, radius + offset)
    painter.restore()
