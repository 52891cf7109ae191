"""One split's class balance: blue for positive, orange for negative, with the numbers."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.controls.numbers import count
from explorer.ui.data.facts import SplitFacts
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme

LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
HEIGHT = 52
LINE = 20
BAR = 6


class BalanceBar(QWidget):
    """A split's name and size, a bar of two colours, and the size of either part under it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._facts: SplitFacts | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: SplitFacts | None) -> None:
        """Show a split's numbers."""
        if facts == self._facts:
            return
        self._facts = facts
        if facts is not None:
            told = f"{facts.reviews} reviews, {facts.positive} positive, {facts.negative} negative"
            self.setAccessibleName(f"{self._name}: {told}")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name and size, bar, parts."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(0, LINE + 2, self.width(), BAR), 3, 3)
        painter.fillPath(clip, palette.colour("surface3"))
        painter.setFont(ui_font(12))
        self._say(painter, 0, LEFT, self._name, "t2")
        facts = self._facts
        if facts is not None:
            low = LINE + BAR + 4
            positive, negative = (
                f"{count(facts.positive)} positive",
                f"{count(facts.negative)} negative",
            )
            if painter.fontMetrics().horizontalAdvance(f"{positive} {negative}") > self.width():
                # The colours still say which is which.
                positive, negative = count(facts.positive), count(facts.negative)
            self._say(painter, low, LEFT, positive, "pos")
            self._say(painter, low, RIGHT, negative, "neg")
            painter.setFont(mono_font(12, 500))
            self._say(painter, 0, RIGHT, count(facts.reviews), "t1")
            self._paint_parts(painter, clip, facts)
        painter.end()

    def _say(
        self, painter: QPainter, top: int, side: Qt.AlignmentFlag, text: str, token: str
    ) -> None:
        painter.setPen(theme().palette.colour(token))
        box = QRectF(0, top, self.width(), LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, text)

    def _paint_parts(self, painter: QPainter, clip: QPainterPath, facts: SplitFacts) -> None:
        palette = theme().palette
        middle = round(self.width() * facts.positive / max(1, facts.reviews))
        painter.setClipPath(clip)
        top, right = LINE + 2, self.width()
        if facts.positive:
            painter.fillRect(QRectF(0, top, middle - 1, BAR), palette.colour("pos_fill"))
        if facts.negative:
            box = QRectF(middle + 1, top, right - middle - 1, BAR)
            painter.fillRect(box, palette.colour("neg_fill"))
