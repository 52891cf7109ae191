"""P(positive) after each word: blue above one half, amber below, two clipped fills."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from explorer.ui.signals.look import Look
from explorer.ui.theme.palette import Palette

INSET = 2.0  # pixels between the plot's edge and the values 0 and 1
FILL_OPACITY = 0.27
HALF = 0.5


def curve_y(area: QRectF, probability: Any) -> Any:
    """Where a probability, or an array of them, stands in the curve's rectangle."""
    return area.top() + INSET + (1 - probability) * (area.height() - 2 * INSET)


def paint_curve(painter: QPainter, look: Look) -> None:
    """Grid and curve."""
    frame, palette = look.frame, look.palette
    area = frame.curve
    for value, pen in (
        (0.0, QPen(palette.colour("grid"), 1)),
        (1.0, QPen(palette.colour("grid"), 1)),
        (HALF, _dotted(palette)),
    ):
        y = round(curve_y(area, value)) + 0.5
        painter.setPen(pen)
        painter.drawLine(QPointF(frame.left, y), QPointF(frame.right, y))
    window = frame.window
    values = look.reading.probability[window.start : window.stop]
    xs = frame.x_of(window.start + 0.5) + np.arange(window.length) * frame.column
    points = points_at(xs, curve_y(area, values))
    dense = frame.column < 4
    middle = float(curve_y(area, HALF))
    paint_two_sided(painter, points, middle, palette, width=1.5 if dense else 2.0)


def paint_curve_dot(painter: QPainter, look: Look) -> None:
    """A ring on the curve at the cursor."""
    t, frame = look.cursor, look.frame
    if t is None or not frame.window.start <= t < frame.window.stop:
        return
    value = float(look.reading.probability[t])
    painter.setPen(QPen(look.palette.colour("pos" if value >= HALF else "neg"), 2))
    painter.setBrush(look.palette.colour(look.ground))
    painter.drawEllipse(QPointF(frame.x_of(t + 0.5), curve_y(frame.curve, value)), 4, 4)


def points_at(xs: NDArray[np.floating], ys: NDArray[np.floating]) -> list[QPointF]:
    """Points (N) from their coordinates (N,) each."""
    return [QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]


def paint_two_sided(
    painter: QPainter, points: list[QPointF], middle: float, palette: Palette, *, width: float
) -> None:
    """A line through `points`, filled towards `middle`: blue above it, amber below."""
    if not points:
        return
    # A joined line of hundreds of points costs more than all heatmaps together.
    dense = len(points) > 1 and points[1].x() - points[0].x() < 4
    for above, side in split_at(points, middle):
        tone = "pos" if above else "neg"
        closed = [QPointF(side[0].x(), middle), *side, QPointF(side[-1].x(), middle)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour(f"{tone}_fill", FILL_OPACITY))
        painter.drawPolygon(QPolygonF(closed))
        stroke(painter, side, palette.colour(tone), width, dense=dense)


def stroke(
    painter: QPainter, points: list[QPointF], hue: QColor, width: float, *, dense: bool
) -> None:
    """A line through `points`; `dense` ones, a few pixels apart, are not joined."""
    pen = QPen(hue, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap if dense else Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if dense:
        painter.drawLines([end for piece in pairwise(points) for end in piece])
    else:
        painter.drawPolyline(QPolygonF(points))


def split_at(points: list[QPointF], middle: float) -> list[tuple[bool, list[QPointF]]]:
    """The stretches of a line above and below `middle`, cut exactly where it crosses.

    Drawing each stretch once is half the work of drawing the whole line twice, clipped.
    """
    above = points[0].y() <= middle
    stretch = [points[0]]
    stretches: list[tuple[bool, list[QPointF]]] = []
    for before, after in pairwise(points):
        now_above = after.y() <= middle
        if now_above != above:
            share = (middle - before.y()) / (after.y() - before.y())
            crossing = QPointF(before.x() + share * (after.x() - before.x()), middle)
            stretches.append((above, [*stretch, crossing]))
            above, stretch = now_above, [crossing]
        stretch.append(after)
    stretches.append((above, stretch))
    return stretches


def _dotted(palette: Palette) -> QPen:
    pen = QPen(palette.colour("border2"), 1)
    pen.setDashPattern([2, 3])
    return pen
