"""A small button that says what is chosen and opens a menu to choose otherwise."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.controls.menu_button import AT_LEFT, CHEVRON, MenuButton
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme

GAP = 4.0
WIDEST = 112.0  # pixels of a value: a layer's name may be long

Shown = Literal["both", "value", "name"]


class ValueButton(MenuButton):
    """A name, what is chosen, a chevron; a subclass fills the menu and says what is chosen."""

    high = 24
    pad = 8.0
    stays = True

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        """`prefix` names what is chosen: "Sort"."""
        super().__init__(parent)
        self._prefix = prefix
        self._shown: Shown = "both"
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

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
        return round(2 * self.pad + words + GAP + CHEVRON) + 1

    def sizeHint(self) -> QSize:
        """Room for name, choice and chevron."""
        return QSize(self.width_as(self._shown), self.high)

    def minimumSizeHint(self) -> QSize:
        """A few letters of the choice."""
        return QSize(min(self.sizeHint().width(), 64), self.high)

    def paint_content(self, painter: QPainter, left: float, right: float) -> None:
        """Name and choice."""
        palette = theme().palette
        painter.setFont(ui_font(12))
        name, value = self._parts(self._shown)
        painter.setPen(palette.colour("t3" if value else "t1"))
        lead = _width(name) + GAP if name else 0.0
        painter.drawText(QRectF(left, 0, lead + 2, self.high), AT_LEFT, name)
        room = right - left - lead - GAP + 1
        # Of a layer's path the end tells the most: bidirectional/backward.
        side = Qt.TextElideMode.ElideMiddle if "/" in value else Qt.TextElideMode.ElideRight
        elided = QFontMetricsF(ui_font(12)).elidedText(value, side, room)
        painter.setPen(palette.colour("t1"))
        painter.drawText(QRectF(left + lead, 0, room + 2, self.high), AT_LEFT, elided)

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
