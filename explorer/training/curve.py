"""How a run's figures move from batch to batch; thinned, so that a long run stays small."""

import numpy as np

from explorer.training.events import BatchDone

COLUMNS = ("epoch", "loss", "accuracy", "gradient_norm", "learning_rate")
MOST = 3000  # rows kept; a plot is a few hundred pixels wide
FINEST = 2.0**24  # stretches an epoch: every batch of any epoch has one of its own


class Curve:
    """Rows (N, 5) float64 in the order of training, N ≤ MOST; columns as in COLUMNS.

    "epoch" is the place in the run: 2.5 is the middle of the third epoch. Loss and accuracy are
    means over that epoch so far, gradient norm and learning rate those of the batch.

    When there are too many rows, every epoch is cut into stretches, a power of two of them, and
    only the last row of each stays. So the rows are spread evenly, the newest is always there, and
    the end of every epoch as long as the epochs are fewer than half of MOST.
    """

    def __init__(self, rows: np.ndarray | None = None) -> None:
        self._rows = np.empty((MOST, len(COLUMNS)))
        self._count = 0
        self._stretches = FINEST  # an epoch
        if rows is not None:
            self._fill(rows)

    @property
    def rows(self) -> np.ndarray:
        """All rows; a view, valid until the next one is added."""
        return self._rows[: self._count]

    def add(self, batch: BatchDone) -> None:
        """Take in the newest batch."""
        place = batch.epoch - 1 + batch.batch / batch.batches
        if self._count and self._stretch_of(place) == self._stretch_of(self.rows[-1, 0]):
            self._count -= 1  # the newest row of a stretch gives way to the next
        elif self._count == MOST:
            self._fill(self.rows)
        self._rows[self._count] = (
            place, batch.loss, batch.accuracy, batch.gradient_norm, batch.learning_rate,
        )  # fmt: skip
        self._count += 1

    def begin_with(self, rows: np.ndarray) -> None:
        """Let `rows` take the place of all that was known up to their end."""
        if len(rows):
            later = self.rows[self.rows[:, 0] > rows[-1, 0]]
            self._fill(np.concatenate([rows, later]))

    def _stretch_of(self, place: float | np.ndarray) -> np.ndarray:
        return np.ceil(place * self._stretches)  # the end of an epoch is a whole number

    def _fill(self, rows: np.ndarray) -> None:
        """Keep these rows, or if there is no room for another, at most half of MOST."""
        if len(rows) < MOST:
            self._stretches, kept = FINEST, rows
        else:
            kept = self._last_of_stretches(rows)
        self._rows[: len(kept)] = kept
        self._count = len(kept)

    def _last_of_stretches(self, rows: np.ndarray) -> np.ndarray:
        while True:
            stretches = self._stretch_of(rows[:, 0])
            last = np.append(stretches[1:] != stretches[:-1], True)
            if np.count_nonzero(last) <= MOST // 2:
                return rows[last]
            self._stretches /= 2


def no_rows() -> np.ndarray:
    """The rows of a run whose curve nobody knows."""
    return np.empty((0, len(COLUMNS)))


def up_to(rows: np.ndarray, epoch: int) -> np.ndarray:
    """Return the rows of the epochs up to `epoch`."""
    return rows[rows[:, 0] <= epoch]
