"""What a run leaves in its folder while it trains."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from explorer.problem import UserProblem
from explorer.training.events import BatchDone, EpochRecord, Validating, Warned
from explorer.training.live import LiveFile
from explorer.training.lock import RunLock
from explorer.training.run_folder import RunFolder
from explorer.training.snapshot import Snapshot


class Recorder:
    """Holds the folder's lock from entering to leaving; leaving says how the run ended.

    epochs: how many there are to be. done: how many the folder is thought to hold.
    """

    def __init__(self, folder: RunFolder, epochs: int, done: int = 0) -> None:
        self.path: Path = folder.path
        self._folder = folder
        self._lock = RunLock(folder.path)
        self._live: LiveFile | None = LiveFile(folder.path)
        self._epochs = epochs
        self._done = done
        self._batch: BatchDone | None = None
        self._end = "stopped"  # closing the generator is a way to stop

    def __enter__(self) -> "Recorder":
        self._lock.acquire()
        try:
            run = self._folder.read()
            if len(run.epochs) != self._done:
                raise UserProblem(
                    f"{self.path} has {len(run.epochs)} epochs by now, not {self._done}: somebody "
                    "else has trained it on. Open it again."
                )
            if run.settings.epochs != self._epochs:
                self._folder.plan_epochs(self._epochs)
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            failed = isinstance(error, Exception)
            self._say("failed" if failed else self._end, str(error) if failed else "")
        except OSError:
            # The disk may be what failed: what ended the run is on its way to the user already.
            self._live = None
        finally:
            self._lock.release()

    def note(self, event: object) -> Iterator[Warned]:
        """Leave a sign of life, if it is time for one."""
        if isinstance(event, BatchDone):
            self._batch = event
        if self._live is None or not isinstance(event, BatchDone | Validating):
            return
        state = "validating" if isinstance(event, Validating) else "training"
        try:
            self._live.write_if_due(state, self._epochs, self._batch)
        except OSError as error:
            self._live = None
            yield Warned(
                f"Others cannot follow this run live: {error.strerror or error} in {self.path}."
            )

    def keep(self, record: EpochRecord, snapshot: Snapshot) -> None:
        """Keep a finished epoch. Raises UserProblem if that fails."""
        self._folder.add_epoch(record, snapshot.weights, snapshot.optimiser_state, snapshot.witness)

    def plan_epochs(self, epochs: int) -> Iterator[Warned]:
        """Note how many epochs there are to be."""
        self._epochs = epochs
        try:
            self._folder.plan_epochs(epochs)
        except UserProblem as problem:
            yield Warned(str(problem))

    def end(self, reason: str) -> None:
        """Say how the run is about to end: "finished", "stopped" or "early"."""
        self._end = reason

    def _say(self, state: str, sentence: str) -> None:
        if self._live is not None:
            self._live.write(state, self._epochs, self._batch, sentence)
