"""Which values a heatmap's colours span: fitted to what is there, or the full range."""

import math
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from explorer.ui.theme.colormaps import is_sequential

RANGE_MODES = ("fit", "full")
SAMPLE = 4096  # values looked at: percentiles of more cost time and change nothing visible
GATE_GRAIN = 0.05
NARROWEST_GATE = 0.1
NICE = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True)
class ValueRange:
    """From `low` to `high`; diverging signals have low = −high."""

    low: float
    high: float

    def around(self, other: "ValueRange") -> "ValueRange":
        """The narrowest range that holds both."""
        return ValueRange(min(self.low, other.low), max(self.high, other.high))

    @property
    def text(self) -> str:
        """As printed under a legend: ".35–.70" or "±1.5"."""
        if self.low < 0:
            return f"±{_short(self.high)}"
        return f"{_two_places(self.low)}–{_two_places(self.high)}"


FULL_GATE = ValueRange(0.0, 1.0)
FULL_DIVERGING = ValueRange(-1.0, 1.0)


def full_range(letter: str) -> ValueRange:
    """0…1 for gates, ±1 for the others."""
    return FULL_GATE if is_sequential(letter) else FULL_DIVERGING


def fitted_range(letter: str, values: NDArray[np.floating]) -> ValueRange:
    """The rounded 1st to 99th percentile of `values`, symmetric for diverging signals.

    Rounded outwards to round numbers, so that it stands still while the values of a network
    in training drift.
    """
    flat = values.reshape(-1)
    sample = flat[:: _stride(values)]
    if not np.isfinite(sample).all():
        sample = sample[np.isfinite(sample)]
    if sample.size == 0:
        return full_range(letter)
    if is_sequential(letter):
        return _gate_range(*_percentiles(sample, 1, 99))
    (largest,) = _percentiles(np.abs(sample), 99)
    reach = _nice_above(largest)
    return ValueRange(-reach, reach)


def _stride(values: NDArray[np.floating]) -> int:
    """How far apart the values looked at are; coprime to H, so that no unit is skipped."""
    wanted = max(1, values.size // SAMPLE)
    return next(stride for stride in count(wanted) if math.gcd(stride, values.shape[-1]) == 1)


def _percentiles(sample: NDArray[np.floating], *percents: int) -> list[float]:
    """The nearest values: for what is rounded outwards, a third of np.percentile's time."""
    places = [round(percent / 100 * (sample.size - 1)) for percent in percents]
    return np.partition(sample, places)[places].tolist()


def _gate_range(low: float, high: float) -> ValueRange:
    bottom = max(0.0, math.floor(low / GATE_GRAIN + 1e-6) * GATE_GRAIN)
    top = min(1.0, math.ceil(high / GATE_GRAIN - 1e-6) * GATE_GRAIN)
    if top - bottom < NARROWEST_GATE:
        # A gate that hardly moves: don't blow its noise up to the whole map.
        top = min(1.0, bottom + NARROWEST_GATE)
        bottom = max(0.0, top - NARROWEST_GATE)
    return ValueRange(round(bottom, 2), round(top, 2))


def _nice_above(value: float) -> float:
    if value <= 1e-6:
        return 1.0  # all zero: any range shows the canvas colour
    power = 10.0 ** math.floor(math.log10(value))
    return next(round(n * power, 10) for n in NICE if n * power >= value * (1 - 1e-6))


def _short(value: float) -> str:
    return f"{value:g}".removeprefix("0") if value < 1 else f"{value:g}"


def _two_places(value: float) -> str:
    if value in (0.0, 1.0):
        return f"{value:.0f}"
    return f"{value:.2f}".removeprefix("0")
