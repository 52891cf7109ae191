"""The numbers under the heatmaps: which timestep is where."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.ui.controls.numbers import count
from explorer.ui.signals.look import Look
from explorer.ui.signals.rows.row_labels import MARGIN
from explorer.ui.theme.fonts import mono_font, ui_font

SPACING = 44.0  # pixels between two numbers, at least
INTERVALS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def interval(column: float) -> int:
    """Timesteps between two numbers, for columns of `column` pixels."""
    return next((n for n in INTERVALS if n * column >= SPACING), INTERVALS[-1])


def paint_axis(painter: QPainter, look: Look) -> None:
    """Round timesteps, each under the middle of its column."""
    frame = look.frame
    if not frame.measures.axis:
        return
    baseline = frame.axis_top + 18
    painter.setPen(look.palette.colour("t3"))
    painter.setFont(ui_font(11))
    painter.drawText(QPointF(MARGIN, baseline), "timestep")
    painter.setFont(mono_font(11))
    every = interval(frame.column)
    lead = look.reading.lead
    first = -(-(frame.window.start - lead) // every) * every
    for t in range(first, frame.window.stop - lead, every):
        middle = frame.x_of(t + lead + 0.5)
        box = QRectF(middle - 30, baseline - 12, 60, 16)
        side = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(box, side, count(t))
