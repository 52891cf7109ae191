"""What a run has told so far: the same whether this window trains it, reads it or follows it."""

from dataclasses import dataclass, field, replace
from math import nan
from pathlib import Path

from explorer.training.advice.diagnosis import diagnose
from explorer.training.curve import Curve
from explorer.training.events import (
    BatchDone,
    CurveSoFar,
    Diagnosis,
    EpochDone,
    EpochRecord,
    EpochsPlanned,
    TrainingStarted,
    best_record,
)
from explorer.training.runs.run_folder import SavedRun


@dataclass(eq=False)
class RunStory:
    """Grows with the events of one run; another run is another story.

    path: the run folder. planned: the epochs it is meant to have. history: its finished epochs, in
    order. curve: how its figures moved within the epochs. diagnoses: what they say as they stand.
    """

    path: Path | None = None
    title: str = ""
    planned: int = 0
    started: TrainingStarted | None = None
    batch: BatchDone | None = None
    history: list[EpochRecord] = field(default_factory=list)
    curve: Curve = field(default_factory=Curve)
    diagnoses: tuple[Diagnosis, ...] = ()

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs whose weights are on disk."""
        return tuple(record.epoch for record in self.history)

    @property
    def best_epoch(self) -> int | None:
        """The epoch with the lowest validation loss, or training loss without validation."""
        best = best_record(self.history)
        return None if best is None else best.epoch

    def seconds_left(self, rest: float = 0.0) -> float:
        """How long it will still take, with so many seconds of rest after every batch.

        NaN before the first batch.
        """
        batch = self.batch
        if batch is None:
            return nan
        epochs_after = max(0, self.planned - batch.epoch)
        return batch.seconds_left + rest * (
            batch.batches - batch.batch + epochs_after * batch.batches
        )

    def take(self, event: object) -> None:
        """Take in what the run says next; events that leave no figure behind change nothing."""
        if isinstance(event, TrainingStarted):
            self.started = event
            self.path = event.run
            self.planned = event.epochs
            self.history = list(event.history)
        elif isinstance(event, EpochsPlanned):
            self.planned = event.epochs
            self.started = self.started and replace(self.started, epochs=event.epochs)
        elif isinstance(event, BatchDone):
            self.batch = event
            self.curve.add(event)
        elif isinstance(event, CurveSoFar):
            self.curve.begin_with(event.rows)
        elif isinstance(event, EpochDone):
            self.history.append(event.record)
            self.diagnoses = diagnose(self.history)


def story_of(run: SavedRun, title: str = "") -> RunStory:
    """Return what a run on disk has to tell."""
    history = list(run.history)
    return RunStory(
        path=run.path,
        title=title or run.title,
        planned=max([run.settings.epochs, *(record.epoch for record in history)]),
        history=history,
        curve=Curve(run.curve),
        diagnoses=diagnose(history),
    )
