"""Words that wrote much of which nothing is left: dashed bars, for what is not there."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.inspect.ledger.rows import lost_rows
from explorer.ui.inspect.word_rows.paint import HEIGHT, NEGATIVE_ROOM
from explorer.ui.inspect.word_rows.row import WordRow
from explorer.ui.inspect.word_rows.word_list import WordList
from explorer.ui.theme.theme import theme

MOST = 5


class LostList(WordList):
    """As high as its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Written big, gone by the end", parent)
        self._most = MOST
        self._ledger: LedgerInView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ledger(self, ledger: LedgerInView | None) -> None:
        """Show another ledger."""
        self._ledger = ledger
        self._fill()

    def set_most(self, most: int) -> None:
        """Show so many words at most."""
        if most != self._most:
            self._most = most
            self._fill()

    def sizeHint(self) -> QSize:
        """One line a word, one for saying that there is none."""
        return QSize(344, HEIGHT * max(1, len(self.rows)))

    def tip(self, row: WordRow) -> str:
        """How much the word wrote."""
        return f"{row.tip or row.name}: wrote {row.wrote:.0%} of what the largest write has"

    def paint_bar(self, painter: QPainter, place: QRectF, row: WordRow) -> None:
        """What was written, dashed."""
        palette = theme().palette
        zero, middle = place.left() + NEGATIVE_ROOM, place.center().y()
        long = max(2.0, row.wrote * (place.right() - 12 - zero))
        pen = QPen(palette.colour("t3"), 1)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(zero + 0.5, middle - 4.5, long, 9), 2, 2)
        painter.setPen(QPen(palette.colour("border2"), 1))
        painter.drawLine(QPointF(zero + 0.5, middle - 6), QPointF(zero + 0.5, middle + 6))

    def nothing(self) -> str:
        """Why no word is lost."""
        if self._ledger is None or self._ledger.left is None:
            return "This layer has no writes to follow."
        return "None: more than 1% of every word's write is left."

    def _fill(self) -> None:
        self.show_rows([] if self._ledger is None else lost_rows(self._ledger, self._most))
        said = [f"{row.name}, timestep {row.t}" for row in self.rows]
        self.setAccessibleDescription("; ".join(said) or self.nothing())
