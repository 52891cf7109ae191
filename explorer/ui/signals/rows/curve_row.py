"""P(positive) after each word: blue above one half, amber below."""

from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from explorer.ui.signals.look import Look
from explorer.ui.signals.polylines import paint_two_sided
from explorer.ui.theme.palette import Palette

INSET = 2.0  # pixels between the plot's edge and the values 0 and 1
HALF = 0.5
DENSE = 4.0  # pixels per timestep below which the line is thinner


def curve_y(area: QRectF, probability: Any) -> Any:
    """Where a probability, or an array of them, stands in the curve's rectangle."""
    return area.top() + INSET + (1 - probability) * (area.height() - 2 * INSET)


def paint_curve_grid(painter: QPainter, look: Look) -> None:
    """Lines at 0, one half and 1."""
    frame, palette = look.frame, look.palette
    for value, pen in (
        (0.0, QPen(palette.colour("grid"), 1)),
        (1.0, QPen(palette.colour("grid"), 1)),
        (HALF, _dotted(palette)),
    ):
        y = round(curve_y(frame.curve, value)) + 0.5
        painter.setPen(pen)
        painter.drawLine(QPointF(frame.left, y), QPointF(frame.right, y))


def paint_curve(painter: QPainter, look: Look) -> None:
    """The curve itself."""
    frame = look.frame
    window, area = frame.window, frame.curve
    values = look.reading.probability[window.start : window.stop].astype(float)
    xs = frame.x_of(window.start + 0.5) + np.arange(window.length) * frame.column
    width = 1.5 if frame.column < DENSE else 2.0
    middle = float(curve_y(area, HALF))
    paint_two_sided(painter, (xs, curve_y(area, values)), middle, look.palette, width=width)


def paint_curve_dot(painter: QPainter, look: Look) -> None:
    """A ring on the curve at the cursor."""
    t, frame = look.cursor, look.frame
    if t is None or not frame.window.start <= t < frame.window.stop:
        return
    value = float(look.reading.probability[t])
    painter.setPen(QPen(look.palette.colour("pos" if value >= HALF else "neg"), 2))
    painter.setBrush(look.palette.colour(look.ground))
    painter.drawEllipse(QPointF(frame.x_of(t + 0.5), curve_y(frame.curve, value)), 4, 4)


def _dotted(palette: Palette) -> QPen:
    pen = QPen(palette.colour("border2"), 1)
    pen.setDashPattern([2, 3])
    return pen
