"""What training says while it runs: frozen events, in the order in which they happen."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from explorer.analysis.trace import Trace
from explorer.training.histograms import WeightHistogram


@dataclass(frozen=True)
class Calibrating:
    """Some batches have been timed. `done` of `total`; `threads` is the number being tried."""

    threads: int
    done: int
    total: int


@dataclass(frozen=True)
class Calibrated:
    """What an epoch will take with `threads` threads, the fastest of those tried.

    seconds_per_epoch: its training part and its validation. tried: threads → seconds a batch.
    """

    threads: int
    seconds_per_epoch: float
    reviews_per_second: float
    tried: dict[int, float]


@dataclass(frozen=True)
class TrainingStarted:
    """The data is in place and the first batch is next.

    first_epoch: above 1 where a run is continued; `history` then holds the epochs before it.
    """

    run: Path
    epochs: int
    batches: int
    training_reviews: int
    validation_reviews: int
    parameters: int
    first_epoch: int = 1
    history: tuple["EpochRecord", ...] = ()
    device: str = "cpu"
    precision: str = "float32"
    threads: int = 1


@dataclass(frozen=True)
class BatchDone:
    """One optimiser step. Loss and accuracy are means over this epoch so far, as Keras shows.

    gradient_norm: of all gradients together, before clipping. memory: bytes that the process, or
    on a CUDA card torch, holds; 0 where that cannot be told. epochs: how many are planned by now.
    """

    epoch: int
    batch: int
    batches: int
    loss: float
    accuracy: float
    reviews_per_second: float
    seconds_left: float
    gradient_norm: float = 0.0
    learning_rate: float = 0.0
    memory: int = 0
    epochs: int = 0


@dataclass(frozen=True, eq=False)
class CurveSoFar:
    """All batches of the run, from its first epoch on: rows (N, 5) as `Curve` has them.

    Said before the first batch of a run that is gone on with, and at the end of every epoch.
    """

    rows: np.ndarray


@dataclass(frozen=True)
class Validating:
    """The epoch's training part is over; validation reviews are being read."""

    epoch: int
    done: int
    total: int


@dataclass(frozen=True)
class ProbeTraced:
    """The probe reviews, read by the network as it stands in the middle of training.

    traces: in the order in which the reviews are watched.
    """

    epoch: int
    batch: int
    traces: tuple[Trace, ...]

    @property
    def trace(self) -> Trace:
        """The first probe's."""
        return self.traces[0]


@dataclass(frozen=True)
class WeightsSeen:
    """Histograms of all weights at one moment, one for every gate block of every tensor."""

    epoch: int
    batch: int
    histograms: tuple[WeightHistogram, ...]


@dataclass(frozen=True)
class EpochRecord:
    """One line of history.jsonl. `seconds` and `reviews_per_second` are of the training part.

    The validation figures are None when the run keeps no reviews for validation.
    gradient_norm, largest_gradient_norm: mean and maximum over the epoch's batches, before
    clipping; None in runs from before they were recorded.
    """

    epoch: int
    loss: float
    accuracy: float
    val_loss: float | None
    val_accuracy: float | None
    seconds: float
    reviews_per_second: float
    gradient_norm: float | None = None
    largest_gradient_norm: float | None = None
    learning_rate: float | None = None

    def as_dict(self) -> dict[str, float | int | None]:
        """Return the record as history.jsonl holds it."""
        return asdict(self)


@dataclass(frozen=True)
class EpochDone:
    """An epoch is finished, and its weights are on disk."""

    record: EpochRecord


@dataclass(frozen=True)
class EpochsPlanned:
    """The number of epochs has been changed while the run trains."""

    epochs: int


@dataclass(frozen=True)
class Warned:
    """Something did not go as asked, and training goes on all the same.

    lost: whether something that was to be kept, or seen, no longer is.
    """

    sentence: str
    lost: bool = False


@dataclass(frozen=True)
class Diagnosis:
    """What goes wrong, or only looks as if it did, and what to look at.

    kind: "no_number", "exploding", "stuck", "one_sided", "overfitting", "validation_ahead", …
    epoch: the epoch since which it holds.
    """

    kind: str
    sentence: str
    look_at: str
    epoch: int


@dataclass(frozen=True)
class TrainingFinished:
    """The last event of a run that ended by itself or was stopped.

    reason: "finished", "stopped", "early" (the validation loss had stopped falling), and for a run
    that is only followed also "failed" and "silent" (no sign of life); `sentence` then says more.
    """

    reason: str
    epochs_done: int
    best_epoch: int | None
    sentence: str = ""


TrainingEvent = (
    Calibrating
    | Calibrated
    | TrainingStarted
    | CurveSoFar
    | BatchDone
    | Validating
    | ProbeTraced
    | WeightsSeen
    | EpochDone
    | EpochsPlanned
    | Warned
    | Diagnosis
    | TrainingFinished
)


def last_epoch(history: Sequence[EpochRecord]) -> int:
    """Return the number of the last finished epoch; 0 before the first."""
    return history[-1].epoch if history else 0


def best_record(history: Sequence[EpochRecord]) -> EpochRecord | None:
    """Return the epoch with the lowest validation loss (training loss where there is none)."""
    if not history:
        return None
    return min(
        history, key=lambda record: record.loss if record.val_loss is None else record.val_loss
    )
