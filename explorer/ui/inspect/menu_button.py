"""A small button that says what is chosen and opens a menu to choose otherwise."""

from typing import Literal

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

HEIGHT, CHEVRON = 24, 14
PAD, GAP = 8.0, 4.0
WIDEST = 112.0  # pixels of a value: a layer's name may be long

Shown = Literal["both", "value", "name"]


class StayingMenu(QMenu):
    """Stays open while things are ticked in it: one often ticks several."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, and stay."""
        action = self.activeAction()
        group = None if action is None else action.actionGroup()
        if action is not None and action.isEnabled() and action.isCheckable() and group is None:
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class MenuButton(KeyboardFocus, QAbstractButton):
    """A name, what is chosen, a chevron; a subclass fills the menu and says what is chosen."""

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        """`prefix` names what is chosen: "Sort"."""
        super().__init__(parent)
        self._prefix = prefix
        self._shown: Shown = "both"
        self._menu = StayingMenu(self)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_menu)

    def text_shown(self) -> str:
        """What the button says after its name."""
        return ""

    def show_as(self, shape: Shown) -> None:
        """Say less where there is no room."""
        if shape != self._shown:
            self._shown = shape
            self.updateGeometry()
            self.update()

    def width_as(self, shape: Shown) -> int:
        """How wide it would be, saying so much."""
        name, value = self._parts(shape)
        words = _width(name) + (GAP if name and value else 0.0) + min(WIDEST, _width(value))
        return round(2 * PAD + words + GAP + CHEVRON) + 1

    def open_menu(self) -> None:
        """Open the choices under the button."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def menu(self) -> QMenu:
        """The menu itself."""
        return self._menu

    def sizeHint(self) -> QSize:
        """Room for name, choice and chevron."""
        return QSize(self.width_as(self._shown), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A few letters of the choice."""
        return QSize(min(self.sizeHint().width(), 64), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, name, choice, chevron."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(palette.colour("border2"), 1))
        lit = self.isDown() or self.underMouse()
        painter.setBrush(palette.colour("surface3" if lit else "surface2"))
        painter.drawRoundedRect(box, 5.5, 5.5)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(ui_font(12))
        name, value = self._parts(self._shown)
        painter.setPen(palette.colour("t3" if value else "t1"))
        lead = _width(name) + GAP if name else 0.0
        painter.drawText(QRectF(PAD, 0, lead + 2, HEIGHT), middle, name)
        left = PAD + lead
        room = self.width() - left - CHEVRON - GAP - PAD + 1
        # Of a layer's path the end tells the most: bidirectional/backward.
        side = Qt.TextElideMode.ElideMiddle if "/" in value else Qt.TextElideMode.ElideRight
        elided = QFontMetricsF(ui_font(12)).elidedText(value, side, room)
        painter.setPen(palette.colour("t1"))
        painter.drawText(QRectF(left, 0, room + 2, HEIGHT), middle, elided)
        picture = pixmap("chevron_down", "t3", CHEVRON, self.devicePixelRatioF())
        painter.drawPixmap(
            self.width() - CHEVRON - round(PAD) + 2, (HEIGHT - CHEVRON) // 2, picture
        )
        if self.shows_ring:
            paint_ring(painter, box, 5.5, offset=-2)
        painter.end()

    def tell(self) -> None:
        """Something else is chosen: say so."""
        said = f"{self._prefix}: {self.text_shown()}"
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def _parts(self, shape: Shown) -> tuple[str, str]:
        """The name and the value, or one of them."""
        value = self.text_shown()
        if shape == "value" and value:
            return "", value
        return self._prefix, "" if shape == "name" else value


def _width(text: str) -> float:
    return QFontMetricsF(ui_font(12)).horizontalAdvance(text)
