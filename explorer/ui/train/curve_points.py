"""The points of a live curve, taken in as they come and thinned so that drawing stays cheap."""

from collections.abc import Sequence
from math import floor, nan

import numpy as np

from explorer.session.run_story import CurveRow

HASTE = 0.03  # later epochs are drawn from here on: means of a batch or two only jump about
COLUMNS = 5
GAP: CurveRow = (nan, nan, nan, nan, nan)
MOST = 3000  # points kept; a plot is a few hundred pixels wide


class CurvePoints:
    """Follows the growing list RunStory.curve.

    The means start over with every epoch, so a row of NaN parts one epoch from the next and the
    line is not drawn across. Beyond MOST points every second one is left out.
    """

    def __init__(self) -> None:
        self._rows = np.empty((MOST, COLUMNS))
        self._restart([])

    def _restart(self, source: Sequence[CurveRow]) -> None:
        self._source = source
        self._taken = 0
        self._count = 0
        self._stride = 1
        self._epoch = -1
        self._passing = False  # the newest point is shown, but gives way to the next

    def follow(self, curve: Sequence[CurveRow]) -> None:
        """Take in the rows that are new; another list is another run."""
        if curve is not self._source:
            self._restart(curve)
        for place in range(self._taken, len(curve)):
            x = curve[place][0]
            epoch = floor(x - 1e-9)  # the last batch of an epoch ends at a whole number
            if epoch > 0 and x - epoch < HASTE:
                continue
            if epoch != self._epoch:
                self._begin_epoch(epoch)
            elif self._passing:
                self._count -= 1
            self._append(curve[place])
            self._passing = place % self._stride != 0
        self._taken = len(curve)

    def _begin_epoch(self, epoch: int) -> None:
        if self._epoch >= 0:
            self._append(GAP)
        self._epoch = epoch

    @property
    def rows(self) -> np.ndarray:
        """All points: (N, COLUMNS), as in RunStory.curve; a view, valid until the next call."""
        return self._rows[: self._count]

    def parted(self, epochs_done: int) -> tuple[np.ndarray, np.ndarray]:
        """The points of the epochs that are over, and those of the epoch under way."""
        rows = self.rows
        # NaN compares false, so the gap between the two belongs to neither end.
        first = int((rows[:, 0] <= epochs_done).nonzero()[0].max(initial=-1)) + 1
        return rows[:first], rows[first:][~np.isnan(rows[first:, 0])]

    def settled(self, epochs_done: int, column: int) -> np.ndarray:
        """Values of the epoch under way, without its first tenth, where means still jump about."""
        rows = self.rows
        return rows[rows[:, 0] > epochs_done + 0.1, column]

    def _append(self, row: CurveRow) -> None:
        if self._count == MOST:
            self._thin()
        self._rows[self._count] = row
        self._count += 1

    def _thin(self) -> None:
        rows = self._rows[: self._count]
        gaps = np.isnan(rows[:, 0])
        keep = gaps if gaps.sum() < MOST // 4 else np.zeros(len(rows), dtype=bool)
        keep[::2] = True
        kept = rows[keep]
        self._rows[: len(kept)] = kept
        self._count = len(kept)
        self._stride *= 2
