"""How much of the text the most frequent words make up, and what max_features keeps of it."""

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.reviews.vocabulary import FIRST_WORD
from explorer.ui.controls.numbers import count
from explorer.ui.data.fact_words import word_words
from explorer.ui.data.facts import CorpusFacts
from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.theme import theme

AXIS = 18
TOP = 16
POINTS = 120


class CoverageCurve(QWidget):
    """Share of all words (0…1, upwards) known with the n most frequent ones (n on a log axis).

    `chosen` carries the rank of the word that was clicked, 1 the most frequent.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: CorpusFacts | None = None
        self._curve: list[tuple[int, float]] = []
        self._max_features = 0
        self._hovered: float | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Share of the text that the most frequent words cover")

    def show_facts(self, facts: CorpusFacts | None, max_features: int) -> None:
        """Show a corpus's words and a mark at max_features."""
        if facts is not self._facts:
            self._facts = facts
            self._curve = [] if facts is None else _points(facts)
        self._max_features = max_features
        self.update()

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(240, 110)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(160, 80)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the word under the mouse, and the coverage."""
        self._hovered = event.position().x()
        if self._facts is not None and self._curve:
            text = word_words(self._facts, max(1, self._words_at(self._hovered)))
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the word under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton and self._curve:
            self.chosen.emit(max(1, self._words_at(event.position().x())))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered."""
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Curve, axis, mark."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = self.height() - AXIS
        painter.fillRect(QRectF(0, floor, self.width(), 1), palette.colour("border2"))
        if self._facts is not None and self._curve:
            self._paint_axis(painter, floor)
            self._paint_curve(painter)
            self._paint_mark(painter, self._facts, floor)
        painter.end()

    def _x(self, words: float) -> float:
        last = math.log10(max(10, self._curve[-1][0]))
        return math.log10(max(1.0, words)) / last * (self.width() - 1)

    def _y(self, share: float) -> float:
        floor = self.height() - AXIS
        return floor - share * (floor - TOP)

    def _words_at(self, x: float) -> int:
        last = math.log10(max(10, self._curve[-1][0]))
        words = 10 ** (max(0.0, min(1.0, x / max(1, self.width() - 1))) * last)
        return min(self._curve[-1][0], round(words))

    def _paint_curve(self, painter: QPainter) -> None:
        path = QPainterPath()
        for place, (words, share) in enumerate(self._curve):
            point = QPointF(self._x(words), self._y(share))
            if place:
                path.lineTo(point)
            else:
                path.moveTo(point)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().palette.colour("t2"), 1.5))
        painter.drawPath(path)
        if self._hovered is not None and self._facts is not None:
            words = self._words_at(self._hovered)
            share = self._facts.coverage(words + FIRST_WORD)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().palette.colour("t1"))
            painter.drawEllipse(QPointF(self._x(words), self._y(share)), 3, 3)

    def _paint_axis(self, painter: QPainter, floor: float) -> None:
        palette = theme().palette
        painter.setFont(mono_font(11))
        for share in (0.5, 1.0):
            y = round(self._y(share))
            painter.fillRect(QRectF(0, y, self.width(), 1), palette.colour("grid"))
            painter.setPen(palette.colour("t3"))
            painter.drawText(QPointF(0, y + 12), f"{share:.0%}")
        for decade in range(int(math.log10(self._curve[-1][0])) + 1):
            words = 10**decade
            x = self._x(words)
            painter.fillRect(QRectF(round(x), TOP, 1, floor - TOP), palette.colour("grid"))
            text = f"{words // 1000}k" if words >= 1000 else f"{words}"
            width = painter.fontMetrics().horizontalAdvance(text)
            left = max(0.0, min(x - width / 2, self.width() - width))
            painter.setPen(palette.colour("t3"))
            painter.drawText(QPointF(left, floor + 14), text)

    def _paint_mark(self, painter: QPainter, facts: CorpusFacts, floor: float) -> None:
        palette = theme().palette
        known = max(1, facts.words_known(self._max_features))
        x = round(self._x(known)) + 0.5
        y = self._y(facts.coverage(self._max_features))
        painter.setPen(QPen(palette.colour("accent"), 1))
        painter.drawLine(QPointF(x, 2), QPointF(x, floor))
        painter.setBrush(palette.colour("accent"))
        painter.drawEllipse(QPointF(x, y), 3, 3)
        painter.setFont(mono_font(11))
        text = f"max_features {count(self._max_features)}"
        width = painter.fontMetrics().horizontalAdvance(text)
        left = x - 5 - width if x - 5 - width >= 0 else x + 5
        painter.drawText(QPointF(left, 11), text)


def _points(facts: CorpusFacts) -> list[tuple[int, float]]:
    """(n, share) at places equally far apart on the log axis."""
    words = len(facts.counts)
    if not words:
        return []
    places = {round(words ** (step / POINTS)) for step in range(POINTS + 1)}
    return [(n, facts.coverage(n + FIRST_WORD)) for n in sorted(places)]
