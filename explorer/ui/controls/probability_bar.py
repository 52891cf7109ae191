"""P(positive) as a bar from the middle: to the right in blue, to the left in amber."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.ui.theme.theme import theme


def paint_probability(
    painter: QPainter, bar: QRectF, probability: float, *, chosen: bool = False
) -> None:
    """Fill `bar` from its middle to `probability` (0…1); `chosen` where its row is selected."""
    palette = theme().palette
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour("surface" if chosen else "surface3"))
    painter.drawRoundedRect(bar, 1, 1)
    centre = bar.center().x()
    end = bar.left() + probability * bar.width()
    token = "pos_fill" if probability >= 0.5 else "neg_fill"
    part = QRectF(min(centre, end), bar.top(), abs(end - centre), bar.height())
    painter.fillRect(part, palette.colour(token))
    painter.setPen(QPen(palette.colour("t2"), 1))
    x = round(centre) + 0.5
    painter.drawLine(QPointF(x, bar.top() - 1), QPointF(x, bar.bottom() + 1))
