"""The figures that training is watched by."""

from dataclasses import dataclass
from math import floor, inf, log10

from explorer.training.events import EpochRecord


@dataclass(frozen=True)
class Metric:
    """One plot: what it is called, which values it may take and where they come from.

    `column` is the metric's place in a row of `Curve`; `at_first` is what its axis spans
    before there are figures, `least_span` the shortest that it gets. `validated`: whether
    validation knows the figure, too.
    """

    key: str
    title: str
    column: int
    limits: tuple[float, float]
    at_first: tuple[float, float]
    percent: bool = False
    least_span: float = 0.1
    validated: bool = True

    def train(self, record: EpochRecord) -> float | None:
        """The epoch's mean over the training reviews; None where the run did not note it."""
        return getattr(record, self.key, None)

    def validation(self, record: EpochRecord) -> float | None:
        """The value over the validation reviews after the epoch; None without any."""
        return getattr(record, f"val_{self.key}", None)

    def decisive(self, record: EpochRecord) -> float | None:
        """What an epoch is judged by: validation where there is any."""
        checked = self.validation(record)
        return self.train(record) if checked is None else checked

    def written(self, value: float) -> str:
        """The value as a person reads it."""
        if self.percent:
            return f"{value:.1%}"
        return f"{value:.3g}" if 0 < value < 0.01 else f"{value:.3f}"

    def tick(self, value: float, step: float) -> str:
        """The value as an axis number: as many places as the step asks for."""
        if self.percent:
            return f"{value * 100:.{0 if step >= 0.01 else 1}f}%"
        places = max(1, -floor(log10(step) + 1e-9))
        return f"{value:.{places}f}"


LOSS = Metric("loss", "Loss", column=1, limits=(0.0, inf), at_first=(0.0, 0.7))
ACCURACY = Metric(
    "accuracy", "Accuracy", column=2, limits=(0.0, 1.0), at_first=(0.5, 1.0), percent=True
)
GRADIENT = Metric(
    "gradient_norm", "Gradient norm", column=3, limits=(0.0, inf), at_first=(0.0, 1.0),
    validated=False,
)  # fmt: skip
RATE = Metric(
    "learning_rate", "Learning rate", column=4, limits=(0.0, inf), at_first=(0.0, 0.001),
    least_span=1e-4, validated=False,
)  # fmt: skip
METRICS = (ACCURACY, LOSS, GRADIENT, RATE)
