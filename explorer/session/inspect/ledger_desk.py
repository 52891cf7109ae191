"""The ledger of the layer and review in view, worked out while somebody looks at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from explorer.analysis.decay import MeasuredDecay, measured_decay
from explorer.analysis.ledger import Balance, Grounds, open_ledger
from explorer.analysis.trace import LayerTrace
from explorer.session.inspect.inspection import Inspection, TracedReview
from explorer.session.selection import Selection
from explorer.session.worker import Failure, Job, Worker


@dataclass(frozen=True, eq=False)
class LedgerReading:
    """The books of one layer at the end of a review; no balance where there is no ledger."""

    result: TracedReview
    layer: LayerTrace
    grounds: Grounds
    balance: Balance | None
    seconds: float


class LedgerDesk(QObject):
    """Follows the trace and the layer in view.

    changed: another reading. measured: more of how long the layer remembers a word, tried out by
    exchanging words; `decay` is of the reading at hand. failed, cannotMeasure: a sentence.
    """

    changed = Signal()
    measured = Signal()
    failed = Signal(str)
    cannotMeasure = Signal(str)

    def __init__(
        self,
        worker: Worker,
        inspection: Inspection,
        selection: Selection,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker, self._inspection = worker, inspection
        self._wanted = False
        self._asked: tuple[object, ...] = ()
        self.reading: LedgerReading | None = None
        self.decay: MeasuredDecay | None = None
        self._measures = False
        self._measuring: Job | None = None
        inspection.traced.connect(self._follow)
        selection.changed.connect(self._follow)

    @property
    def wanted(self) -> bool:
        """Whether somebody looks."""
        return self._wanted

    @property
    def waiting(self) -> bool:
        """Whether the reading at hand is of something else than what is in view."""
        reading, layer = self.reading, self._inspection.layer()
        return (
            reading is None
            or reading.result is not self._inspection.result
            or (layer is None or reading.layer.name != layer.name)
        )

    def want(self, wanted: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._wanted = wanted
        self._follow()

    def measure(self, wanted: bool) -> None:
        """Exchange words of the review, a few at a time, and follow what it changes."""
        self._measures = wanted
        if not wanted and self._measuring is not None:
            self._worker.cancel(self._measuring)
            self._measuring = None
        elif wanted and self.decay is None:
            self._begin_measuring()

    def _begin_measuring(self) -> None:
        reading = self.reading
        if reading is None or self.waiting or not self._wanted:
            return
        network = reading.result.model.network

        def work() -> Iterator[object]:
            trace, name = reading.result.trace, reading.layer.name
            return measured_decay(network, trace.ids[trace.pads :], pads=trace.pads, layer=name)

        job = self._worker.submit("measured decay", work)
        job.happened.connect(self._on_measured)
        job.failed.connect(self._on_cannot_measure)
        self._measuring = job

    def _on_measured(self, decay: MeasuredDecay) -> None:
        self.decay = decay
        self.measured.emit()

    def _on_cannot_measure(self, failure: Failure) -> None:
        self.cannotMeasure.emit(failure.sentence)

    def _follow(self) -> None:
        result, layer = self._inspection.result, self._inspection.layer()
        if not self._wanted or result is None or layer is None:
            return
        asked = (result, layer.name)
        if self._asked and self._asked[0] is result and self._asked[1] == layer.name:
            return
        self._asked = asked

        def work() -> Iterator[object]:
            yield _read(result, layer)

        job = self._worker.submit("ledger", work, urgent=True)
        job.happened.connect(self._on_read)
        job.failed.connect(self._on_failure)

    def _on_read(self, reading: LedgerReading) -> None:
        self.reading, self.decay = reading, None
        if self._measuring is not None:
            self._worker.cancel(self._measuring)
            self._measuring = None
        self.changed.emit()
        if self._measures:
            self._begin_measuring()

    def _on_failure(self, failure: Failure) -> None:
        self._asked = ()
        self.failed.emit(failure.sentence)


def _read(result: TracedReview, layer: LayerTrace) -> LedgerReading:
    began = perf_counter()
    ids = result.trace.ids[result.trace.pads :]
    ledger = open_ledger(result.model.network, ids, pads=result.trace.pads, layer=layer.name)
    grounds = ledger.grounds
    has_ledger = grounds.carry is not None or grounds.splits_logit
    balance = ledger.at() if has_ledger else None
    return LedgerReading(result, layer, grounds, balance, perf_counter() - began)
