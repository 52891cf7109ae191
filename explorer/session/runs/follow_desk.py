"""A run folder that something else is writing: a server on a shared disk, another window."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from explorer.session.runs.run_story import RunStory
from explorer.session.train.training_desk import TrainingDesk
from explorer.session.worker import Failure, Job, Worker
from explorer.training.events import BatchDone, TrainingFinished
from explorer.training.runs.follow import Waiting, follow

ENDS = {
    "finished": "The run that was followed has finished.",
    "early": "The run that was followed has stopped early: validation no longer got better.",
    "stopped": "The run that was followed has been stopped.",
}
PAUSES = ("paused", "restarting")
QUIET = 20.0  # seconds: signs come every second, and every ten from a run that is paused


class FollowDesk(QObject):
    """Follows one run at a time; a run of this window ends it.

    `pause`: why nothing comes at the moment: "paused" or "restarting" (by its writer), "quiet" (no
    sign of life); else empty.

    `end`: how the last one ended, as a sentence; empty while it is followed. `well`: whether it
    came to the end that was meant.

    `changed` follows the start, the end and `pause`; `grew` what the run tells; `said` carries a
    sentence when it ends as it was meant to, or why none can be followed now; `failed` one when it
    ends otherwise.
    """

    changed = Signal()
    grew = Signal()
    said = Signal(str)
    failed = Signal(str)

    def __init__(
        self, worker: Worker, training: TrainingDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._training = training
        self._job: Job | None = None
        self.story = RunStory()
        self.pause = ""
        self.end = ""
        self.well = True
        training.stateChanged.connect(self._give_way)

    @property
    def active(self) -> bool:
        """Whether a run is being followed."""
        return self._job is not None

    def start(self, path: Path, title: str = "") -> None:
        """Follow the run folder `path`; title: what people call it."""
        if self._training.busy:
            self.said.emit("A run is under way in this window: stop it first, then follow another.")
            return
        self.stop()
        self.story = RunStory(path, title or path.name)
        self.pause = self.end = ""

        def work() -> Iterator[object]:
            return follow(path)

        self._job = self._worker.submit("follow", work, latest_wins=(BatchDone, Waiting))
        self._job.happened.connect(self._on_event)
        self._job.failed.connect(self._on_failure)
        self.changed.emit()

    def stop(self) -> None:
        """Look away; the run goes on."""
        if self._job is not None:
            self._worker.cancel(self._job)
            self._job = None
            self.changed.emit()

    def _give_way(self) -> None:
        if self._training.state == "starting":
            self.stop()

    def _on_event(self, event: object) -> None:
        if isinstance(event, Waiting):
            self._wait(event)
            return
        self.story.take(event)
        if isinstance(event, TrainingFinished):
            sentence = event.sentence or ENDS.get(event.reason, "The run that was followed ended.")
            self._end(sentence, well=event.reason in ENDS)
        else:
            self.grew.emit()

    def _wait(self, waiting: Waiting) -> None:
        pause = waiting.state if waiting.state in PAUSES else ""
        if pause != "restarting" and waiting.seconds >= QUIET:
            pause = "quiet"
        if pause != self.pause:
            self.pause = pause
            self.changed.emit()

    def _on_failure(self, failure: Failure) -> None:
        self._end(failure.sentence, well=False)

    def _end(self, sentence: str, *, well: bool) -> None:
        self._job = None
        self.end, self.well = sentence, well
        self.changed.emit()
        (self.said if well else self.failed).emit(sentence)
