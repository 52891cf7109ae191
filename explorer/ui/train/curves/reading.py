"""What the curves say at one place: the figures under the pointer."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import modf

import numpy as np

from explorer.session.runs.run_story import RunStory
from explorer.training.events import EpochRecord
from explorer.ui.train.curves.metric import Metric

REACH = 0.3  # within so many epochs of a finished one, its own figures are read


@dataclass(frozen=True)
class Place:
    """A place in the run that has figures: the end of epoch `record`, or point `row`."""

    x: float
    record: EpochRecord | None
    row: np.ndarray | None
    ghosts: tuple[RunStory, ...] = ()

    @property
    def name(self) -> str:
        """What the place is called."""
        if self.record is not None:
            return f"epoch {self.record.epoch}"
        part, whole = modf(self.x)
        return f"epoch {whole + 1:.0f}, {part:.0%}"

    def train(self, metric: Metric) -> float | None:
        """The running mean there, or the epoch's."""
        if self.record is not None:
            return metric.train(self.record)
        return None if self.row is None else float(self.row[metric.column])

    def validation(self, metric: Metric) -> float | None:
        """Known at the ends of epochs only."""
        return None if self.record is None else metric.validation(self.record)

    def behind(self, metric: Metric) -> tuple[float | None, ...]:
        """What each ghost had after the same epoch; None between epochs and past its end."""
        records = (
            next((r for r in ghost.history if self.record and r.epoch == self.record.epoch), None)
            for ghost in self.ghosts
        )
        return tuple(None if record is None else metric.decisive(record) for record in records)


def place_at(
    x: float,
    history: Sequence[EpochRecord],
    rows: np.ndarray,
    ghosts: tuple[RunStory, ...] = (),
) -> Place | None:
    """Return the place nearest to `x` (in epochs): an epoch's end if one is near, else a point.

    `rows` (N, C) are CurvePoints.rows. None before there is anything to read.
    """
    if history:
        nearest = min(history, key=lambda record: abs(record.epoch - x))
        if abs(nearest.epoch - x) <= REACH:
            return Place(float(nearest.epoch), nearest, None, ghosts)
    known = rows[~np.isnan(rows[:, 0])]
    if len(known):
        row = known[np.argmin(np.abs(known[:, 0] - x))]
        return Place(float(row[0]), None, row.copy(), ghosts)
    return None
