"""How a cell of the review table is painted: P(positive) as a bar, all else as text."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.ui.controls.flat_cell import FlatCell, Index
from explorer.ui.controls.probability_bar import paint_probability
from explorer.ui.data.review_model import PROBABILITY
from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.theme import theme

BAR_WIDTH, BAR_HEIGHT = 56.0, 6.0


class ReviewDelegate(FlatCell):
    """Paints the rows of a ReviewModel."""

    def paint_picture(self, painter: QPainter, room: QRectF, index: Index, *, chosen: bool) -> bool:
        """The bar, where there is a probability."""
        probability = index.data(PROBABILITY)
        if not isinstance(probability, float):
            return False
        _paint_probability(painter, room, probability, chosen=chosen)
        return True


def _paint_probability(
    painter: QPainter, room: QRectF, probability: float, *, chosen: bool
) -> None:
    """The bar, and the number at its right."""
    top = room.center().y() - BAR_HEIGHT / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bar = QRectF(room.left(), top, BAR_WIDTH, BAR_HEIGHT)
    paint_probability(painter, bar, probability, chosen=chosen)
    painter.setFont(mono_font(12))
    painter.setPen(theme().palette.colour("pos" if probability >= 0.5 else "neg"))
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room.adjusted(BAR_WIDTH + 8, 0, 0, 0), side, f"{probability:.2f}")
