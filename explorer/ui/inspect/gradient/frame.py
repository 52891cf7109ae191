"""Where the parts of the gradient's chart stand: overview, words, plot, units, axis."""

from dataclasses import replace

from PySide6.QtCore import QRectF

from explorer.ui.signals.geometry import ROOMY, Frame, Row
from explorer.ui.signals.time_window import TimeWindow

TOP, OVERVIEW, GAP, WORDS, AXIS = 16.0, 32.0, 12.0, 72.0, 28.0
UNITS = 0.42  # of the height that is left
MEASURES = replace(ROOMY, push=0)


def gradient_frame(size: tuple[float, float], window: TimeWindow, letter: str, units: int) -> Frame:
    """The frame for a widget of `size`; `curve` is the plot, the one row the units."""
    width, height = size
    left, span = float(ROOMY.left), width - ROOMY.left - ROOMY.right
    room = max(120.0, height - TOP - OVERVIEW - 2 * GAP - WORDS - AXIS)
    lines = room * UNITS
    pixels = int(lines // units) if units else 0
    if pixels and pixels * units >= 0.6 * lines:
        lines = float(min(pixels, 14) * units)
    y = TOP
    overview = QRectF(left, y, span, OVERVIEW)
    y += OVERVIEW + GAP
    words = QRectF(left, y, span, WORDS)
    y += WORDS
    push = QRectF(left, y, span, 0)
    curve = QRectF(left, y + 4, span, room - lines - 8)
    row = Row(letter, round(curve.bottom() + GAP), lines)
    return Frame(
        MEASURES, width, height, window, units, overview, words, push, curve, (row,),
        axis_top=row.top + lines,
    )  # fmt: skip
