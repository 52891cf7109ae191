"""Where everything stands on the canvas: pure geometry, in scene pixels, x = 0 in the middle.

A stack of n cards has n + 1 gaps: gap g lies above card g, gap n below the last card.
"""

from collections.abc import Sequence
from dataclasses import dataclass

CARD_WIDTH = 512.0
CARD_HEIGHT = 58.0
TERMINAL_WIDTH = 240.0
TERMINAL_HEIGHT = 32.0
EDGE = 40.0
OPEN_GAP = 128.0
MARGIN_TOP = 32.0
MARGIN_BOTTOM = 64.0  # the zoom buttons float there
MARGIN_SIDE = 32.0


@dataclass(frozen=True)
class Layout:
    """Tops of the two terminals and of the cards, with at most one gap open."""

    heights: tuple[float, ...]
    tops: tuple[float, ...]
    input_top: float
    output_top: float
    open_gap: int | None

    @property
    def bottom(self) -> float:
        """Where the scene ends."""
        return self.output_top + TERMINAL_HEIGHT + MARGIN_BOTTOM

    def gap_at(self, y: float) -> int:
        """Return the gap that a drop at height `y` means.

        Cards below an open gap stand lower, so a cursor in that gap keeps it: no flicker.
        """
        middles = (top + height / 2 for top, height in zip(self.tops, self.heights, strict=True))
        return sum(middle < y for middle in middles)


def lay_out(heights: Sequence[float], open_gap: int | None = None) -> Layout:
    """Stack cards of these heights from top to bottom."""
    tops = []
    y = MARGIN_TOP + TERMINAL_HEIGHT
    for index, height in enumerate(heights):
        y += OPEN_GAP if index == open_gap else EDGE
        tops.append(y)
        y += height
    y += OPEN_GAP if open_gap == len(heights) else EDGE
    return Layout(tuple(heights), tuple(tops), MARGIN_TOP, y, open_gap)


def is_own_gap(gap: int, dragged: Sequence[int]) -> bool:
    """Whether dropping the cards at these indices into `gap` would leave the order as it is."""
    picked = sorted(dragged)
    together = picked[-1] - picked[0] == len(picked) - 1
    return together and picked[0] <= gap <= picked[-1] + 1
