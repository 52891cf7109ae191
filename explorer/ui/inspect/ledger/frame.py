"""Where the parts of the ledger's chart stand: overview, bars, words, survival, units, axis."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF

from explorer.ui.inspect.chart.words_below import HEIGHT as WORDS
from explorer.ui.signals.geometry import ROOMY, Frame, Row
from explorer.ui.signals.time_window import TimeWindow

TOP, OVERVIEW, GAP = 16.0, 32.0, 20.0
AXIS = 28.0
ROOMY_WITHOUT_PUSH = replace(ROOMY, push=0)
BARS, SURVIVAL, UNITS = 0.33, 0.30, 0.37  # of the height that is left


@dataclass(frozen=True)
class LedgerFrame(Frame):
    """A frame with a part for the bars; `curve` is the survival, the one row the units."""

    bars: QRectF = field(default_factory=QRectF)


def ledger_frame(
    size: tuple[float, float], window: TimeWindow, letter: str, units: int, *, survival: bool
) -> LedgerFrame:
    """The frame for a widget of `size`; without survival the other parts take its room."""
    width, height = size
    left, span = float(ROOMY.left), width - ROOMY.left - ROOMY.right
    room = max(120.0, height - TOP - OVERVIEW - 2 * GAP - WORDS - AXIS - (GAP if survival else 0))
    whole = BARS + UNITS + (SURVIVAL if survival else 0)
    lines = _unit_height(units, room * UNITS / whole)
    rest = room - lines
    curve = rest * SURVIVAL / (BARS + SURVIVAL) if survival else 0.0
    y = TOP
    overview = QRectF(left, y, span, OVERVIEW)
    y += OVERVIEW + GAP
    bars = QRectF(left, y, span, rest - curve)
    y += rest - curve
    words = QRectF(left, y, span, WORDS)
    y += WORDS
    survived = QRectF(left, y + 6, span, curve - 6 if survival else 0.0)
    y += curve + GAP if survival else 0.0
    row = Row(letter, round(y), lines)
    empty = QRectF(left, survived.top(), span, 0)
    return LedgerFrame(
        ROOMY_WITHOUT_PUSH, width, height, window, units, overview, words, empty, survived,
        (row,), axis_top=row.top + lines, bars=bars,
    )  # fmt: skip


def _unit_height(units: int, room: float) -> float:
    """Whole pixels per unit where they fill most of the room."""
    if not units:
        return room
    pixels = int(room // units)
    return float(min(pixels, 14) * units) if pixels and pixels * units >= 0.6 * room else room
