"""The training that the window runs: its settings, its state and everything it has told so far."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from explorer.analysis.trace import Trace
from explorer.reviews.encoding import EncodedText, encode_text
from explorer.session.data_desk import DataDesk
from explorer.session.history import History, change_name
from explorer.session.review_in_view import ReviewInView
from explorer.session.run_story import CurveRow, RunStory
from explorer.session.stack_edits import StackEdits
from explorer.session.worker import Failure, Job, Worker
from explorer.training.control import Control
from explorer.training.events import (
    BatchDone,
    EpochDone,
    EpochRecord,
    ProbeTraced,
    TrainingFinished,
    TrainingStarted,
    Validating,
)
from explorer.training.loop import train
from explorer.training.run_folder import RunPlan, new_run_path
from explorer.training.settings import TrainingSettings

LIVE = (BatchDone, Validating, ProbeTraced)
LOCKED = "The settings are locked while a run is under way: stop it first."
BUSY = ("starting", "running", "paused", "stopping")


class TrainingDesk(QObject):
    """Start, pause, resume and stop a run, and what it told.

    `state`: "idle", "starting", "running", "paused", "stopping", "finished", "stopped", "failed".
    `story` is what the run has told; a new run begins a new one.
    """

    settingsChanged = Signal()
    stateChanged = Signal()
    batchDone = Signal(object)
    validating = Signal(object)
    epochDone = Signal(object)
    probeTraced = Signal(object)
    probeChanged = Signal()

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
        self.settings = TrainingSettings()
        self.probe: ReviewInView | None = None
        self.state = "idle"
        self._clear()

    def _clear(self) -> None:
        self.problem = ""
        self.details = ""
        self.story = RunStory()
        self.probe_text: EncodedText | None = None
        self.probe_trace: Trace | None = None

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

    @property
    def curve(self) -> list[CurveRow]:
        """See RunStory."""
        return self.story.curve

    # What the user does -----------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a run is under way (paused counts)."""
        return self.state in BUSY

    @property
    def obstacle(self) -> str:
        """Why training cannot start now, as a sentence; empty when it can."""
        if self.busy:
            return "A run is under way: stop it first."
        if not self._edits.report.trainable:
            return "The stack has a problem: mend it on the Build page first."
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

    def set_probe(self, review: ReviewInView | None) -> None:
        """Watch this review from the next run on, in one undo step; None: watch none."""
        self._history.change(self.probe, review, self._show_probe, "Choose the probe review")

    def start_over(self, settings: TrainingSettings, probe: ReviewInView | None) -> None:
        """Another project: these are its settings. The history must be cleared with it."""
        self.clear()
        self._show_settings(settings)
        self._show_probe(probe)

    def _show_settings(self, settings: TrainingSettings) -> None:
        self.settings = settings
        self.settingsChanged.emit()

    def _show_probe(self, review: ReviewInView | None) -> None:
        self.probe = review
        self.probeChanged.emit()

    def _lock(self) -> str:
        return LOCKED if self.busy else ""

    def clear(self) -> None:
        """Forget what the last run told, unless one is under way; its folder stays."""
        if not self.busy:
            self._clear()
            self._set_state("idle")

    def start(self) -> None:
        """Begin a run with the stack, data and settings as they stand; see `obstacle`."""
        corpus = self._data.corpus
        if self.obstacle or corpus is None:
            return
        self._clear()
        run = new_run_path(self._edits.stack)
        self.story = RunStory(run, self._edits.stack.title, self.settings.epochs)
        plan = RunPlan(
            stack=self._edits.stack,
            settings=self.settings,
            encoding=self._data.encoding,
            data=self._data.corpus_where,
        )
        if self.probe is not None:
            self.probe_text = encode_text(self.probe.text, corpus.vocabulary, plan.encoding)
        control = self._control = Control()
        if self.probe_text is not None:
            control.watch([self.probe_text.ids])

        def work() -> Iterator[object]:
            return train(plan, corpus, run, control)

        self._job = self._worker.submit("training", work, latest_wins=LIVE)
        self._job.happened.connect(self._on_event)
        self._job.failed.connect(self._on_failure)
        self._set_state("starting")

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

    def stop(self) -> None:
        """End after the batch under way; finished epochs stay on disk."""
        if self.busy and self._job is not None:
            self._control.stop()
            self._worker.set_paused(self._job, False)
            self._set_state("stopping")

    # What the engine says ---------------------------------------------------------------------

    def _on_event(self, event: object) -> None:
        self.story.take(event)
        if isinstance(event, BatchDone):
            self.batchDone.emit(event)
        elif isinstance(event, Validating):
            self.validating.emit(event)
        elif isinstance(event, ProbeTraced):
            self.probe_trace = event.trace
            self.probeTraced.emit(event)
        elif isinstance(event, EpochDone):
            self.epochDone.emit(event)
        elif isinstance(event, TrainingStarted):
            if self.state == "starting":
                self._set_state("running")
        elif isinstance(event, TrainingFinished):
            self._set_state("stopped" if event.reason == "stopped" else "finished")

    def _on_failure(self, failure: Failure) -> None:
        self.problem = failure.sentence
        self.details = failure.details
        self._set_state("failed")

    def _set_state(self, state: str) -> None:
        self.state = state
        self.stateChanged.emit()
