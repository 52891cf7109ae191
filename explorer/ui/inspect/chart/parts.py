"""Small parts that several charts paint: labels on the left, scales on the right, notes."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from explorer.ui.signals.look import Look
from explorer.ui.signals.rows.row_labels import MARGIN
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.palette import Palette


def paint_label(painter: QPainter, look: Look, middle: float, title: str, under: str) -> None:
    """A part's name left of it, and a quieter line under the name."""
    painter.setFont(ui_font(11, 600))
    painter.setPen(look.palette.colour("t1"))
    painter.drawText(QPointF(MARGIN, middle - 3), title)
    painter.setFont(ui_font(11))
    painter.setPen(look.palette.colour("t3"))
    painter.drawText(QPointF(MARGIN, middle + 13), under)


def paint_level(
    painter: QPainter, look: Look, y: float, text: str, token: str = "grid", *, dotted: bool = False
) -> None:
    """A line across the plot at `y`, and its value on the right."""
    pen = QPen(look.palette.colour(token), 1)
    if dotted:
        pen.setDashPattern([2, 3])
    painter.setPen(pen)
    y = round(y) + 0.5
    painter.drawLine(QPointF(look.frame.left, y), QPointF(look.frame.right, y))
    painter.setFont(mono_font(11))
    painter.setPen(look.palette.colour("t3"))
    painter.drawText(QPointF(look.frame.right + 6, y + 4), text)


def paint_note(painter: QPainter, palette: Palette, text: str, end: QPointF, to: QPointF) -> None:
    """A remark that ends at `end`, and a thin line from it to the point it is about."""
    font = ui_font(12, 500)
    wide = QFontMetricsF(font).horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(palette.colour("t1"))
    painter.drawText(QPointF(end.x() - wide, end.y()), text)
    path = QPainterPath(QPointF(end.x() + 6, end.y() - 4))
    bend = (end.x() + 6 + to.x()) / 2
    path.cubicTo(QPointF(bend, end.y() - 4), QPointF(bend, to.y()), to)
    painter.setPen(QPen(palette.colour("t3"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def nice_levels(low: float, high: float, most: int = 4) -> list[float]:
    """Round levels from `low` to `high`, zero among them if it lies between."""
    span = high - low
    if span <= 0:
        return [0.0]
    step = 10.0**-12
    for power in range(-12, 13):
        for factor in (1.0, 2.0, 5.0):
            step = factor * 10.0**power
            if span / step <= most:
                first = int(-(-low // step))
                return [round(n * step, 12) for n in range(first, int(high // step) + 1)]
    return [0.0]
