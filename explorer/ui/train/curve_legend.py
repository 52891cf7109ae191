"""The legend of a live plot: line, name and value, painted in one go because it changes often."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme

HEIGHT = 20
STROKE, GAP, BETWEEN = 16, 8, 16


@dataclass(frozen=True)
class Key:
    """One line of the plot: its name, its value as text, its palette token; dashed for ghosts."""

    name: str
    value: str
    token: str
    dashed: bool = False


class CurveLegend(QWidget):
    """Keys from the right edge leftwards, after the place that they are read at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys: tuple[Key, ...] = ()
        self.place = ""
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: tuple[Key, ...], place: str = "") -> None:
        """Show other values; `place` says where they were read ("epoch 3"), if not at the end."""
        if (keys, place) != (self.keys, self.place):
            self.keys, self.place = keys, place
            values = ", ".join(f"{key.name} {key.value}" for key in keys if key.value)
            self.setAccessibleName(f"{place}: {values}" if place else values)
            self.update()

    def sizeHint(self) -> QSize:
        """Room for two keys."""
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """From right to left, so that the values stay where they are."""
        palette = theme().palette
        names, numbers = ui_font(12), mono_font(12, 600)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = float(self.width())
        for key in reversed(self.keys):
            colour = palette.colour(key.token)
            painter.setPen(colour)
            if key.value:
                painter.setFont(numbers)
                right = self._text_before(painter, right, key.value) - GAP
            painter.setFont(names)
            right = self._text_before(painter, right, key.name) - GAP
            pen = QPen(colour, 1.5 if key.dashed else 2)
            if key.dashed:
                pen.setDashPattern([2, 2])
            painter.setPen(pen)
            middle = HEIGHT / 2
            painter.drawLine(QPointF(right - STROKE, middle), QPointF(right, middle))
            right -= STROKE + BETWEEN
        if self.place:
            painter.setFont(names)
            painter.setPen(palette.colour("t3"))
            self._text_before(painter, right, self.place)
        painter.end()

    @staticmethod
    def _text_before(painter: QPainter, right: float, text: str) -> float:
        """Draw `text` so that it ends at `right`; return where it begins."""
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        box = QRectF(right - width, 0, width + 1, HEIGHT)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        return right - width
