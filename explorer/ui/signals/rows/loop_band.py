"""The stretch that is played over and over: a band in the overview, a bracket over the axis."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.ui.signals.look import Look

FOOT = 5.0  # pixels that the bracket's ends rise


def paint_loop(painter: QPainter, look: Look) -> None:
    """Over everything that stays, in the accent."""
    if look.looped is None:
        return
    frame, (start, stop) = look.frame, look.looped
    if frame.overview.height() > 0:
        left, right = frame.overview_x(start), frame.overview_x(stop)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.palette.colour("accent", 0.28))
        painter.drawRect(QRectF(left, frame.overview.top(), right - left, frame.overview.height()))
    window = frame.window
    left = frame.x_of(max(start, window.start))
    right = frame.x_of(min(stop, window.stop))
    if right <= left:
        return
    y = frame.axis_top + 3.5
    painter.setPen(QPen(look.palette.colour("accent"), 2))
    lines = [QLineF(left, y, right, y)]
    if start >= window.start:
        lines.append(QLineF(left + 1, y, left + 1, y - FOOT))
    if stop <= window.stop:
        lines.append(QLineF(right - 1, y, right - 1, y - FOOT))
    painter.drawLines(lines)
