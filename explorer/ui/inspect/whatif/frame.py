"""Where the parts of the What-if chart stand: overview, handles, curve, words, heatmaps, axis."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF

from explorer.ui.signals.geometry import ROOMY, Frame, Row
from explorer.ui.signals.time_window import TimeWindow

TOP, OVERVIEW, GAP = 16.0, 32.0, 12.0
BAND = 28.0  # over the curve: the handles and what is held
WORDS = 28.0
ROW_GAP, AXIS = 8.0, 28.0
CURVE = 0.30  # of the height that is left
MEASURES = replace(ROOMY, push=0)


@dataclass(frozen=True)
class WhatIfFrame(Frame):
    """A frame with a strip for the handles over the curve."""

    band: QRectF = field(default_factory=QRectF)


def what_if_frame(
    size: tuple[float, float], window: TimeWindow, letters: tuple[str, ...], units: int
) -> WhatIfFrame:
    """The frame for a widget of `size`, with one heatmap for each of `letters`."""
    width, height = size
    left, span = float(ROOMY.left), width - ROOMY.left - ROOMY.right
    gaps = ROW_GAP * (len(letters) - 1)
    room = max(120.0, height - TOP - OVERVIEW - GAP - BAND - WORDS - gaps - AXIS)
    each = (room * (1 - CURVE)) / max(1, len(letters))
    pixels = int(each // units) if units else 0
    if pixels and pixels * units >= 0.6 * each:
        each = float(min(pixels, 14) * units)
    curve_height = max(64.0, min(room - each * len(letters), 0.5 * room))
    y = TOP
    overview = QRectF(left, y, span, OVERVIEW)
    y += OVERVIEW + GAP
    band = QRectF(left, y, span, BAND)
    y += BAND
    curve = QRectF(left, y, span, curve_height)
    y += curve_height
    words = QRectF(left, y, span, WORDS)
    y += WORDS
    rows: list[Row] = []
    for letter in letters:
        rows.append(Row(letter, round(y), each))
        y += each + ROW_GAP
    bottom = rows[-1].top + rows[-1].height if rows else y
    push = QRectF(left, curve.top(), span, 0)
    return WhatIfFrame(
        MEASURES, width, height, window, units, overview, words, push, curve, tuple(rows),
        axis_top=bottom, band=band,
    )  # fmt: skip
