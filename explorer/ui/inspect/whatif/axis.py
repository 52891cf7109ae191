"""The numbers under columns that are no timesteps: those of the review before."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.ui.inspect.whatif.alignment import Alignment
from explorer.ui.signals.look import Look
from explorer.ui.signals.rows.row_labels import MARGIN
from explorer.ui.signals.rows.time_axis import interval
from explorer.ui.theme.fonts import mono_font, ui_font


def paint_axis_before(painter: QPainter, look: Look, columns: Alignment) -> None:
    """Round timesteps of the review before, each under its column."""
    frame = look.frame
    baseline = frame.axis_top + 18
    painter.setPen(look.palette.colour("t3"))
    painter.setFont(ui_font(11))
    painter.drawText(QPointF(MARGIN, baseline), "t before")
    painter.setFont(mono_font(11))
    every = interval(frame.column)
    for column in range(frame.window.start, frame.window.stop):
        t = int(columns.before[column])
        if t >= 0 and t % every == 0:
            box = QRectF(frame.x_of(column + 0.5) - 30, baseline - 12, 60, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(t))
