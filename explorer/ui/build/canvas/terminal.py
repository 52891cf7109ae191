"""The two ends of the stack: the word ids that come in, the probability that goes out."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.ui.build.canvas.ink import LEFT, ink, width_of
from explorer.ui.build.canvas.layout import TERMINAL_HEIGHT, TERMINAL_WIDTH
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme


class TerminalItem(QGraphicsItem):
    """A dashed pill; its origin is its upper left corner."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.words = ""
        self.note = ""

    def show_words(self, words: str, note: str = "") -> None:
        """Say something else; the note follows in the colour of hints."""
        if (words, note) != (self.words, self.note):
            self.words, self.note = words, note
            self.update()

    def boundingRect(self) -> QRectF:
        """The pill."""
        return QRectF(0, 0, TERMINAL_WIDTH, TERMINAL_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw pill, icon, words."""
        palette = theme().palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(palette.colour("border2"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(palette.colour("bg"))
        box = self.boundingRect().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 15.5, 15.5)
        note = f"  ·  {self.note}" if self.note else ""
        words_width = width_of(self.words, 12)
        width = 14 + 8 + words_width + width_of(note, 12)
        left = (TERMINAL_WIDTH - width) / 2
        ratio = painter.device().devicePixelRatioF() * max(1.0, painter.worldTransform().m11())
        picture = pixmap(self._icon, "t2", 14, round(ratio * 4) / 4)
        painter.drawPixmap(QRectF(left, 9, 14, 14), picture, QRectF(picture.rect()))
        painter.setPen(palette.colour("t2"))
        painter.setFont(ink(12))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawText(QRectF(left + 22, 0, width, TERMINAL_HEIGHT), LEFT, self.words)
        painter.setPen(palette.colour("warn"))
        at = QRectF(left + 22 + words_width, 0, width, TERMINAL_HEIGHT)
        painter.drawText(at, LEFT, note)
