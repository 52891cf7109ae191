"""A painted button with a menu under it."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

CHEVRON = 14
AT_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class StayingMenu(QMenu):
    """Stays open while things are ticked in it: one often ticks several."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, and stay."""
        if not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, and stays."""
        if event.key() != Qt.Key.Key_Space or not self._tick():
            super().keyPressEvent(event)

    def _tick(self) -> bool:
        """Tick the entry in hand, if it can be; one of a group is chosen, and that is all."""
        action = self.activeAction()
        group = None if action is None else action.actionGroup()
        if action is None or not (action.isEnabled() and action.isCheckable()) or group is not None:
            return False
        action.trigger()
        return True


class MenuButton(KeyboardFocus, QAbstractButton):
    """Frame, chevron and ring; a subclass paints what stands before the chevron."""

    high = 32
    pad = 9.0
    radius = 5.5
    edge = "border2"
    """The frame's colour while the mouse is elsewhere."""
    stays = False
    """Whether several things are ticked in the menu, one after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu = StayingMenu(self) if self.stays else QMenu(self)
        self.setFixedHeight(self.high)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_menu)

    def paint_content(self, painter: QPainter, left: float, right: float) -> None:
        """Paint between `left` and `right`, where the chevron begins."""
        raise NotImplementedError

    def menu(self) -> QMenu:
        """The menu itself."""
        return self._menu

    def open_menu(self) -> None:
        """Open the menu under the button."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, content, chevron, ring."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        lit = self.isDown() or self.underMouse()
        painter.setPen(QPen(palette.colour("border2" if lit else self.edge), 1))
        painter.setBrush(palette.colour("surface3" if lit else "surface2"))
        painter.drawRoundedRect(box, self.radius, self.radius)
        right = self.width() - self.pad - CHEVRON
        self.paint_content(painter, self.pad, right)
        chevron = pixmap("chevron_down", "t3", CHEVRON, self.devicePixelRatioF())
        painter.drawPixmap(round(right + 2), (self.high - CHEVRON) // 2, chevron)
        if self.shows_ring:
            paint_ring(painter, box, self.radius, offset=-2)
        painter.end()
