"""The gradients of the review in view, and of many reviews, while somebody looks at them."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.analysis.gradient import (
    FlowOverReviews,
    GradientFlow,
    flow_over_reviews,
    gradient_flow,
)
from explorer.reviews.corpus import Corpus
from explorer.session.data.data_desk import DataDesk
from explorer.session.inspect.inspection import Inspection, ModelInView, TracedReview
from explorer.session.worker import Failure, Job, Worker

REVIEWS = 192  # how many test reviews "many" are
BACK = 100  # words back to look


@dataclass(frozen=True, eq=False)
class GradientReading:
    """One review's gradients, all layers at once."""

    result: TracedReview
    flow: GradientFlow
    seconds: float


class GradientDesk(QObject):
    """changed: another reading. manyChanged: more of many reviews, or none any more. failed and
    manyFailed: a sentence.
    """

    changed = Signal()
    manyChanged = Signal()
    failed = Signal(str)
    manyFailed = Signal(str)

    def __init__(
        self, worker: Worker, inspection: Inspection, data: DataDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worker, self._inspection, self._data = worker, inspection, data
        self._wanted = False
        self._asked: tuple[object, ...] = ()
        self._job: Job | None = None
        self.of = "logit"
        self.reading: GradientReading | None = None
        self.many: FlowOverReviews | None = None
        inspection.traced.connect(self._follow)
        inspection.modelChanged.connect(self._forget_many)
        data.changed.connect(self._forget_many)

    @property
    def waiting(self) -> bool:
        """Whether the reading at hand is of another review."""
        return self.reading is None or self.reading.result is not self._inspection.result

    @property
    def running(self) -> bool:
        """Whether many reviews are being read."""
        return self._job is not None

    def can_measure(self) -> bool:
        """Whether there are test reviews to read."""
        corpus = self._data.corpus
        return corpus is not None and len(corpus.test) > 0

    # What the user does -----------------------------------------------------------------------

    def want(self, wanted: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._wanted = wanted
        self._follow()

    def set_of(self, of: str) -> None:
        """Send back the "logit", or the "loss" where the review has a label."""
        if of != self.of:
            self.of = of
            self._follow()

    def measure(self) -> None:
        """Read many test reviews, at random but always the same ones."""
        corpus, model = self._data.corpus, self._inspection.model
        if corpus is None or model is None or self.running:
            return

        def work() -> Iterator[object]:
            return _many(model, corpus)

        job = self._worker.submit("gradient of many", work, latest_wins=(FlowOverReviews,))
        job.happened.connect(self._on_many)
        job.failed.connect(self._on_many_failed)
        job.ended.connect(self._on_many_end)
        self._job = job
        self.many = None
        self.manyChanged.emit()

    def cancel(self) -> None:
        """Stop reading; what has been read stays."""
        if self._job is not None:
            self._worker.cancel(self._job)
            self._job = None
            self.manyChanged.emit()

    # Following --------------------------------------------------------------------------------

    def _follow(self) -> None:
        result = self._inspection.result
        if not self._wanted or result is None:
            return
        label = result.review.label if self.of == "loss" else None
        if self._asked and self._asked[0] is result and self._asked[1] == label:
            return
        self._asked = (result, label)

        def work() -> Iterator[object]:
            yield _read(result, label)

        job = self._worker.submit("gradient", work, urgent=True)
        job.happened.connect(self._on_read)
        job.failed.connect(self._on_failure)

    def _forget_many(self) -> None:
        self.cancel()
        self.many = None
        self.manyChanged.emit()

    def _on_read(self, reading: GradientReading) -> None:
        self.reading = reading
        self.changed.emit()

    def _on_failure(self, failure: Failure) -> None:
        self._asked = ()
        self.failed.emit(failure.sentence)

    def _on_many(self, found: FlowOverReviews) -> None:
        self.many = found
        self.manyChanged.emit()

    def _on_many_end(self) -> None:
        self._worker.drain()  # the last word may still lie in the mailbox
        self._job = None
        self.manyChanged.emit()

    def _on_many_failed(self, failure: Failure) -> None:
        self._job = None
        self.manyFailed.emit(failure.sentence)
        self.manyChanged.emit()


def _read(result: TracedReview, label: int | None) -> GradientReading:
    began = perf_counter()
    network, trace = result.model.network, result.trace
    ids = trace.ids[trace.pads :]
    flow = gradient_flow(network, ids, pads=trace.pads, label=label)
    return GradientReading(result, flow, perf_counter() - began)


def _many(model: ModelInView, corpus: Corpus) -> Iterator[FlowOverReviews]:
    split = corpus.under(model.run.vocabulary).test
    count = min(REVIEWS, len(split))
    chosen = np.sort(np.random.default_rng(0).choice(len(split), count, replace=False))
    yield from flow_over_reviews(model.network, split, chosen, model.run.encoding, back=BACK + 1)
