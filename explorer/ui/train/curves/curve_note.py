"""A remark inside a live plot, beside the line that it is about, where the curves leave room."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme
from explorer.ui.train.curves.curve_plot import CurvePlot
from explorer.ui.train.curves.ghost_labels import GhostLabels

OFFSET = 10  # pixels from the line
BOX_HEIGHT, PLAIN_HEIGHT = 24, 16
PLACES = (0.0, 1.0, 0.25, 0.5, 0.75)  # of the height: at an end if there is room


class CurveNote(QWidget):
    """Text right of the epoch it is about, or left of it, or where there is room.

    A boxed note is a warning and rather stands at the bottom; a plain one rather at the top. What
    lies under it is covered, so it goes where the fewest curves pass.
    """

    def __init__(self, plot: CurvePlot, labels: GhostLabels, *, boxed: bool) -> None:
        super().__init__(plot)
        self.text = ""
        self._plot, self._boxed, self._epoch = plot, boxed, 0.0
        self._labels = labels
        self._font = ui_font(12, 500 if boxed else 400)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        plot.getViewBox().sigTransformChanged.connect(self.place)

    def say(self, text: str, epoch: float) -> None:
        """Show `text` beside `epoch`; an empty text hides the note."""
        if (text, epoch) == (self.text, self._epoch):
            return
        self.text, self._epoch = text, epoch
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        padding = 2 * OFFSET if self._boxed else 1
        width = round(QFontMetricsF(self._font).horizontalAdvance(text)) + padding
        self.resize(width, BOX_HEIGHT if self._boxed else PLAIN_HEIGHT)
        self.place()
        self.update()

    def place(self) -> None:
        """Move to where the epoch is drawn now."""
        axis = self._plot.axis
        if axis is None or not self.text:
            return
        line = self._plot.pixel_of(self._epoch, axis.low)
        top, bottom = self._plot.pixel_of(0, axis.high).y(), self._plot.pixel_of(0, axis.low).y()
        highest, lowest = top + 4, bottom - OFFSET - self.height()
        first, last = (lowest, highest) if self._boxed else (highest, lowest)
        ys = [first + (last - first) * share for share in PLACES]
        sides = self._sides(line.x())
        spots = [QPointF(x, y) for x in sides for y in ys]
        self.move(min(spots, key=self._crowding).toPoint())  # the first of those that are as good

    def _sides(self, line: float) -> list[float]:
        """Where it may begin: right of the line, left of it, or over it, but not over the axis."""
        least, most = self._plot.pixel_of(0, 0).x(), self._plot.width() - OFFSET - self.width()
        right, left = line + OFFSET, line - OFFSET - self.width()
        beside = (right, left, right + self.width(), left - self.width())  # at most so far away
        return [x for x in beside if least <= x <= most] or [most]

    def _crowding(self, spot: QPointF) -> float:
        """How many curves and names it would cover there; a little more of one is no reason."""
        box = QRectF(spot, QSizeF(self.size()))
        begin, end = self._plot.value_at(box.topLeft()), self._plot.value_at(box.bottomRight())
        covered = self._plot.items_drawn.crowding(begin.x(), end.x(), end.y(), begin.y())
        names = sum(box.intersects(other) for _, other in self._labels.boxes())
        return ceil(10 * covered) / 10 + names

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, in a box with a warning's edge if it is one."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._boxed:
            painter.setPen(QPen(palette.colour("warn"), 1))
            painter.setBrush(palette.colour("surface2"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(palette.colour("t1"))
        painter.setFont(self._font)
        alignment = Qt.AlignmentFlag.AlignCenter if self._boxed else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), int(alignment | Qt.AlignmentFlag.AlignVCenter), self.text)
        painter.end()
