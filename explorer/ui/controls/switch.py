"""An on/off switch, 32 × 16."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.theme import theme

WIDTH, HEIGHT = 32, 16
MARGIN = 4  # room for the focus ring


class Switch(KeyboardFocus, QAbstractButton):
    """A checkable switch: click or Space toggles; follow `toggled(bool)`."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says (the switch itself shows no text)."""
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The switch and the room for its focus ring."""
        return QSize(WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and knob."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = MARGIN  # in line with what stands above and below
        top = (self.height() - HEIGHT) / 2
        track = QRectF(left + 0.5, top + 0.5, WIDTH - 1, HEIGHT - 1)
        on = self.isChecked()
        if not self.isEnabled():
            painter.setOpacity(0.5)
        edge = "accent" if on else ("t3" if self.underMouse() else "border2")
        painter.setPen(QPen(palette.colour(edge), 1))
        painter.setBrush(palette.colour("accent" if on else "surface3"))
        painter.drawRoundedRect(track, 7.5, 7.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("accent_ink" if on else "t2"))
        painter.drawEllipse(QRectF(left + (18 if on else 2), top + 2, 12, 12))
        painter.setOpacity(1)
        if self.shows_ring:
            paint_ring(painter, track, 8, offset=1)
        painter.end()
