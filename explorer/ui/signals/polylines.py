"""Lines through many points, from arrays: xs and ys of (N,) each, in pixels."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QPolygonF

from explorer.ui.theme.palette import Palette

Floats = NDArray[np.floating]
Line = tuple[Floats, Floats]  # xs, ys
Tone = tuple[str, str]  # the palette's tokens of a line, and of what is filled under it
POSITIVE: Tone = ("pos", "pos_fill")
NEGATIVE: Tone = ("neg", "neg_fill")
FILL_OPACITY = 0.27
CROWDED = 4.0  # pixels between points below which no join can be seen


def polygon_at(xs: Floats, ys: Floats) -> QPolygonF:
    """The points of a line; a point object for each would cost fifty times as much."""
    return arrayToQPolygonF(xs, ys) if len(xs) else QPolygonF()


def band_at(xs: Floats, ys: Floats, others: Floats) -> QPolygonF:
    """The outline of what lies between two lines over the same places."""
    return polygon_at(np.concatenate([xs, xs[::-1]]), np.concatenate([ys, others[::-1]]))


def split_at(xs: Floats, ys: Floats, middle: float) -> list[tuple[bool, Floats, Floats]]:
    """The stretches of a line above and below `middle`, cut exactly where it crosses.

    Each as (whether it is above, xs, ys); neighbours share the point where they meet.
    """
    above = ys <= middle  # y grows downwards
    last = np.flatnonzero(above[1:] != above[:-1])  # the last point of every stretch but one
    share = (middle - ys[last]) / (ys[last + 1] - ys[last])
    crossings = xs[last] + share * (xs[last + 1] - xs[last])
    xs, ys = np.insert(xs, last + 1, crossings), np.insert(ys, last + 1, middle)
    cuts = last + 1 + np.arange(len(last))
    starts, stops = [0, *cuts.tolist()], [*(cuts + 1).tolist(), len(xs)]
    sides = [bool(above[0]) ^ bool(place % 2) for place in range(len(starts))] if len(xs) else []
    return [
        (side, xs[start:stop], ys[start:stop])
        for side, start, stop in zip(sides, starts, stops, strict=False)
    ]


def stroke(painter: QPainter, lines: Sequence[Line], hue: QColor, width: float) -> None:
    """Lines through points.

    Where points crowd on the screen, a joined line costs more than all heatmaps together; painted
    piece by piece it looks the same. With room between them the joins show.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    crowded = on_raster(painter) and _spacing(lines) < CROWDED
    pen = QPen(hue, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap if crowded else Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if crowded:
        painter.drawLines([piece for line in lines for piece in _pieces(*line)])
    else:
        for xs, ys in lines:
            painter.drawPolyline(polygon_at(xs, ys))


def _spacing(lines: Sequence[Line]) -> float:
    """Pixels from one point to the next, on average."""
    steps = sum(len(xs) - 1 for xs, _ in lines)
    return sum(float(xs[-1] - xs[0]) for xs, _ in lines if len(xs)) / max(1, steps)


def _pieces(xs: Floats, ys: Floats) -> Iterator[QLineF]:
    x, y = xs.tolist(), ys.tolist()
    return map(QLineF, x[:-1], y[:-1], x[1:], y[1:])


def paint_two_sided(
    painter: QPainter,
    line: Line,
    middle: float,
    palette: Palette,
    *,
    width: float,
    above: Tone = POSITIVE,
    opacity: float = FILL_OPACITY,
) -> None:
    """A line, filled towards `middle`: in its own tone, blue, above it; amber below."""
    stretches = split_at(*line, middle)
    for (hue, fill), upper in ((above, True), (NEGATIVE, False)):
        lines = [(xs, ys) for side, xs, ys in stretches if side == upper]
        if lines:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour(fill, opacity))
            # The line hides the fill's edge: smoothing that, too, would take three times as long.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, not on_raster(painter))
            painter.drawPolygon(_filled(lines, middle))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            stroke(painter, lines, palette.colour(hue), width)


def _filled(lines: Sequence[Line], middle: float) -> QPolygonF:
    """The outline of what lies between `middle` and lines on one side of it, from left to right."""
    xs, ys = (np.concatenate(parts) for parts in zip(*lines, strict=True))
    ends = np.array([middle])
    return polygon_at(np.concatenate([xs[:1], xs, xs[-1:]]), np.concatenate([ends, ys, ends]))


def on_raster(painter: QPainter) -> bool:
    """Whether it paints pixels, not a vector file."""
    return painter.paintEngine().type() == QPaintEngine.Type.Raster
