"""Every epoch's weights are kept: the probe and the open review, as any of them reads it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.session.data.review_in_view import ReviewInView
from explorer.session.inspect.inspection import Inspection
from explorer.session.runs.run_in_view import RunInView
from explorer.session.runs.shelf import Moment, Shelf
from explorer.session.train.training_desk import TrainingDesk
from explorer.session.worker import Failure, Job, Worker

SETTLE_MS = 200  # a scrubber at rest for so long moves Inspect along
PLAY_MS = 8_000  # what playing a whole run takes, if its epochs are many
FASTEST_MS, SLOWEST_MS = 60, 700  # between two epochs


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
        self._shelf = Shelf()
        self._job: Job | None = None
        self._stale = False
        self._wanted: tuple[ReviewInView, ...] = ()
        self._weights_wanted = False
        self._handed_on: int | None = None
        self._reach: tuple[object, ...] = ()  # what there is to go to, as told last
        self.epoch: int | None = None
        self.moment: Moment | None = None
        self._settle = _timer(self, SETTLE_MS, self._hand_on)
        self._clock = _timer(self, SLOWEST_MS, self._play_on)
        run.changed.connect(self._follow_run)
        run.grew.connect(self._follow_growth)
        training.stateChanged.connect(self._follow_state)
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

    def want(self, reviews: tuple[ReviewInView, ...], *, weights: bool = False) -> None:
        """Read these probes, and count the weights if wanted; nobody reads what nobody sees."""
        if (reviews, weights) != (self._wanted, self._weights_wanted):
            self._wanted, self._weights_wanted = reviews, weights
            if not reviews and not weights:
                self.pause()
            self._expire()

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
        self._expire()
        self.changed.emit()

    def _follow_growth(self) -> None:
        if self.live and (self.moment is None or self.moment.epoch != self.newest):
            self._expire()
        run = self._run
        reach = (run.story.epochs, run.story.planned, run.story.best_epoch, run.growing)
        if reach != self._reach:  # a batch more moves nothing here
            self._reach = reach
            self.changed.emit()

    def _follow_epoch(self) -> None:
        """Inspect goes along with the run, unless the user has turned to another model or epoch."""
        story, model = self._training.story, self._inspection.model
        newest = self.newest
        follows = model is not None and model.run.path == story.path and model.epoch == newest - 1
        if story.path is not None and self.live and (len(story.history) == 1 or follows):
            self._handed_on = newest
            self._inspection.open_run(story.path, newest)

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
        path, epoch, probes = self._run.story.path, self._epoch_to_read(), self._wanted
        weights = self._weights_wanted
        if not self._stale or self._job is not None or not (probes or weights):
            return
        if path is None or epoch is None:
            return
        self._stale = False
        shelf = self._shelf

        def work() -> Iterator[object]:
            yield shelf.moment(path, epoch, probes, weights=weights)

        self._job = self._worker.submit("time machine", work, urgent=True)
        self._job.happened.connect(self._on_moment)
        self._job.failed.connect(self._on_failure)
        self._job.ended.connect(self._on_end)

    def _epoch_to_read(self) -> int | None:
        """The epoch whose weights are to be read; None where training itself shows the newest."""
        if self.epoch is not None:
            return self.epoch
        if self._run.own and self._training.busy and not self._training.watched.unseen:
            return None
        return self.newest if self.stops else None

    def _on_moment(self, moment: Moment) -> None:
        if moment.path == self._run.story.path and self._epoch_to_read() is not None:
            self.moment = moment
            self.arrived.emit()

    def _on_failure(self, failure: Failure) -> None:
        self.pause()
        self.failed.emit(failure.sentence)
        self._on_end()

    def _on_end(self) -> None:
        self._job = None
        self._read()


def _timer(owner: TimeMachine, milliseconds: int, slot: object) -> QTimer:
    made = QTimer(owner)
    made.setInterval(milliseconds)
    made.setSingleShot(milliseconds == SETTLE_MS)
    made.timeout.connect(slot)
    return made
