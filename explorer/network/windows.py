"""Where a window that slides over time stands, in Keras's three paddings."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Windows:
    """Windows of `reach` timesteps, `stride` apart, over `length` timesteps.

    Window j covers timesteps j·stride − before … j·stride − before + reach − 1. "valid" stays
    inside; "same" spreads its padding over both ends, the odd one behind; "causal" pads in front.
    """

    length: int
    reach: int
    stride: int
    padding: str

    @property
    def count(self) -> int:
        """How many windows there are."""
        if self.padding == "valid":
            return max(0, (self.length - self.reach) // self.stride + 1)
        return -(-self.length // self.stride)

    @property
    def padded(self) -> tuple[int, int]:
        """Timesteps added before and after."""
        if self.padding == "valid":
            return 0, 0
        if self.padding == "causal":
            return self.reach - 1, 0
        total = max(0, (self.count - 1) * self.stride + self.reach - self.length)
        return total // 2, total - total // 2

    def shared(self, leading: np.ndarray) -> np.ndarray:
        """Count the windows that lie wholly in each review's `leading` timesteps (B,)."""
        inside = (leading + self.padded[0] - self.reach) // self.stride + 1
        return np.clip(inside, 0, self.count)

    def covered(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the first and the last timestep that each window covers, padding left out."""
        first = np.arange(self.count) * self.stride - self.padded[0]
        last = first + self.reach - 1
        return np.maximum(first, 0), np.minimum(last, self.length - 1)
