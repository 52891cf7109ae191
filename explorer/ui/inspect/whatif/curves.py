"""P(positive) before and after: dashed before, solid after, what lies between shaded."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from explorer.ui.inspect.chart.parts import paint_label, paint_level
from explorer.ui.inspect.whatif.in_view import WhatIfInView
from explorer.ui.signals.look import Look
from explorer.ui.signals.polylines import polygon_at, split_at, stroke
from explorer.ui.signals.rows.curve_row import curve_y
from explorer.ui.signals.rows.overview_row import paint_overview_ground, paint_overview_window
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.palette import Palette

BETWEEN = 0.12  # opacity
Curve = tuple[np.ndarray, np.ndarray]  # xs and ys of its points, (N,) each


def dashed(palette: Palette) -> QPen:
    """The pen of what was before."""
    pen = QPen(palette.colour("t2"), 1.5)
    pen.setDashPattern([2.7, 2])
    return pen


def paint_curves(painter: QPainter, look: Look, shown: WhatIfInView) -> None:
    """Levels, shade, both curves, both ends."""
    frame, palette, area = look.frame, look.palette, look.frame.curve
    for value, text in ((1.0, "1"), (0.5, "0.5"), (0.0, "0")):
        token = "border2" if value == 0.5 else "grid"
        y = float(curve_y(area, value))
        paint_level(painter, look, y, text, token, dotted=value == 0.5)
    paint_label(painter, look, area.center().y(), "P(positive)", "so far")
    before = _curve(look, shown.before.probability, shown.columns.before, area)
    after = _curve(look, shown.after.probability, shown.columns.after, area)
    _shade(painter, palette, before, after)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(dashed(palette))
    painter.drawPolyline(polygon_at(*before))
    for above, xs, ys in split_at(*after, float(curve_y(area, 0.5))):
        stroke(painter, [(xs, ys)], palette.colour("pos" if above else "neg"), 2.5)
    if frame.window.stop == frame.window.total and len(before[0]) and len(after[0]):
        _paint_ends(painter, look, shown, _last(before), _last(after))


def paint_strip(painter: QPainter, look: Look, shown: WhatIfInView) -> None:
    """The whole review in the overview: both curves."""
    frame, palette = look.frame, look.palette
    area = frame.overview.adjusted(0, 3, 0, -3)
    paint_overview_ground(painter, look)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for view, which, pen in (
        (shown.before, shown.columns.before, QPen(palette.colour("t3"), 1)),
        (shown.after, shown.columns.after, QPen(palette.colour("t1"), 1)),
    ):
        columns = np.flatnonzero(which >= 0)
        xs = frame.overview_x(0.0) + (columns + 0.5) / len(which) * area.width()
        ys = area.top() + (1 - view.probability[which[columns]]) * area.height()
        painter.setPen(pen)
        painter.drawPolyline(polygon_at(xs, ys))
    paint_overview_window(painter, look)


def _curve(look: Look, chances: np.ndarray, which: np.ndarray, area: QRectF) -> Curve:
    """One curve in the window."""
    window = look.frame.window
    columns = np.arange(window.start, window.stop)
    columns = columns[which[columns] >= 0]
    xs = look.frame.x_of(0.5) + columns * look.frame.column
    return xs, curve_y(area, chances[which[columns]].astype(float))


def _last(curve: Curve) -> QPointF:
    return QPointF(float(curve[0][-1]), float(curve[1][-1]))


def _shade(painter: QPainter, palette: Palette, before: Curve, after: Curve) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour("t2", BETWEEN))
    xs, ys = (np.concatenate([a, b[::-1]]) for a, b in zip(before, after, strict=True))
    painter.drawPolygon(polygon_at(xs, ys), Qt.FillRule.WindingFill)


def _paint_ends(
    painter: QPainter, look: Look, shown: WhatIfInView, before: QPointF, after: QPointF
) -> None:
    palette = look.palette
    painter.setPen(QPen(palette.colour("t2"), 2))
    painter.setBrush(palette.colour(look.ground))
    painter.drawEllipse(before, 4, 4)
    side = "pos" if shown.chance_after >= 0.5 else "neg"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour(side))
    painter.drawEllipse(after, 4, 4)
    if abs(before.y() - after.y()) < 36:
        return  # no room to say which is which; the toolbar does
    font = ui_font(12, 600)
    for point, text, ink in ((before, "before", "t1"), (after, "after", side)):
        wide = QFontMetricsF(font).horizontalAdvance(text)
        under = point.y() < look.frame.curve.center().y()
        at = QPointF(point.x() - wide - 10, point.y() + (22 if under else -12))
        behind = QRectF(at.x() - 3, at.y() - 12, wide + 6, 16)
        painter.fillRect(behind, palette.colour(look.ground, 0.75))  # the curve may pass here
        painter.setFont(font)
        painter.setPen(palette.colour(ink))
        painter.drawText(at, text)
