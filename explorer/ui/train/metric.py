"""The two figures that training is watched by."""

from dataclasses import dataclass
from math import inf

from explorer.training.events import EpochRecord


@dataclass(frozen=True)
class Metric:
    """One plot: what it is called, which values it may take and where they come from.

    `column` is the metric's place in a row of TrainingDesk.curve; `at_first` is what its axis
    spans before there are figures.
    """

    key: str
    title: str
    column: int
    limits: tuple[float, float]
    at_first: tuple[float, float]
    percent: bool

    def train(self, record: EpochRecord) -> float:
        """The epoch's mean over the training reviews."""
        return getattr(record, self.key)

    def validation(self, record: EpochRecord) -> float | None:
        """The value over the validation reviews after the epoch; None without any."""
        return getattr(record, f"val_{self.key}")

    def written(self, value: float) -> str:
        """The value as a person reads it."""
        return f"{value:.1%}" if self.percent else f"{value:.3f}"

    def tick(self, value: float, step: float) -> str:
        """The value as an axis number: as many places as the step asks for."""
        if self.percent:
            return f"{value * 100:.{0 if step >= 0.01 else 1}f}%"
        return f"{value:.{1 if step >= 0.1 else 2 if step >= 0.01 else 3}f}"


LOSS = Metric("loss", "Loss", column=1, limits=(0.0, inf), at_first=(0.0, 0.7), percent=False)
ACCURACY = Metric(
    "accuracy", "Accuracy", column=2, limits=(0.0, 1.0), at_first=(0.5, 1.0), percent=True
)
