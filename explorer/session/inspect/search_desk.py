"""Where one unit's signal is high or low: in the test reviews, as far as somebody has asked."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.analysis.search import UnitSearch, search_unit
from explorer.reviews.corpus import CorpusSplit
from explorer.session.data.data_desk import DataDesk
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.inspect.inspection import Inspection
from explorer.session.worker import Failure, Job, Worker

SHOWN = 100  # reviews listed at most


@dataclass(frozen=True)
class Condition:
    """The signal of a unit above `value`, or below it."""

    layer: str
    signal: str
    unit: int
    above: bool
    value: float

    def holds(self, values: np.ndarray) -> np.ndarray:
        """Where it holds, the same shape as `values`."""
        return values > self.value if self.above else values < self.value


@dataclass(frozen=True)
class FoundReview:
    """A test review in which the condition holds, and where its signal is at its extreme."""

    number: int
    title: str
    label: int
    word: str
    t: int
    value: float


class SearchDesk(QObject):
    """changed: more reviews have been read, or none are looked for any more. failed: a sentence."""

    changed = Signal()
    failed = Signal(str)

    def __init__(
        self, worker: Worker, inspection: Inspection, data: DataDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worker, self._inspection, self._data = worker, inspection, data
        self._job: Job | None = None
        self._split: CorpusSplit | None = None
        self.condition: Condition | None = None
        self.found: UnitSearch | None = None
        inspection.modelChanged.connect(self.forget)
        data.changed.connect(self.forget)

    @property
    def running(self) -> bool:
        """Whether reviews are being read."""
        return self._job is not None

    def can_search(self) -> bool:
        """Whether there are test reviews to read."""
        corpus = self._data.corpus
        return corpus is not None and len(corpus.test) > 0

    def search(self, condition: Condition) -> None:
        """Read all test reviews for this condition."""
        corpus, model = self._data.corpus, self._inspection.model
        if corpus is None or model is None:
            return
        split = corpus.under(model.run.vocabulary).test
        self._split, self.condition, self.found = split, condition, None

        def work() -> Iterator[object]:
            return search_unit(
                model.network,
                split,
                np.arange(len(split)),
                model.run.encoding,
                layer=condition.layer,
                signal=condition.signal,
                unit=condition.unit,
                above=condition.value if condition.above else None,
            )

        job = self._worker.submit("unit search", work, latest_wins=(UnitSearch,))
        job.happened.connect(self._on_found)
        job.failed.connect(self._on_failure)
        job.ended.connect(self._on_end)
        self._job = job
        self.changed.emit()

    def cancel(self) -> None:
        """Stop reading; what has been found stays."""
        if self._job is not None:
            self._worker.cancel(self._job)
            self._job = None
            self.changed.emit()

    def forget(self) -> None:
        """Another model or other reviews: nothing has been found in them."""
        self.cancel()
        self.found, self.condition = None, None
        self.changed.emit()

    def count(self) -> int:
        """In how many of the reviews read so far the condition holds."""
        return len(self._places())

    def reviews(self) -> tuple[FoundReview, ...]:
        """The reviews in which the condition holds, the most extreme first."""
        found, condition, split = self.found, self.condition, self._split
        model = self._inspection.model
        if found is None or condition is None or split is None or model is None:
            return ()
        values = found.peak if condition.above else found.low
        at = found.peak_at if condition.above else found.low_at
        places = self._places()
        ranked = places[np.argsort(-values[places] if condition.above else values[places])]
        rows: list[FoundReview] = []
        for place in ranked[:SHOWN].tolist():
            number, t = int(found.indices[place]), int(at[place])
            word = model.run.vocabulary.word_of(int(split.ids(number, model.run.encoding)[t]))
            rows.append(
                FoundReview(
                    number,
                    str(split.keys[number]),
                    int(split.labels[number]),
                    word,
                    t,
                    float(values[place]),
                )
            )
        return tuple(rows)

    def open(self, found: FoundReview) -> None:
        """Show a review, the cursor where its signal is at its extreme."""
        if self._split is not None:
            text = self._split.text(found.number)
            review = ReviewInView(text, found.label, found.title, "corpus")
            self._inspection.open_review(review, found.t)

    def _places(self) -> np.ndarray:
        found, condition = self.found, self.condition
        if found is None or condition is None:
            return np.arange(0)
        values = found.peak if condition.above else found.low
        known = np.isfinite(values)
        return np.flatnonzero(known & condition.holds(np.where(known, values, np.nan)))

    def _on_found(self, found: UnitSearch) -> None:
        self.found = found
        self.changed.emit()

    def _on_end(self) -> None:
        self._worker.drain()  # the last word may still lie in the mailbox
        self._job = None
        self.changed.emit()

    def _on_failure(self, failure: Failure) -> None:
        self._job = None
        self.failed.emit(failure.sentence)
        self.changed.emit()
