"""What the model in view says of the reviews in use, as far as somebody wants to know."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from explorer.analysis.predictions import PredictedBatch, predict_split
from explorer.reviews.corpus import Corpus
from explorer.session.data.data_desk import DataDesk
from explorer.session.inspect.inspection import Inspection, ModelInView
from explorer.session.worker import Failure, Job, Worker

KEPT = 8  # models whose answers are kept; 50,000 reviews take 200 kB
SPLITS = ("test", "train")  # in the order in which they are predicted

Key = tuple[Path, int, str]


@dataclass(frozen=True, eq=False)
class PredictedPlaces:
    """P(positive) of the reviews at these places of the corpus."""

    places: NDArray[np.int64]
    probabilities: NDArray[np.float32]


class CorpusPredictions(QObject):
    """P(positive) of every review, by its place in the corpus; NaN while it is not known.

    Views say which splits they `want`, and nothing once they are hidden. `begun` follows another
    model, corpus or wish, `changed` every batch of answers, `failed` carries a sentence.
    """

    begun = Signal()
    changed = Signal()
    failed = Signal(str)

    def __init__(
        self, worker: Worker, data: DataDesk, inspection: Inspection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._data = data
        self._inspection = inspection
        self._wishes: dict[str, tuple[str, ...]] = {}
        self._kept: OrderedDict[Key, NDArray[np.float32]] = OrderedDict()
        self._job: Job | None = None
        self._under_way: tuple[Key, tuple[str, ...]] | None = None
        self.probabilities: NDArray[np.float32] = np.zeros(0, np.float32)
        inspection.modelChanged.connect(self._follow)
        data.changed.connect(self._follow)

    @property
    def running(self) -> bool:
        """Whether more answers are on their way."""
        return self._under_way is not None

    @property
    def wanted(self) -> tuple[str, ...]:
        """The splits that somebody wants to know of."""
        wishes = {split for wish in self._wishes.values() for split in wish}
        return tuple(split for split in SPLITS if split in wishes)

    def progress(self) -> tuple[int, int]:
        """How many reviews of the wanted splits are predicted, of how many."""
        corpus = self._data.corpus
        if corpus is None or len(self.probabilities) != len(corpus):
            return 0, 0
        parts = [self.probabilities[_places(corpus, split)] for split in self.wanted]
        return sum(int((~np.isnan(part)).sum()) for part in parts), sum(map(len, parts))

    def want(self, who: str, splits: tuple[str, ...]) -> None:
        """Set what one view wants, by its name; the answers of earlier wishes are kept."""
        if self._wishes.get(who, ()) != splits:
            self._wishes[who] = splits
            self._follow()

    def _follow(self) -> None:
        corpus, model = self._data.corpus, self._inspection.model
        key = None if corpus is None or model is None else _key(model, corpus)
        if corpus is None or model is None or key is None:
            self.probabilities = np.zeros(0, np.float32)
            return
        self.probabilities = self._recall(key, len(corpus))
        missing = tuple(split for split in self.wanted if self._lacks(corpus, split))
        if self._under_way == (key, missing):
            return
        if self._job is not None:
            self._worker.cancel(self._job)
        self._job, self._under_way = None, None
        if missing:
            self._begin(model, corpus, key, missing)
        self.begun.emit()

    def _begin(
        self, model: ModelInView, corpus: Corpus, key: Key, missing: tuple[str, ...]
    ) -> None:
        known = self.probabilities.copy()  # the window goes on writing into its own

        def work() -> Iterator[object]:
            return _predict(model, corpus, known, missing)

        job = self._worker.submit("corpus predictions", work)
        job.happened.connect(self._on_predicted)
        job.failed.connect(self._on_failure)
        job.ended.connect(self._on_end)
        self._job, self._under_way = job, (key, missing)

    def _recall(self, key: Key, size: int) -> NDArray[np.float32]:
        if key not in self._kept:
            self._kept[key] = np.full(size, np.nan, np.float32)
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]

    def _lacks(self, corpus: Corpus, split: str) -> bool:
        return bool(np.isnan(self.probabilities[_places(corpus, split)]).any())

    def _on_predicted(self, event: PredictedPlaces) -> None:
        self.probabilities[event.places] = event.probabilities
        self.changed.emit()

    def _on_end(self) -> None:
        self._job, self._under_way = None, None
        self.changed.emit()

    def _on_failure(self, failure: Failure) -> None:
        self._job, self._under_way = None, None
        self.failed.emit(failure.sentence)
        self.changed.emit()


def _key(model: ModelInView, corpus: Corpus) -> Key:
    return (model.run.path, model.epoch, corpus.identity)


def _places(corpus: Corpus, split: str) -> slice:
    training = len(corpus.train)
    return slice(0, training) if split == "train" else slice(training, len(corpus))


def _predict(
    model: ModelInView, corpus: Corpus, known: NDArray[np.float32], splits: tuple[str, ...]
) -> Iterator[PredictedPlaces]:
    read = corpus.under(model.run.vocabulary)
    for name in splits:
        place = _places(corpus, name)
        missing = np.flatnonzero(np.isnan(known[place]))
        split = read.train if name == "train" else read.test
        for batch in predict_split(model.network, split, missing, model.run.encoding):
            yield PredictedPlaces(batch.indices + place.start, _sigmoid(batch))


def _sigmoid(batch: PredictedBatch) -> NDArray[np.float32]:
    return (1.0 / (1.0 + np.exp(-batch.logits.astype(np.float64)))).astype(np.float32)
