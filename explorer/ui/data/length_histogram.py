"""How long the reviews are, with the line where maxlen cuts them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.ui.controls.numbers import count
from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.theme import theme

BINS = 40
AXIS = 18
TOP = 16
# The axis ends here: a few reviews of IMDB are six times as long as all the others.
LAST_PERCENTILE = 99.0


class LengthHistogram(QWidget):
    """Bars of equal width; those beyond the line lose words. Hover tells a bar's numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lengths: NDArray[np.int64] = np.zeros(0, np.int64)
        self._edges = np.zeros(0)
        self._bars = np.zeros(0, np.int64)
        self._maxlen = 0
        self._hovered = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Histogram of review lengths")

    def show_lengths(self, lengths: NDArray[np.int64], maxlen: int) -> None:
        """Show these lengths, in words, and a line at maxlen."""
        if lengths is not self._lengths or maxlen != self._maxlen:
            self._lengths, self._maxlen = lengths, maxlen
            self._count()
            self.update()

    def bar_at(self, x: float) -> int:
        """The bar under a place, −1 where there is none."""
        if not len(self._bars) or not 0 <= x < self.width():
            return -1
        return min(len(self._bars) - 1, int(x / self.width() * len(self._bars)))

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(240, 110)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(160, 80)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the numbers of the bar under the mouse."""
        hovered = self.bar_at(event.position().x())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
        if hovered >= 0:
            first, end = self._edges[hovered : hovered + 2]
            last = hovered == len(self._bars) - 1
            range_ = (
                f"{count(int(first))} words and more"
                if last
                else f"{int(first)}–{int(end) - 1} words"
            )
            number = int(self._bars[hovered])
            word = "review" if number == 1 else "reviews"
            place = event.globalPosition().toPoint()
            QToolTip.showText(place, f"{range_}: {count(number)} {word}", self)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered."""
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, axis, line."""
        palette = theme().palette
        painter = QPainter(self)
        floor = self.height() - AXIS
        painter.fillRect(QRectF(0, floor, self.width(), 1), palette.colour("border2"))
        if len(self._bars):
            self._paint_bars(painter, floor)
            self._paint_axis(painter, floor)
            self._paint_line(painter, floor)
        painter.end()

    def _count(self) -> None:
        if not len(self._lengths):
            self._bars = np.zeros(0, np.int64)
            return
        reach = max(float(np.percentile(self._lengths, LAST_PERCENTILE)), self._maxlen * 1.1, BINS)
        width = int(np.ceil(reach / BINS))
        self._edges = np.arange(BINS + 1) * width
        shown = np.minimum(self._lengths // width, BINS - 1)
        self._bars = np.bincount(shown, minlength=BINS)

    def _place_of(self, words: float) -> float:
        return words / float(self._edges[-1]) * self.width()

    def _paint_bars(self, painter: QPainter, floor: float) -> None:
        palette = theme().palette
        highest = max(1, int(self._bars.max()))
        step = self.width() / len(self._bars)
        for place, number in enumerate(self._bars.tolist()):
            height = (floor - TOP) * number / highest
            if number and height < 1:
                height = 1
            cut = self._edges[place] >= self._maxlen
            token = "t1" if place == self._hovered else ("warn" if cut else "t3")
            box = QRectF(place * step, floor - height, max(1.0, step - 1), height)
            painter.fillRect(box, palette.colour(token))

    def _paint_axis(self, painter: QPainter, floor: float) -> None:
        painter.setFont(mono_font(11))
        painter.setPen(theme().palette.colour("t3"))
        reach = float(self._edges[-1])
        step = next(s for s in (20, 50, 100, 200, 500, 1000, 2000, 10**9) if reach / s <= 5)
        for words in range(0, int(reach) + 1, step):
            box = QRectF(self._place_of(words) - 30, floor + 3, 60, AXIS - 3)
            side = Qt.AlignmentFlag.AlignHCenter
            if words == 0:
                box, side = QRectF(0, floor + 3, 60, AXIS - 3), Qt.AlignmentFlag.AlignLeft
            elif box.right() > self.width():
                box.moveRight(self.width())
                side = Qt.AlignmentFlag.AlignRight
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, f"{words}")

    def _paint_line(self, painter: QPainter, floor: float) -> None:
        palette = theme().palette
        # The start marker takes one of the maxlen places.
        x = round(self._place_of(self._maxlen - 1)) + 0.5
        painter.setPen(QPen(palette.colour("accent"), 1))
        painter.drawLine(QPointF(x, 2), QPointF(x, floor))
        painter.setFont(mono_font(11))
        text = f"maxlen {self._maxlen}"
        width = painter.fontMetrics().horizontalAdvance(text)
        left = x + 5 if x + 5 + width <= self.width() else x - 5 - width
        painter.drawText(QPointF(left, 11), text)
