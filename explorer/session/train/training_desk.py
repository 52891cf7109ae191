"""The training that the window runs: its settings, its state and everything it has told so far."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from explorer.session.data.data_desk import DataDesk
from explorer.session.history import History, change_name
from explorer.session.runs.run_story import RunStory
from explorer.session.stack_edits import StackEdits
from explorer.session.train.probes import Probes
from explorer.session.train.watched import Watched
from explorer.session.worker import Failure, Job, Worker
from explorer.training.control import Control
from explorer.training.events import (
    BatchDone,
    Calibrating,
    Diagnosis,
    EpochDone,
    EpochRecord,
    ProbeTraced,
    TrainingFinished,
    TrainingStarted,
    Validating,
    Warned,
    WeightsSeen,
)
from explorer.training.loop import train
from explorer.training.runs.resume import check_same_reviews, continue_run
from explorer.training.runs.run_folder import RunFolder, RunPlan, SavedRun, new_run_path
from explorer.training.settings import TrainingSettings

LIVE = (BatchDone, Calibrating, ProbeTraced, Validating, WeightsSeen)
BEAT = (BatchDone, EpochDone)
UPBEAT = (ProbeTraced, WeightsSeen)
LOCKED = "The settings are locked while a run is under way: stop it first."
BUSY = ("starting", "running", "paused", "stopping")


@dataclass(frozen=True)
class _Reopened:
    """The run that is to be gone on with, as it lies on disk, and how; see `go_on`."""

    run: SavedRun
    epoch: int
    epochs: int | None


class TrainingDesk(QObject):
    """Start, pause, resume, step and stop a run, go on with one, and what it told.

    `state`: "idle", "starting", "running", "paused", "stopping", "finished", "stopped", "failed".
    `story` is what the run has told; a new run begins a new one. `reason` is why it ended, as
    TrainingFinished has it. `pace`: seconds of rest after every batch. `warned` and `lost` carry
    what did not go as asked while it goes on; `lost` what is no longer kept or seen because of it.
    `refused`: why an earlier run cannot be gone on with.
    """

    settingsChanged = Signal()
    stateChanged = Signal()
    batchDone = Signal(object)
    validating = Signal(object)
    epochDone = Signal(object)
    watchedChanged = Signal()
    diagnosed = Signal(object)
    warned = Signal(str)
    lost = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        worker: Worker,
        history: History,
        edits: StackEdits,
        data: DataDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._history = history
        self._edits = edits
        self._data = data
        self._job: Job | None = None
        self._control = Control()
        self.probes = Probes(history, self)
        self.watched = Watched(self._look_again)
        self.settings = TrainingSettings()
        self.pace = 0.0
        self.state = "idle"
        self._clear()
        self.probes.changed.connect(self._watch_probe)

    def _clear(self) -> None:
        self.problem = ""
        self.details = ""
        self.reason = ""
        self.story = RunStory()
        self.watched.forget()

    # What the run has told --------------------------------------------------------------------

    @property
    def run(self) -> Path | None:
        """The folder of the run."""
        return self.story.path

    @property
    def started(self) -> TrainingStarted | None:
        """What was about to be trained, once the first batch is next."""
        return self.story.started

    @property
    def batch(self) -> BatchDone | None:
        """The newest batch."""
        return self.story.batch

    @property
    def history(self) -> list[EpochRecord]:
        """The finished epochs."""
        return self.story.history

    # What the user does -----------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a run is under way (paused counts)."""
        return self.state in BUSY

    @property
    def obstacle(self) -> str:
        """Why training cannot start now, as a sentence; empty when it can."""
        if not self.busy and not self._edits.report.trainable:
            return "The stack has a problem: mend it on the Build page first."
        return self.obstacle_to_going_on

    @property
    def obstacle_to_going_on(self) -> str:
        """Why no earlier run can be trained on now; empty when one can."""
        if self.busy:
            return "A run is under way: stop it first."
        if self._data.state == "loading":
            return "The reviews are still being read."
        if self._data.corpus is None:
            return "Choose the reviews to train on first."
        return ""

    def set(self, **changes: object) -> None:
        """Change settings, in one undo step; locked while a run is under way."""
        if not self.busy:
            self._history.change(
                self.settings,
                replace(self.settings, **changes),  # pyright: ignore[reportArgumentType]
                self._show_settings,
                change_name(changes, "Change the training settings"),
                merge=self._history.without_pause(f"settings {' '.join(changes)}"),
                obstacle=self._lock,
            )

    def start_over(self, settings: TrainingSettings) -> None:
        """Another project: these are its settings. The history must be cleared with it."""
        self.clear()
        self._show_settings(settings)

    def _show_settings(self, settings: TrainingSettings) -> None:
        self.settings = settings
        self.settingsChanged.emit()

    def _lock(self) -> str:
        return LOCKED if self.busy else ""

    def clear(self) -> None:
        """Forget what the last run told, unless one is under way; its folder stays."""
        if not self.busy:
            self._clear()
            self._set_state("idle")

    def plan(self) -> RunPlan:
        """What Start would train."""
        return RunPlan(
            stack=self._edits.stack,
            settings=self.settings,
            encoding=self._data.encoding,
            data=self._data.corpus_where,
        )

    def start(self) -> None:
        """Begin a run with the stack, data and settings as they stand; see `obstacle`."""
        corpus = self._data.corpus
        if self.obstacle or corpus is None:
            return
        plan, run = self.plan(), new_run_path(self._edits.stack)
        control = Control()

        def work() -> Iterator[object]:
            return train(plan, corpus, run, control)

        self._begin(work, RunStory(run, plan.stack.title, plan.settings.epochs), control)
        self.watched.begin(corpus.vocabulary, plan.encoding, control)

    def go_on(self, path: Path, epoch: int, *, epochs: int | None = None) -> None:
        """Train a run on from `epoch`, until it has `epochs` (by default those it was meant for).

        From its last epoch its own folder grows; from an earlier one a new folder begins.
        """
        corpus = self._data.corpus
        if self.obstacle_to_going_on or corpus is None:
            return

        def work() -> Iterator[object]:
            run = RunFolder(path).read()
            check_same_reviews(run, corpus)
            yield _Reopened(run, epoch, epochs)

        job = self._worker.submit("run to go on with", work)
        job.happened.connect(self._go_on_with)
        job.failed.connect(self._on_unread)

    def _go_on_with(self, reopened: _Reopened) -> None:
        """It can be read: what was shown until now gives way only to a run that goes on."""
        corpus, run, epoch = self._data.corpus, reopened.run, reopened.epoch
        if self.obstacle_to_going_on or corpus is None:  # meanwhile
            self.refused.emit(self.obstacle_to_going_on)
            return
        control = Control()

        def work() -> Iterator[object]:
            return continue_run(
                run, corpus, from_epoch=epoch, epochs=reopened.epochs,
                fresh_optimiser=not run.can_continue_exactly(epoch), control=control,
            )  # fmt: skip

        self._begin(work, RunStory(run.path), control)
        self.watched.begin(run.vocabulary, run.encoding, control)

    def _on_unread(self, failure: Failure) -> None:
        self.refused.emit(failure.sentence)

    def one_more_epoch(self) -> None:
        """Train one epoch more than planned, while the run goes."""
        if self.state in ("running", "paused"):
            self._control.one_more_epoch()

    def pause(self) -> None:
        """Hold after the batch under way."""
        if self.state == "running" and self._job is not None:
            self._worker.set_paused(self._job, True)
            self._set_state("paused")

    def resume(self) -> None:
        """Go on from a pause."""
        if self.state == "paused" and self._job is not None:
            self._worker.set_paused(self._job, False)
            self._set_state("running")

    def step(self) -> None:
        """While paused, train one batch; or validate, where an epoch is at its end."""
        if self.state == "paused" and self._job is not None:
            self._worker.step(self._job)

    def set_pace(self, rest: float) -> None:
        """Rest so many seconds after every batch, in slow motion."""
        self.pace = rest
        if self._job is not None and self.busy:
            self._worker.set_rest(self._job, rest)
        self.stateChanged.emit()

    def stop(self) -> None:
        """End after the batch under way; finished epochs stay on disk."""
        if self.busy and self._job is not None:
            self._control.stop()
            self._worker.set_rest(self._job, 0.0)
            self._worker.set_paused(self._job, False)
            self._set_state("stopping")

    def _begin(
        self, work: Callable[[], Iterator[object]], story: RunStory, control: Control
    ) -> None:
        self._clear()
        self.story, self._control = story, control
        self._job = self._worker.submit(
            "training",
            work,
            latest_wins=LIVE,
            beat=BEAT,
            upbeat=UPBEAT,
            while_paused=control.still_paused,
        )
        self._worker.set_rest(self._job, self.pace)
        self._job.happened.connect(self._on_event)
        self._job.failed.connect(self._on_failure)
        self._set_state("starting")

    def _look_again(self) -> None:
        """Something else is wanted: a run that is paused shows it at once."""
        if self._job is not None and self.state == "paused":
            self._worker.nudge(self._job)

    def _watch_probe(self) -> None:
        """Until a view says what it wants to see, the probe in view is watched."""
        shown = self.probes.shown
        self.watched.want_by_default((shown,) if shown else ())

    # What the engine says ---------------------------------------------------------------------

    def _on_event(self, event: object) -> None:
        self.story.take(event)
        match event:
            case BatchDone():
                self.batchDone.emit(event)
            case Validating():
                self.validating.emit(event)
            case ProbeTraced() | WeightsSeen():
                self.watched.take(event)
                self.watchedChanged.emit()
            case EpochDone():
                self.epochDone.emit(event)
            case TrainingStarted() if self.state == "starting":
                self._set_state("running")
            case Diagnosis():
                self.diagnosed.emit(event)
            case Warned():
                (self.lost if event.lost else self.warned).emit(event.sentence)
            case TrainingFinished():
                self.reason = event.reason
                self._set_state("finished" if event.reason == "early" else event.reason)
            case _:
                pass

    def _on_failure(self, failure: Failure) -> None:
        self.problem = failure.sentence
        self.details = failure.details
        self._set_state("failed")

    def _set_state(self, state: str) -> None:
        self.state = state
        self.stateChanged.emit()
