"""A log axis: which powers of ten it spans, where a value stands, how a power is written."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF

DEEPEST = 8  # decades at most: what lies below is drawn on the floor
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class LogAxis:
    """From 10^low to 10^high."""

    low: int
    high: int

    def share(self, values: Any) -> Any:
        """0 at the floor, 1 at the top; what is below the floor, zero too, is on it."""
        with np.errstate(divide="ignore"):
            place = (np.log10(np.asarray(values, float)) - self.low) / (self.high - self.low)
        return np.clip(place, 0.0, 1.0)

    def y(self, area: QRectF, values: Any) -> Any:
        """Where values stand in a box."""
        return area.bottom() - self.share(values) * area.height()

    def levels(self, height: float) -> list[int]:
        """Powers to print, no closer than 22 pixels."""
        decades = self.high - self.low
        every = max(1, int(np.ceil(decades * 22 / max(22.0, height))))
        return list(range(self.low, self.high + 1, every))


def axis_for(values: list[np.ndarray]) -> LogAxis:
    """The decades that all positive values span."""
    whole = np.concatenate([one.reshape(-1) for one in values])
    positive = whole[np.isfinite(whole) & (whole > 0)]
    if not len(positive):
        return LogAxis(-1, 0)
    high = int(np.ceil(np.log10(positive.max())))
    low = int(np.floor(np.log10(positive.min())))
    return LogAxis(max(min(low, high - 1), high - DEEPEST), high)


def power_text(power: int) -> str:
    """1, 0.1, 10 or 10⁻³."""
    plain = {0: "1", -1: "0.1", 1: "10", -2: "0.01"}
    return plain.get(power, f"10{str(power).translate(RAISED)}")
