"""The left part of the status bar: a mark, a message and short facts, painted in one go.

It changes several times a second during training; labels in a layout would be laid out as often,
and be cut for the frame in between.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.shell.status_words import StatusWords
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

MARK = 12
MARK_GAP = 8
GAP = 16
SEPARATOR = 12
# mark: (icon or empty for a dot, token, filled)
MARKS = {
    "idle": ("", "t3", False),
    "busy": ("", "accent", True),
    "paused": ("pause", "t2", False),
    "done": ("check", "accent", False),
    "error": ("warn", "err", False),
    "notice": ("info", "accent", False),
}


class StatusLine(QWidget):
    """Shows StatusWords; what does not fit is left out or cut, and is in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = StatusWords("idle", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def say(self, words: StatusWords) -> None:
        """Show other words."""
        if words != self.words:
            self.words = words
            told = " · ".join((words.message, *words.facts))
            self.setAccessibleName(told)
            self.setToolTip(told)
            self.update()

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(400, 23)

    def minimumSizeHint(self) -> QSize:
        """It can be cut."""
        return QSize(80, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, message, facts."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_mark(painter, palette)
        painter.setFont(ui_font(11))
        metrics = QFontMetricsF(ui_font(11))
        left = MARK + MARK_GAP
        x = self._paint_text(painter, metrics, palette, left, self._message(metrics, left))
        for fact in self.words.facts:
            if x + 2 * GAP + metrics.horizontalAdvance(fact) > self.width():
                break
            top = (self.height() - SEPARATOR) / 2
            line = QRectF(round(x + GAP), round(top), 1, SEPARATOR)
            painter.fillRect(line, palette.colour("border2"))
            x = self._paint_text(painter, metrics, palette, x + 2 * GAP + 1, fact)
        painter.end()

    def _message(self, metrics: QFontMetricsF, left: float) -> str:
        """The message; a failure leaves room for what is said after it, up to half."""
        room = self.width() - left
        if self.words.mark == "error" and self.words.facts:
            told = max(metrics.horizontalAdvance(fact) for fact in self.words.facts)
            room = max(room / 2, room - told - 2 * GAP - 1)
        return metrics.elidedText(self.words.message, Qt.TextElideMode.ElideRight, room)

    def _paint_mark(self, painter: QPainter, palette: Palette) -> None:
        name, token, filled = MARKS[self.words.mark]
        top = (self.height() - MARK) // 2
        if name:
            painter.drawPixmap(0, top, pixmap(name, token, MARK, self.devicePixelRatioF()))
            return
        colour = palette.colour(token)
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(colour, 1.5))
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        radius = 4 if filled else 3.25
        painter.drawEllipse(QPointF(MARK / 2, top + MARK / 2), radius, radius)

    def _paint_text(
        self, painter: QPainter, metrics: QFontMetricsF, palette: Palette, x: float, text: str
    ) -> float:
        """Paint at `x`, cut at the right edge; return where the text ends."""
        room = self.width() - x
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setPen(palette.colour("err" if self.words.mark == "error" else "t2"))
        at_left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(x, 0, room, self.height()), at_left, shown)
        return x + metrics.horizontalAdvance(shown)
