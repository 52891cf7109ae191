"""How long an epoch will take, known before Start: a few batches are timed while nothing runs."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.session.data.data_desk import DataDesk
from explorer.session.stack_edits import StackEdits
from explorer.session.train.training_desk import TrainingDesk
from explorer.session.worker import Failure, Job, Worker
from explorer.training.events import Calibrated, Calibrating
from explorer.training.machine.calibration import calibrate
from explorer.training.runs.run_folder import RunPlan

QUIET_MS = 700  # edits come in bursts
KEPT = 16

Key = tuple[RunPlan, str]


class CalibrationDesk(QObject):
    """`result` belongs to the plan as it stands; None until it has been timed.

    `changed` follows it. A measurement is dropped when anything changes, when a run starts, and
    when nobody wants to know. What was measured once is remembered.
    """

    changed = Signal()

    def __init__(
        self,
        worker: Worker,
        edits: StackEdits,
        data: DataDesk,
        training: TrainingDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker, self._edits, self._data, self._training = worker, edits, data, training
        self._wanted: set[str] = set()
        self._job: Job | None = None
        self._known: OrderedDict[Key, Calibrated] = OrderedDict()
        self._measured: Key | None = None
        self._hopeless: Key | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._measure)
        for signal in (
            edits.reportChanged,
            data.changed,
            data.encodingChanged,
            training.settingsChanged,
            training.stateChanged,
        ):
            signal.connect(self._follow)

    @property
    def result(self) -> Calibrated | None:
        """What an epoch of the plan as it stands takes."""
        key = self._key()
        return None if key is None else self._known.get(key)

    @property
    def measuring(self) -> bool:
        """Whether batches are being timed."""
        return self._job is not None

    def want(self, by: str, wanted: bool) -> None:
        """A page looks, or does not any more."""
        (self._wanted.add if wanted else self._wanted.discard)(by)
        self._follow()

    def _key(self) -> Key | None:
        """All that the time of an epoch depends on."""
        corpus = self._data.corpus
        if corpus is None or self._training.obstacle:
            return None
        plan = self._training.plan()
        settings = replace(plan.settings, epochs=1, seed=0, patience=0, probe_every=0)
        return replace(plan, settings=settings), corpus.identity

    def _follow(self) -> None:
        if self._job is not None:
            self._worker.cancel(self._job)
            self._job = None
        key = self._key()
        if self._wanted and key is not None and key not in self._known and key != self._hopeless:
            self._quiet.start()
        else:
            self._quiet.stop()
        self.changed.emit()

    def _measure(self) -> None:
        key, corpus = self._key(), self._data.corpus
        if key is None or corpus is None:
            return
        plan = key[0]

        def work() -> Iterator[object]:
            return calibrate(plan, corpus)

        self._job = self._worker.submit("calibration", work, latest_wins=(Calibrating,))
        self._job.happened.connect(self._on_event)
        self._job.failed.connect(self._on_failure)
        self._measured = key
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if not isinstance(event, Calibrated) or self._measured is None:
            return
        self._job = None
        self._known[self._measured] = event
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        self.changed.emit()

    def _on_failure(self, _failure: Failure) -> None:
        """Start will fail as well, and say why."""
        self._job, self._hopeless = None, self._measured
        self.changed.emit()
