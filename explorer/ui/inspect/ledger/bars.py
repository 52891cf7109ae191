"""The share bars: over the whole review in the strip, over the window with words under them."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.chart.parts import nice_levels, paint_label, paint_level
from explorer.ui.inspect.ledger.frame import LedgerFrame
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.signals.look import Look
from explorer.ui.signals.rows.overview_row import paint_overview_ground, paint_overview_window
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.palette import Palette

THINNEST = 0.75  # a share of nothing still has a line
HEADROOM = 16.0  # for the number over the cursor's bar


def scale(ledger: LedgerInView) -> tuple[float, float]:
    """The lowest and the highest bar of the review, zero included."""
    sizes = ledger.sizes
    low, high = float(min(0.0, sizes.min())), float(max(0.0, sizes.max()))
    return (low, high) if high > low else (0.0, 1.0)


def bar_y(box: QRectF, low: float, high: float, value: float) -> float:
    """Where a value stands in the bars' box."""
    top = box.top() + HEADROOM
    foot = box.bottom() - (HEADROOM if low < 0 else 0)
    return foot - (value - low) / (high - low) * (foot - top)


def paint_bars(painter: QPainter, look: Look, ledger: LedgerInView) -> None:
    """Levels and one bar a word in the window."""
    frame, palette = look.frame, look.palette
    assert isinstance(frame, LedgerFrame)
    box = frame.bars
    low, high = scale(ledger)
    for level in nice_levels(low, high, 3):
        text = "0" if level == 0 else f"{signed(level, 3).rstrip('0').rstrip('.')}"
        y = bar_y(box, low, high, level)
        paint_level(painter, look, y, text, "border2" if level == 0 else "grid")
    split = ledger.shares is not None
    middle = box.center().y()
    names = ("Share of", "final logit") if split else ("Held", "at the end")
    paint_label(painter, look, middle, *names)
    zero = bar_y(box, low, high, 0.0)
    gap = 2.0 if frame.column >= 8 else (0.5 if frame.column >= 3 else 0.0)
    painter.setPen(Qt.PenStyle.NoPen)
    for t in range(frame.window.start, frame.window.stop):
        value = float(ledger.sizes[t])
        y = bar_y(box, low, high, value)
        height = max(THINNEST, abs(y - zero))
        bar = QRectF(frame.x_of(t) + gap, min(y, zero), frame.column - 2 * gap, height)
        painter.setBrush(_fill(palette, value, split))
        radius = 2 if frame.column >= 8 and height > 3 else 0
        painter.drawRoundedRect(bar, radius, radius)


def paint_bar_value(painter: QPainter, look: Look, ledger: LedgerInView) -> None:
    """The cursor's share over its bar (under it where it is negative)."""
    frame, t = look.frame, look.cursor
    assert isinstance(frame, LedgerFrame)
    if t is None or not frame.window.start <= t < frame.window.stop:
        return
    low, high = scale(ledger)
    value = float(ledger.sizes[t])
    y = bar_y(frame.bars, low, high, value)
    text = signed(value) if ledger.shares is not None else f"{value:.2f}"
    font = mono_font(12, 700)
    half = QFontMetricsF(font).horizontalAdvance(text) / 2
    x = max(frame.left + half, min(frame.right - half, frame.x_of(t + 0.5)))
    painter.setFont(font)
    painter.setPen(look.palette.colour("t1"))
    painter.drawText(QPointF(x - half, y - 6 if value >= 0 else y + 14), text)


def paint_strip(painter: QPainter, look: Look, ledger: LedgerInView) -> None:
    """The whole review: what is lost is shaded, every word has its bar."""
    frame, palette = look.frame, look.palette
    area = frame.overview
    paint_overview_ground(painter, look)
    _paint_lost(painter, look, ledger, area)
    low, high = scale(ledger)
    span = area.height() - 8
    zero = area.bottom() - 4 + low / (high - low) * span
    wide = area.width() / max(1, frame.window.total)
    gap = 1.0 if wide >= 5 else 0.0
    painter.setPen(Qt.PenStyle.NoPen)
    for t, value in enumerate(ledger.sizes.tolist()):
        height = max(THINNEST, abs(value) / (high - low) * span)
        top = zero - height if value >= 0 else zero
        painter.setBrush(_fill(palette, value, ledger.shares is not None))
        painter.drawRect(QRectF(frame.overview_x(t) + gap, top, wide - 2 * gap, height))
    paint_overview_window(painter, look)


def paint_lost_ground(painter: QPainter, look: Look, ledger: LedgerInView) -> None:
    """Behind everything: the stretch at the start of which less than 1% is left."""
    start, stop = lost_stretch(ledger)
    frame = look.frame
    assert isinstance(frame, LedgerFrame)
    left, right = max(start, frame.window.start), min(stop, frame.window.stop)
    if right > left:
        top = frame.bars.top()
        box = QRectF(
            frame.x_of(left), top, frame.x_of(right) - frame.x_of(left), frame.bottom - top
        )
        alpha = 0.55 if look.palette.is_dark else 0.9
        painter.fillRect(box, look.palette.colour("surface2", alpha))


def lost_stretch(ledger: LedgerInView) -> tuple[int, int]:
    """The timesteps start … stop−1, read first, of whose writes all under 1% is left."""
    gone = ledger.newest_first(ledger.gone)[::-1]
    alive = np.flatnonzero(~gone)
    length = int(alive[0]) if len(alive) else len(gone)
    total = len(gone)
    return (total - length, total) if ledger.view.layer.backwards else (0, length)


def _paint_lost(painter: QPainter, look: Look, ledger: LedgerInView, area: QRectF) -> None:
    start, stop = lost_stretch(ledger)
    if stop <= start:
        return
    left, right = look.frame.overview_x(start), look.frame.overview_x(stop)
    box = QRectF(left, area.top() + 1, right - left, area.height() - 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.palette.colour("surface2"))
    painter.drawRoundedRect(box, 4, 4)
    text = "less than 1% of what these words wrote is left"
    font = ui_font(11)
    for said in (text, "under 1% is left"):
        if QFontMetricsF(font).horizontalAdvance(said) + 24 <= box.width():
            painter.setFont(font)
            painter.setPen(look.palette.colour("t2"))
            painter.drawText(QPointF(box.left() + 12, area.top() + 16), said)
            return


def _fill(palette: Palette, value: float, split: bool) -> QColor:
    if not split:
        return palette.colour("c")
    return palette.colour("pos_fill" if value >= 0 else "neg_fill")
