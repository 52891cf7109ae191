"""How much of each write is left: mean, quartiles, the longest-lived unit, where half is gone."""

from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.ui.inspect.chart.parts import paint_label, paint_level, paint_note
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.signals.look import Look
from explorer.ui.signals.polylines import band_at, polygon_at

BAND = 0.25  # opacity


def keeper(ledger: LedgerInView) -> str:
    """The gate that keeps: f, or a GRU's z. Survival wears its hue."""
    return "z" if ledger.view.layer.kind == "GRU" else "f"


def survival_y(area: QRectF, share: Any) -> Any:
    """Where a share of 0…1, or an array of them, stands."""
    return area.top() + (1 - share) * area.height()


def half_words(ledger: LedgerInView) -> str:
    """ "half of a write is gone after 3 timesteps", from the mean over the units."""
    age = None if ledger.curve is None else ledger.curve.half_gone
    if age is None:
        return "half of every write outlives the review"
    noun = "timestep" if age == 1 else "timesteps"
    return f"half of a write is gone after {age} {noun}"


def paint_survival(painter: QPainter, look: Look, ledger: LedgerInView) -> None:
    """Levels, band, dashed longest-lived unit, mean."""
    if ledger.left is None or ledger.low is None or ledger.high is None:
        return
    frame, palette = look.frame, look.palette
    area, window = frame.curve, frame.window
    for share in (1.0, 0.5, 0.0):
        token = "grid" if share else "border2"
        paint_level(painter, look, float(survival_y(area, share)), f"{share:.0%}", token)
    paint_label(painter, look, area.center().y(), "Survival", "of each write")
    shown = slice(window.start, window.stop)
    xs = frame.x_of(window.start + 0.5) + np.arange(window.length) * frame.column
    hue = keeper(ledger)
    low, high = (survival_y(area, ends[shown]) for ends in (ledger.low, ledger.high))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour(hue, BAND))
    painter.drawPolygon(band_at(xs, high, low))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    longest = None if ledger.curve is None else ledger.curve.longest_unit
    if longest is not None and ledger.survival is not None:
        pen = QPen(palette.colour(hue), 1.5)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        values = survival_y(area, ledger.survival[shown, longest])
        painter.drawPolyline(polygon_at(xs, values))
    painter.setPen(QPen(palette.colour(hue), 2.25))
    painter.drawPolyline(polygon_at(xs, survival_y(area, ledger.left[shown])))
    _paint_notes(painter, look, ledger)


def _paint_notes(painter: QPainter, look: Look, ledger: LedgerInView) -> None:
    assert ledger.left is not None
    frame, palette, area = look.frame, look.palette, look.frame.curve
    age = None if ledger.curve is None else ledger.curve.half_gone
    forward = not ledger.view.layer.backwards
    half = None if age is None else ledger.timestep(age)
    if half is not None and frame.window.start <= half < frame.window.stop:
        at = QPointF(frame.x_of(half + 0.5), float(survival_y(area, float(ledger.left[half]))))
        painter.setPen(QPen(palette.colour(keeper(ledger)), 2))
        painter.setBrush(palette.colour(look.ground))
        painter.drawEllipse(at, 4, 4)
        end = QPointF(max(frame.left + 240, at.x() - 120), area.top() + area.height() * 0.4)
        if forward and end.x() + 30 < at.x():
            to = QPointF(at.x() - 7, at.y())
            paint_note(painter, palette, half_words(ledger), end, to)
    longest = None if ledger.curve is None else ledger.curve.longest_unit
    if longest is None or not forward or ledger.survival is None or frame.right - frame.left < 420:
        return
    # The remark points where the dashed line is well off the floor and off the mean.
    apart = ledger.survival[:, longest] - ledger.left
    window = frame.window
    seen = apart[window.start : window.stop]
    if not len(seen) or float(seen.max()) < 0.06:
        return
    t = window.start + int(np.flatnonzero(seen >= min(0.12, float(seen.max())))[0])
    to = QPointF(frame.x_of(t + 0.5), float(survival_y(area, float(ledger.survival[t, longest]))))
    end = QPointF(max(frame.left + 150, to.x() - 110), area.top() + area.height() * 0.8)
    if end.x() + 20 < to.x():
        near = QPointF(to.x() - 3, to.y())
        paint_note(painter, palette, f"longest-lived unit, {longest}", end, near)
