"""Following a run that something else trains: a server writing to a shared disk, another window."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from explorer.problem import UserProblem
from explorer.stack.rules import InputSpec, examine
from explorer.training.events import (
    BatchDone,
    CurveSoFar,
    EpochDone,
    EpochsPlanned,
    TrainingEvent,
    TrainingFinished,
    TrainingStarted,
    best_record,
    last_epoch,
)
from explorer.training.runs.live import ENDED, SILENCE, Live, read_live
from explorer.training.runs.lock import has_died
from explorer.training.runs.run_folder import RunFolder
from explorer.training.runs.saved_run import SavedRun

LOOK_EVERY = 0.5  # seconds
NAP = 0.05  # seconds at most that the caller's thread is held up
DEAD = 30.0  # seconds without a sign, after which a dead process counts as one: no restart follows


@dataclass(frozen=True)
class Waiting:
    """Nothing new. seconds: since the last sign of life. state: what its writer said last that it
    does, as Live has it; empty before a first sign.
    """

    seconds: float
    state: str


def follow(run: Path) -> Iterator[TrainingEvent | Waiting]:
    """Say what happens to the run folder `run` as `train` would say it, until it ends.

    First what is there, as TrainingStarted with its history; then every finished epoch with its
    curve, and once a second how the epoch under way is going; a paused run gives signs of life.
    Ends with TrainingFinished: its reason is the writer's own, "failed" with the writer's sentence,
    or "silent" after two minutes without a sign of life. Yields at least every 50 ms, so that
    whoever pumps it can do other things. Raises UserProblem if the folder is no run, or ceases to
    be readable for as long.
    """
    follower = _Follower(run)
    yield from follower.begin()
    looked = monotonic()
    while not follower.ended:
        sleep(NAP)
        if monotonic() - looked >= LOOK_EVERY:
            # A computer that slept has not looked meanwhile: that is no silence.
            follower.silent += min(monotonic() - looked, 2 * LOOK_EVERY)
            looked = monotonic()
            yield from follower.look()
        if not follower.ended:
            yield Waiting(follower.silent, follower.state)


class _Follower:
    """What has been said so far."""

    def __init__(self, run: Path) -> None:
        self._run = run
        self._folder = RunFolder(run)
        self._epochs_done = 0
        self._epochs = 0
        self._beat = 0
        self.state = ""
        self._batch: BatchDone | None = None
        self.silent = 0.0
        self.ended = False

    def begin(self) -> Iterator[TrainingEvent]:
        """Say what is there already."""
        run, live = self._folder.read(), read_live(self._run)
        self._epochs_done = len(run.history)
        self._epochs = run.settings.epochs
        yield _started(run, live)
        yield from _curve(run, live)
        yield from self._take(run, live)

    def look(self) -> Iterator[TrainingEvent]:
        """Say what is new."""
        live = read_live(self._run)  # before the epochs: its end vouches for them
        try:
            run = self._folder.read()
        except UserProblem:
            if self.silent < SILENCE:
                return  # a shared disk may be away for a moment
            raise
        yield from self._take(run, live)

    def _take(self, run: SavedRun, live: Live | None) -> Iterator[TrainingEvent]:
        if run.settings.epochs != self._epochs:
            self._epochs = run.settings.epochs
            yield EpochsPlanned(self._epochs)
        for record in run.history[self._epochs_done :]:
            self.silent = 0.0
            yield EpochDone(record)
        if len(run.history) > self._epochs_done:
            yield from _curve(run, live)
        self._epochs_done = len(run.history)
        if live is not None and (live.beat, live.state) != (self._beat, self.state):
            self._beat, self.state, self.silent = live.beat, live.state, 0.0
            if live.batch not in (None, self._batch) and live.batch.epoch > self._epochs_done:
                self._batch = live.batch
                yield live.batch
        yield from self._end(run, live)

    def _end(self, run: SavedRun, live: Live | None) -> Iterator[TrainingEvent]:
        best = best_record(run.history)
        number = None if best is None else best.epoch
        if live is not None and live.state in ENDED:
            reason, sentence = live.state, live.sentence
        elif live is None and self._epochs_done >= self._epochs:
            reason, sentence = "finished", ""  # a run from before there was live.json
        elif self.silent >= DEAD and live is not None and has_died(self._run, live):
            reason, sentence = "silent", f"P{live.writer[1:]} has died. {self._kept()}"
        elif self.silent >= SILENCE:
            writer = "its writer" if live is None else live.writer
            reason = "silent"
            sentence = (
                f"There has been no sign of life from {writer} for two minutes. {self._kept()}"
            )
        else:
            return
        self.ended = True
        yield TrainingFinished(reason, self._epochs_done, number, sentence)

    def _kept(self) -> str:
        done = self._epochs_done
        epochs = "1 finished epoch is" if done == 1 else f"{done} finished epochs are"
        return f"The {epochs} in {self._run}."


def _curve(run: SavedRun, live: Live | None) -> Iterator[CurveSoFar]:
    """How the figures moved: of an epoch that was broken off only if nobody trains it again."""
    ended = live is not None and live.state in ENDED
    rows = run.curve if ended else run.curve_of_epochs
    if len(rows):
        yield CurveSoFar(rows)


def _started(run: SavedRun, live: Live | None) -> TrainingStarted:
    def number(name: str) -> int:
        value = run.data.get(name)
        return value if isinstance(value, int) else 0

    reviews, size = number("training_reviews"), run.settings.batch_size
    read = InputSpec(maxlen=run.encoding.maxlen, max_features=run.encoding.max_features)
    return TrainingStarted(
        run=run.path,
        epochs=run.settings.epochs,
        batches=live.batch.batches if live and live.batch else -(-reviews // size),
        training_reviews=reviews,
        validation_reviews=number("validation_reviews"),
        parameters=examine(run.stack, read).parameters,
        first_epoch=last_epoch(run.history) + 1,
        history=run.history,
        precision=run.settings.precision,
        threads=run.threads,
    )
