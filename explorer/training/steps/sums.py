"""An epoch's figures, added up batch by batch."""

import math
from dataclasses import dataclass

from explorer.training.events import EpochRecord
from explorer.training.steps.evaluation import Evaluation


@dataclass(frozen=True)
class Step:
    """What one optimiser step gave.

    loss: mean over the batch. right: reviews judged right. gradient_norm: before clipping.
    """

    loss: float
    right: int
    reviews: int
    gradient_norm: float
    seconds: float


@dataclass
class Sums:
    """Sums over the batches of one epoch so far."""

    loss: float = 0.0
    right: int = 0
    reviews: int = 0
    seconds: float = 0.0
    batches: int = 0
    norms: float = 0.0
    newest_norm: float = 0.0
    largest_norm: float = 0.0

    def add(self, step: Step) -> None:
        """Take in one step."""
        self.loss += step.loss * step.reviews
        self.right += step.right
        self.reviews += step.reviews
        self.seconds += step.seconds
        self.newest_norm = step.gradient_norm
        if math.isfinite(step.gradient_norm):  # float16 overflows, and leaves out the step
            self.batches += 1
            self.norms += step.gradient_norm
            self.largest_norm = max(self.largest_norm, step.gradient_norm)

    def record(
        self, epoch: int, validation: Evaluation | None, learning_rate: float
    ) -> EpochRecord:
        """Return the epoch's figures: means over its reviews, over its batches for the norm."""
        return EpochRecord(
            epoch=epoch,
            loss=self.loss / self.reviews,
            accuracy=self.right / self.reviews,
            val_loss=None if validation is None else validation.loss,
            val_accuracy=None if validation is None else validation.accuracy,
            seconds=round(self.seconds, 4),
            reviews_per_second=round(self.reviews / self.seconds, 2),
            gradient_norm=self.norms / max(1, self.batches),
            largest_gradient_norm=self.largest_norm,
            learning_rate=learning_rate,
        )
