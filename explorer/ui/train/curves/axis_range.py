"""The value axis of a live plot: it follows the data in calm, round steps."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

MOST_STEPS = 7
ROOMY = 0.75  # a fitting axis shorter than this share of the one in place replaces it
LEAST_SPAN = 0.1  # noise is not magnified beyond this


@dataclass(frozen=True)
class AxisRange:
    """From `low` to `high`, both multiples of `step`."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """Every multiple of the step, from bottom to top."""
        count = round((self.high - self.low) / self.step)
        return tuple(round(self.low + self.step * place, 10) for place in range(count + 1))

    def holds(self, low: float, high: float) -> bool:
        """Whether low…high lies inside."""
        return self.low <= low and high <= self.high


def calm_range(
    current: AxisRange | None,
    low: float,
    high: float,
    limits: tuple[float, float],
    least_span: float = LEAST_SPAN,
) -> AxisRange:
    """Return `current` while the data (low…high) sit well in it, else a round range around them.

    The range never leaves `limits`, so that an accuracy axis ends at 100%. Data that are no
    numbers leave the axis as it is.
    """
    if not (isfinite(low) and isfinite(high)):
        return current or _round_range(*limits, limits, least_span)
    low, high = max(low, limits[0]), min(high, limits[1])
    if current is not None and current.holds(low, high):
        fresh = _round_range(low, high, limits, least_span)
        shrinks = fresh.high - fresh.low < ROOMY * (current.high - current.low)
        return fresh if shrinks else current
    return _round_range(low, high, limits, least_span)


def _round_range(
    low: float, high: float, limits: tuple[float, float], least_span: float
) -> AxisRange:
    lacking = max(0.0, least_span - (high - low))
    low, high = low - lacking / 2, high + lacking / 2
    if high > limits[1]:
        low, high = low - (high - limits[1]), limits[1]
    if low < limits[0]:
        low, high = limits[0], high + (limits[0] - low)
    step = _round_step((high - low) / MOST_STEPS)
    while True:
        bottom, top = floor(low / step + 1e-9), ceil(high / step - 1e-9)
        if top - bottom <= MOST_STEPS:
            return AxisRange(round(bottom * step, 10), round(top * step, 10), step)
        step = _round_step(step * 1.01)


def _round_step(least: float) -> float:
    """Return the first of 1, 2, 5 × a power of ten that is not below `least`."""
    power = 10.0 ** floor(log10(least))
    step = next(lead * power for lead in (1, 2, 5, 10) if lead * power >= least * (1 - 1e-9))
    return round(step, 10)
