"""The network and the review on the Inspect page, and the trace of one through the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.analysis.predictions import Predicted, predict_texts, trace_as_trained
from explorer.analysis.trace import LayerTrace, Trace
from explorer.analysis.unit_order import by_output_weight
from explorer.reviews.encoding import EncodedText, encode_text
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.inspect.model_in_view import ModelInView, model_at
from explorer.session.selection import Selection
from explorer.session.worker import Failure, Worker

__all__ = ["Inspection", "ModelInView", "TracedReview"]


@dataclass(frozen=True)
class TracedReview:
    """The answer to one trace request: the review, as the model reads it, and its trace.

    The trace includes the pads that the model reads first in training; `words` start at pad
    `trace.pads`, so row `trace.pads + t` belongs to `encoded.tokens[t]`. model: who read it; the
    session's may already be another one, whose trace is on its way.
    """

    model: ModelInView
    review: ReviewInView
    encoded: EncodedText
    trace: Trace
    seconds: float


class Inspection(QObject):
    """What Inspect shows; signals follow each part of it. `own` is the review the user wrote."""

    modelChanged = Signal()
    reviewChanged = Signal()
    ownChanged = Signal()
    traced = Signal()
    predictionsChanged = Signal()
    failed = Signal(str)

    def __init__(self, worker: Worker, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._selection = selection
        self.model: ModelInView | None = None
        self.review: ReviewInView | None = None
        self.own: ReviewInView | None = None
        self.result: TracedReview | None = None
        self.predictions: dict[str, float] = {}
        self._listed: tuple[ReviewInView, ...] = ()
        self._wanted_t: int | None = None

    # What the user does -----------------------------------------------------------------------

    def open_run(self, path: Path, epoch: int | None = None, title: str = "") -> None:
        """Load one epoch of a run (the best one by default), or a .keras file, and retrace."""

        def work() -> Iterator[object]:
            yield model_at(path, epoch, title)

        job = self._worker.submit("model", work, urgent=True)
        job.happened.connect(self._on_model)
        job.failed.connect(self._on_failure)

    def open_review(self, review: ReviewInView, t: int | None = None) -> None:
        """Show this review and trace it; `t` is where the cursor shall stand in its words."""
        self._wanted_t = t
        if review != self.review:
            self.review = review
            self.reviewChanged.emit()
            self._retrace()
        elif t is not None:
            self._selection.select(t=t)

    def set_own(self, review: ReviewInView | None) -> None:
        """Keep what the user has written, in view or not; None once it is gone."""
        if review != self.own:
            self.own = review
            self.ownChanged.emit()

    def list_reviews(self, reviews: tuple[ReviewInView, ...]) -> None:
        """Predict these reviews whenever the model changes; see `predictions` (by review key)."""
        self._listed = reviews
        self._predict()

    def layer(self) -> LayerTrace | None:
        """The recurrent layer in view: the selected one, else the last."""
        if self.result is None or not self.result.trace.layers:
            return None
        layers = self.result.trace.layers
        named = [layer for layer in layers if layer.name == self._selection.layer]
        return named[0] if named else layers[-1]

    def unit_order(self) -> np.ndarray:
        """Units of the layer in view, most positive output weight first: (H,) indices."""
        layer = self.layer()
        return np.arange(0) if layer is None else by_output_weight(layer)

    # What the engine says ---------------------------------------------------------------------

    def _on_model(self, model: ModelInView) -> None:
        self.model = model
        self.predictions = {}
        self.modelChanged.emit()
        self._retrace()
        self._predict()

    def _retrace(self) -> None:
        model, review = self.model, self.review
        if model is None or review is None:
            return

        def work() -> Iterator[object]:
            yield _trace_review(model, review)

        job = self._worker.submit("trace", work, urgent=True)
        job.happened.connect(self._on_traced)
        job.failed.connect(self._on_failure)

    def _on_traced(self, result: TracedReview) -> None:
        self.result = result
        layer = self.layer()
        units = 0 if layer is None else next(iter(layer.signals.values())).shape[1]
        self._selection.bound(len(result.encoded.tokens), units)
        if self._wanted_t is not None:  # it may lie past the end of the review before
            self._selection.select(t=self._wanted_t)
            self._wanted_t = None
        self.traced.emit()

    def _predict(self) -> None:
        model, listed = self.model, self._listed
        if model is None or not listed:
            return

        def work() -> Iterator[object]:
            texts = [(review.key, review.text) for review in listed]
            return predict_texts(model.network, texts, model.run.vocabulary, model.run.encoding)

        job = self._worker.submit("predictions", work)
        job.happened.connect(self._on_predicted)
        job.failed.connect(self._on_failure)

    def _on_predicted(self, event: Predicted) -> None:
        self.predictions.update(event.probabilities)
        self.predictionsChanged.emit()

    def _on_failure(self, failure: Failure) -> None:
        self.failed.emit(failure.sentence)


def _trace_review(model: ModelInView, review: ReviewInView) -> TracedReview:
    """Read the review as the network did in training: pads first, where it pads before."""
    began = perf_counter()
    encoding = model.run.encoding
    encoded = encode_text(review.text, model.run.vocabulary, encoding)
    traced = trace_as_trained(model.network, encoded.ids, encoding)
    return TracedReview(model, review, encoded, traced, perf_counter() - began)
