"""The points that are drawn of a curve."""

import numpy as np

from explorer.training.curve import no_rows

HASTE = 0.03  # later epochs are drawn from here on: means of a batch or two only jump about


class CurvePoints:
    """rows: (N, 5) as `Curve` has them, without the first batches of later epochs.

    The means start over with every epoch, so a row of NaN parts one epoch from the next and the
    line is not drawn across.
    """

    def __init__(self, curve: np.ndarray | None = None) -> None:
        rows = no_rows() if curve is None else curve
        epochs = np.ceil(rows[:, 0]) - 1  # those behind a row; an epoch ends at a whole number
        drawn = (epochs == 0) | (rows[:, 0] - epochs >= HASTE)
        rows, epochs = rows[drawn], epochs[drawn]
        self.rows = np.insert(rows, np.flatnonzero(np.diff(epochs)) + 1, np.nan, axis=0)

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
