"""The ledger's equation on a card: written times survival, summed over the words."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.inspect.cell.equation import Piece, said, sign
from explorer.ui.inspect.cell.equation_ink import PAD, paint_card, write
from explorer.ui.inspect.cell.moment import subscript
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme

HEIGHT, BASELINE = 40, 25.0
PLAIN_CAPTION, TANH_CAPTION = "written × survival", "each word's step through tanh"


def equation_of(kind: str, last: int) -> tuple[tuple[Piece, ...], str]:
    """The pieces of a cell's equation at its last timestep, and the caption beside them."""
    at = subscript(last)
    if kind == "SimpleRNN":
        return (Piece(f"h{at} = Σ "), sign("h"), Piece("(word t)")), TANH_CAPTION
    if kind == "GRU":
        pieces = (
            Piece(f"h{at} = Σ (1−"), sign("z"), Piece("ₜ)·"), sign("n"), Piece("ₜ · Π "),
            sign("z"), Piece("ₛ"),
        )  # fmt: skip
        return pieces, PLAIN_CAPTION
    pieces = (
        Piece(f"c{at} = Σ "), sign("i"), Piece("ₜ·"), sign("k"), Piece("ₜ · Π "), sign("f"),
        Piece("ₛ"),
    )  # fmt: skip
    return pieces, PLAIN_CAPTION


class EquationBox(QWidget):
    """One line on a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._caption = ""
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Equation")

    def show_equation(self, kind: str, last: int) -> None:
        """Show another cell's equation, or another last timestep."""
        self._pieces, self._caption = equation_of(kind, last)
        self.setAccessibleDescription(f"{said(self._pieces)}: {self._caption}")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(344, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Equation on the left, caption on the right where there is room."""
        painter = QPainter(self)
        paint_card(painter, self)
        x = write(painter, PAD, BASELINE, self._pieces, 14)
        painter.setFont(ui_font(12))
        wide = QFontMetricsF(ui_font(12)).horizontalAdvance(self._caption)
        if x + 16 + wide <= self.width() - PAD:
            painter.setPen(theme().palette.colour("t2"))
            painter.drawText(QPointF(self.width() - PAD - wide, BASELINE), self._caption)
        painter.end()
