"""The legend of a live plot: line, name and value, painted in one go because it changes often."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme
from explorer.ui.train.curves.curve_items import DASHES

HEIGHT = 20
STROKE, GAP, BETWEEN = 16, 8, 16


@dataclass(frozen=True)
class Key:
    """One line of the plot: its name, its value as text, its palette token, which ghost it is."""

    name: str
    value: str
    token: str
    ghost: int = 0


class CurveLegend(QWidget):
    """Keys from the right edge leftwards, after the place or the run that they are read at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys: tuple[Key, ...] = ()
        self.place = ""
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: tuple[Key, ...], place: str = "") -> None:
        """Show other values; `place` says where they were read ("epoch 3")."""
        if (keys, place) != (self.keys, self.place):
            self.keys, self.place = keys, place
            values = ", ".join(f"{key.name} {key.value}" for key in keys if key.value)
            self.setAccessibleName(f"{place}: {values}" if place else values)
            self.update()

    def sizeHint(self) -> QSize:
        """Room for two keys."""
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """From right to left, so that the values stay where they are; ghosts give way first."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(ui_font(12))
        lead = metrics.elidedText(self.place, Qt.TextElideMode.ElideRight, self.room_for_place())
        right, least = float(self.width()), metrics.horizontalAdvance(lead) + BETWEEN
        for key in reversed(self.keys):
            if key.ghost and right - _width(key) < least:
                break
            right = self._paint_key(painter, right, key)
        if lead:
            painter.setFont(ui_font(12))
            painter.setPen(palette.colour("t3"))
            _text_before(painter, max(right, least - BETWEEN), lead)
        painter.end()

    def room_for_place(self) -> float:
        """How wide the place may be beside the keys that do not give way."""
        own = sum(_width(key) + BETWEEN for key in self.keys if not key.ghost)
        return max(0.0, self.width() - own)

    def _paint_key(self, painter: QPainter, right: float, key: Key) -> float:
        """Paint one key that ends at `right`; return where the next one may end."""
        colour = theme().palette.colour(key.token)
        painter.setPen(colour)
        if key.value:
            painter.setFont(_numbers())
            right = _text_before(painter, right, key.value) - GAP
        painter.setFont(ui_font(12))
        right = _text_before(painter, right, key.name) - GAP
        pen = QPen(colour, 1.5 if key.ghost else 2)
        if key.ghost:
            pen.setDashPattern(DASHES[key.ghost - 1])
        painter.setPen(pen)
        painter.drawLine(QPointF(right - STROKE, HEIGHT / 2), QPointF(right, HEIGHT / 2))
        return right - STROKE - BETWEEN


def _numbers() -> QFont:
    return mono_font(12, 600)


def _width(key: Key) -> float:
    name = QFontMetricsF(ui_font(12)).horizontalAdvance(key.name)
    value = QFontMetricsF(_numbers()).horizontalAdvance(key.value) + GAP if key.value else 0.0
    return name + value + GAP + STROKE


def _text_before(painter: QPainter, right: float, text: str) -> float:
    """Draw `text` so that it ends at `right`; return where it begins."""
    width = QFontMetricsF(painter.font()).horizontalAdvance(text)
    box = QRectF(right - width, 0, width + 1, HEIGHT)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    return right - width
