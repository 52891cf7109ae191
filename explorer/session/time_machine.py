"""Every epoch's weights are kept: the probe and the open review, as any of them reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.analysis.predictions import trace_as_trained
from explorer.analysis.trace import Trace
from explorer.network.build import Network, build_network
from explorer.reviews.encoding import EncodedText, encode_text
from explorer.session.inspection import Inspection
from explorer.session.review_in_view import ReviewInView
from explorer.session.run_in_view import RunInView
from explorer.session.training_desk import TrainingDesk
from explorer.session.worker import Failure, Job, Worker
from explorer.training.run_folder import RunFolder, SavedRun

SETTLE_MS = 200  # a scrubber at rest for so long moves Inspect along
PLAY_MS = 8_000  # what playing a whole run takes, if its epochs are many
FASTEST_MS, SLOWEST_MS = 60, 700  # between two epochs


@dataclass(frozen=True, eq=False)
class Moment:
    """The probe `review`, read by the run at `path` as it was after `epoch`; 0 is before any."""

    path: Path
    epoch: int
    review: ReviewInView
    text: EncodedText
    trace: Trace


class TimeMachine(QObject):
    """Goes to an epoch of the run in view, plays through them, or follows the run live.

    `epoch` is None while live. `changed` follows epoch, playing and the run; `arrived` a new
    `moment`; `failed` carries a sentence. One request is on its way at a time, and the newest wish
    next: a scrubber that is dragged shows what it passes.
    """

    changed = Signal()
    arrived = Signal()
    failed = Signal(str)

    def __init__(
        self,
        worker: Worker,
        training: TrainingDesk,
        run: RunInView,
        inspection: Inspection,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker, self._training = worker, training
        self._run, self._inspection = run, inspection
        self._shelf = _Shelf()
        self._job: Job | None = None
        self._stale = False
        self._wanted = False
        self._handed_on: int | None = None
        self.epoch: int | None = None
        self.moment: Moment | None = None
        self._settle = _timer(self, SETTLE_MS, self._hand_on)
        self._clock = _timer(self, SLOWEST_MS, self._play_on)
        run.changed.connect(self._follow_run)
        run.grew.connect(self.changed)
        training.stateChanged.connect(self._follow_state)
        training.probeChanged.connect(self._follow_probe)
        training.epochDone.connect(self._follow_epoch)
        inspection.modelChanged.connect(self._follow_model)

    # Where one is -----------------------------------------------------------------------------

    @property
    def live(self) -> bool:
        """Whether the newest weights are shown."""
        return self.epoch is None

    @property
    def newest(self) -> int:
        """The last epoch there is to go to; 0 without any."""
        return max(self._run.story.epochs, default=0)

    @property
    def stops(self) -> tuple[int, ...]:
        """Every epoch there is to go to, the untrained network's 0 included."""
        epochs = self._run.story.epochs
        return (0, *epochs) if epochs else ()

    @property
    def place(self) -> int:
        """The epoch in view: the chosen one, or the newest."""
        return self.newest if self.epoch is None else self.epoch

    @property
    def playing(self) -> bool:
        """Whether it moves by itself."""
        return self._clock.isActive()

    # What the user does -----------------------------------------------------------------------

    def go(self, epoch: int) -> None:
        """Show the kept epoch that is nearest."""
        if not self.stops:
            return
        nearest = min(self.stops, key=lambda stop: abs(stop - epoch))
        if nearest != self.epoch:
            self.epoch = nearest
            self._settle.start()
            self._expire()
            self.changed.emit()

    def step(self, by: int) -> None:
        """Go so many kept epochs on, or back."""
        stops = self.stops
        if self.place in stops:
            at = stops.index(self.place) + by
            self.go(stops[max(0, min(at, len(stops) - 1))])

    def follow_live(self) -> None:
        """Show the newest weights again while they change."""
        self.pause()
        if self.epoch is not None and self._run.growing:
            self.epoch = None
            self.changed.emit()

    def toggle(self) -> None:
        """Play the epochs in order, from the first if the last is shown; or pause."""
        if self.playing:
            self.pause()
        elif len(self.stops) > 1:
            if self.place >= self.newest:
                self.go(self.stops[0])
            self._clock.start(max(FASTEST_MS, min(SLOWEST_MS, PLAY_MS // len(self.stops))))
            self.changed.emit()

    def pause(self) -> None:
        """Stay where it is."""
        if self.playing:
            self._clock.stop()
            self.changed.emit()

    def want(self, wanted: bool) -> None:
        """Nobody reads for a page that nobody sees."""
        self._wanted = wanted
        if not wanted:
            self.pause()
        self._read()

    # Following --------------------------------------------------------------------------------

    def _follow_run(self) -> None:
        self._clock.stop()
        self.moment = None
        self.epoch = None
        model = self._inspection.model
        if model is not None and model.run.path == self._run.story.path:
            self.epoch = model.epoch
        self._expire()
        self.changed.emit()

    def _follow_state(self) -> None:
        if self._training.state == "starting":
            self._clock.stop()
            self.moment, self.epoch = None, None
        self.changed.emit()

    def _follow_epoch(self) -> None:
        """Inspect goes along with the run, unless the user has turned to another model or epoch."""
        story, model = self._training.story, self._inspection.model
        newest = self.newest
        follows = model is not None and model.run.path == story.path and model.epoch == newest - 1
        if story.path is not None and self.live and (len(story.history) == 1 or follows):
            self._handed_on = newest
            self._inspection.open_run(story.path, newest)

    def _follow_probe(self) -> None:
        if self.epoch is None and self.stops and not self._run.growing:
            self.epoch = self.newest
            self.changed.emit()
        self._expire()

    def _follow_model(self) -> None:
        """Inspect has turned to an epoch of the run in view: one epoch for all pages."""
        model = self._inspection.model
        if model is None or model.run.path != self._run.story.path:
            return
        asked_for = model.epoch == self._handed_on
        self._handed_on = None
        if asked_for or self._settle.isActive() or self._run.growing:
            return
        if model.epoch != self.place:
            self.epoch = model.epoch
            self._expire()
            self.changed.emit()

    def _hand_on(self) -> None:
        """Inspect's review is read at the same epoch; the untrained network is none of its."""
        story = self._run.story
        if self.playing or not self.epoch or story.path is None:
            return
        model = self._inspection.model
        if model is None or (model.run.path, model.epoch) != (story.path, self.epoch):
            self._handed_on = self.epoch
            title = story.title if not self._run.own else ""
            self._inspection.open_run(story.path, self.epoch, title)

    def _play_on(self) -> None:
        if self._job is not None:
            return  # what is on its way has not been seen yet
        if self.place >= self.newest:
            self.pause()
            self._settle.start()
        else:
            self.step(1)

    # Reading ----------------------------------------------------------------------------------

    def _expire(self) -> None:
        self._stale = True
        self._read()

    def _read(self) -> None:
        path, epoch, probe = self._run.story.path, self.epoch, self._training.probe
        if not (self._wanted and self._stale) or self._job is not None:
            return
        if path is None or epoch is None or probe is None:
            return
        self._stale = False
        shelf = self._shelf

        def work() -> Iterator[object]:
            yield shelf.moment(path, epoch, probe)

        self._job = self._worker.submit("time machine", work, urgent=True)
        self._job.happened.connect(self._on_moment)
        self._job.failed.connect(self._on_failure)
        self._job.ended.connect(self._on_end)

    def _on_moment(self, moment: Moment) -> None:
        if moment.path == self._run.story.path and self.epoch is not None:
            self.moment = moment
            self.arrived.emit()

    def _on_failure(self, failure: Failure) -> None:
        self.pause()
        self.failed.emit(failure.sentence)
        self._on_end()

    def _on_end(self) -> None:
        self._job = None
        self._read()


class _Shelf:
    """Runs that were read, for the worker thread: a drag does not read their words again."""

    def __init__(self) -> None:
        self._run: SavedRun | None = None

    def moment(self, path: Path, epoch: int, review: ReviewInView) -> Moment:
        """Trace `review` as the run reads it after `epoch`. Raises UserProblem."""
        run = self._run_with(path, epoch)
        text = encode_text(review.text, run.vocabulary, run.encoding)
        traced = trace_as_trained(_network(run, epoch), text.ids, run.encoding)
        return Moment(path, epoch, review, text, traced)

    def _run_with(self, path: Path, epoch: int) -> SavedRun:
        run = self._run
        if run is None or run.path != path or (epoch and epoch not in run.epochs):
            run = self._run = RunFolder(path).read()
        return run


def _network(run: SavedRun, epoch: int) -> Network:
    if epoch:
        return run.network(epoch)
    return build_network(
        run.stack,
        maxlen=run.encoding.maxlen,
        max_features=run.encoding.max_features,
        seed=run.settings.seed,
    )


def _timer(owner: TimeMachine, milliseconds: int, slot: object) -> QTimer:
    made = QTimer(owner)
    made.setInterval(milliseconds)
    made.setSingleShot(milliseconds == SETTLE_MS)
    made.timeout.connect(slot)
    return made
