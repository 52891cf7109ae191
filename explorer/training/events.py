"""What training says while it runs: frozen events, in the order in which they happen."""

from dataclasses import asdict, dataclass
from pathlib import Path

from explorer.analysis.trace import Trace


@dataclass(frozen=True)
class TrainingStarted:
    """The data is in place and the first batch is next."""

    run: Path
    epochs: int
    batches: int
    training_reviews: int
    validation_reviews: int
    parameters: int


@dataclass(frozen=True)
class BatchDone:
    """One optimiser step. Loss and accuracy are means over this epoch so far, as Keras shows."""

    epoch: int
    batch: int
    batches: int
    loss: float
    accuracy: float
    reviews_per_second: float
    seconds_left: float


@dataclass(frozen=True)
class Validating:
    """The epoch's training part is over; validation reviews are being read."""

    epoch: int
    done: int
    total: int


@dataclass(frozen=True)
class ProbeTraced:
    """The probe review, read by the network as it stands in the middle of training."""

    epoch: int
    batch: int
    trace: Trace


@dataclass(frozen=True)
class EpochRecord:
    """One line of history.jsonl. `seconds` and `reviews_per_second` are of the training part.

    The validation figures are None when the run keeps no reviews for validation.
    """

    epoch: int
    loss: float
    accuracy: float
    val_loss: float | None
    val_accuracy: float | None
    seconds: float
    reviews_per_second: float

    def as_dict(self) -> dict[str, float | int | None]:
        """Return the record as history.jsonl holds it."""
        return asdict(self)


@dataclass(frozen=True)
class EpochDone:
    """An epoch is finished, and its weights are on disk."""

    record: EpochRecord


@dataclass(frozen=True)
class TrainingFinished:
    """The last event of a run that ended by itself or was stopped."""

    reason: str
    epochs_done: int
    best_epoch: int | None


TrainingEvent = (
    TrainingStarted | BatchDone | Validating | ProbeTraced | EpochDone | TrainingFinished
)


def best_record(history: list[EpochRecord]) -> EpochRecord | None:
    """Return the epoch with the lowest validation loss (training loss where there is none)."""
    if not history:
        return None
    return min(
        history, key=lambda record: record.loss if record.val_loss is None else record.val_loss
    )
