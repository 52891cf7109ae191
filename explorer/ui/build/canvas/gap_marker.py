"""The accent bar in the open gap, with a line that says what a drop will do."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.ui.build.canvas.ink import LEFT, ink, width_of
from explorer.ui.build.canvas.layout import CARD_WIDTH
from explorer.ui.theme.theme import theme

_REACH = CARD_WIDTH / 2 + 12


class GapMarker(QGraphicsItem):
    """The origin is the middle of the bar."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.setZValue(1)
        self.setVisible(False)

    def show_words(self, words: str) -> None:
        """Say something else."""
        if words != self.words:
            self.words = words
            self.update()

    def boundingRect(self) -> QRectF:
        """Bar, end rings and the line below."""
        return QRectF(-_REACH - 10, -8, 2 * _REACH + 20, 40)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the bar and the words."""
        palette = theme().palette
        accent = palette.colour("accent")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawRoundedRect(QRectF(-_REACH, -1.5, 2 * _REACH, 3), 1.5, 1.5)
        painter.setPen(QPen(accent, 3))
        painter.setBrush(palette.colour("bg"))
        for x in (-_REACH - 2, _REACH + 2):
            painter.drawEllipse(QPointF(x, 0), 4, 4)
        box = QRectF(-_REACH - 8, 10, width_of(self.words, 11, 500), 18)
        # Long names reach across the strands: keep the words readable.
        painter.fillRect(box.adjusted(-2, 0, 4, 0), palette.colour("bg"))
        painter.setPen(accent)
        painter.setFont(ink(11, 500))
        painter.drawText(box.adjusted(0, 0, 2, 0), LEFT, self.words)
