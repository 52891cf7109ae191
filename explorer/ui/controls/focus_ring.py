"""The focus ring of widgets that paint themselves: 2 px accent, shown for the keyboard only."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from explorer.ui.theme.theme import theme

# Two Qt bases in one class crash PySide: at run time the mixin is a plain class.
_Base = QWidget if TYPE_CHECKING else object

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_BY_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.OtherFocusReason)


class KeyboardFocus(_Base):
    """Mixin, named before the Qt base: the ring shows when focus came from the keyboard."""

    _ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note where the focus came from; a window or menu that gives it back changes nothing."""
        if event.reason() in _BY_KEYBOARD:
            self._ring = True
        elif event.reason() in _BY_MOUSE:
            self._ring = False
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
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
