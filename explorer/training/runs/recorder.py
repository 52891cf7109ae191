"""What a run leaves in its folder while it trains."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from types import TracebackType

from explorer.problem import UserProblem
from explorer.training.curve import Curve
from explorer.training.events import BatchDone, CurveSoFar, EpochRecord, Validating, Warned
from explorer.training.runs.curve_file import write_curve
from explorer.training.runs.live import LiveFile
from explorer.training.runs.lock import RunLock
from explorer.training.runs.run_folder import RunFolder
from explorer.training.trainer import Trainer

LOST = (
    "Another of the processes that train this run has died: it may have said why. "
    "The finished epochs are kept."
)


class Recorder:
    """Holds the folder's lock from entering to leaving; leaving says how the run ended.

    Of several processes the leading one writes. done: how many epochs the folder is thought to
    hold.
    """

    def __init__(self, folder: RunFolder, trainer: Trainer, done: int) -> None:
        self._folder = folder
        self._trainer = trainer
        self._processes = trainer.processes
        self._done = done
        self._lock = RunLock(folder.path)
        self._live: LiveFile | None = LiveFile(folder.path) if self._processes.leads else None
        self._batch: BatchDone | None = None
        self._curve = Curve()
        self._keeps_curve = self._processes.leads
        self._end = "stopped"  # closing the generator is a way to stop

    def __enter__(self) -> "Recorder":
        self._processes.lead(self._open)
        control = self._trainer.control
        control.on_pause = self._note_pause
        control.on_look = partial(self._trainer.watching.look_again, control)
        return self

    def _open(self) -> None:
        self._lock.acquire()
        try:
            run = self._folder.read()
            if len(run.epochs) != self._done:
                raise UserProblem(
                    f"{run.path} has {len(run.epochs)} epochs by now, not {self._done}: somebody "
                    "else has trained it on. Open it again."
                )
            self._curve = Curve(run.curve_of_epochs)
            if run.settings.epochs != self._trainer.epochs:
                self._folder.plan_epochs(self._trainer.epochs)
        except BaseException:
            self._lock.release()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._trainer.control.on_pause = self._trainer.control.on_look = None
        lost = self._processes.lost(error)
        state, sentence = self._end, ""
        if isinstance(error, Exception):
            state, sentence = "failed", LOST if lost else str(error)
        if lost and self._processes.start_again:
            state, sentence = "restarting", ""
        try:
            list(self._keep_curve())  # of the epoch under way, too; it is too late for a warning
            if self._live is not None:
                self._live.write(state, self._trainer.epochs, self._batch, sentence)
        except OSError:
            # The disk may be what failed: what ended the run is on its way to the user already.
            self._live = None
        finally:
            self._lock.release()
        if lost:
            raise UserProblem(LOST) from error

    def curve_so_far(self) -> Iterator[CurveSoFar]:
        """Say how the figures moved: who only looks now and then has not heard of every batch."""
        if len(self._curve.rows):
            yield CurveSoFar(self._curve.rows.copy())

    def note(self, event: object) -> Iterator[Warned | CurveSoFar]:
        """Leave a sign of life, if it is time for one; at the end of an epoch, the curve."""
        if isinstance(event, BatchDone):
            self._batch = event
            self._curve.add(event)
        if isinstance(event, EpochRecord):
            yield from self._keep_curve()
            yield from self.curve_so_far()
        if self._live is None or not isinstance(event, BatchDone | Validating):
            return
        state = "validating" if isinstance(event, Validating) else "training"
        try:
            self._live.write_if_due(state, self._trainer.epochs, self._batch)
        except OSError as error:
            self._live = None
            path = self._folder.path
            why = f"{error.strerror or error} in {path}"
            yield Warned(f"Others cannot follow this run: {why}.", lost=True)

    def _note_pause(self) -> None:
        """Leave a sign that the run is held up."""
        if self._live is not None:
            with suppress(OSError):  # if the disk is still unwell after the pause, `note` tells
                self._live.write("paused", self._trainer.epochs, self._batch)

    def _keep_curve(self) -> Iterator[Warned]:
        if not self._keeps_curve:
            return
        try:
            write_curve(self._folder.path, self._curve.rows)
        except OSError as error:
            self._keeps_curve = False
            why = f"{error.strerror or error} in {self._folder.path}"
            sentence = f"How the figures move within the epochs cannot be kept: {why}."
            yield Warned(sentence, lost=True)

    def keep(self, record: EpochRecord) -> None:
        """Keep a finished epoch. Raises UserProblem if that fails."""
        self._processes.lead(lambda: self._keep(record))

    def _keep(self, record: EpochRecord) -> None:
        snapshot = self._trainer.snapshot()
        self._folder.add_epoch(record, snapshot.weights, snapshot.optimiser_state, snapshot.witness)

    def plan_epochs(self) -> Iterator[Warned]:
        """Note that there are to be more epochs."""
        try:
            self._processes.lead(lambda: self._folder.plan_epochs(self._trainer.epochs))
        except UserProblem as problem:
            yield Warned(str(problem), lost=True)

    def end(self, reason: str) -> None:
        """Say how the run is about to end: "finished", "stopped" or "early"."""
        self._end = reason
