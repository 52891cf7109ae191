"""In which order the units stand: at once, or from the worker where that takes too long."""

from collections.abc import Callable, Iterator

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.analysis.unit_order import (
    by_correlation,
    by_index,
    by_mean,
    by_output_weight,
    by_similarity,
)
from explorer.session.worker import Failure, Worker
from explorer.ui.inspect.layer_in_view import LayerInView

LIKENESS = "likeness"
AT_ONCE = 48  # units that are clustered within a frame
JOB = "unit order"

ORDERS: dict[str, Callable[[LayerInView], np.ndarray]] = {
    "weight": lambda view: by_output_weight(view.layer),
    "index": lambda view: by_index(view.layer),
    "mean": lambda view: by_mean(view.layer),
    "correlation": lambda view: by_correlation(view.layer, view.logits),
    LIKENESS: lambda view: by_similarity(view.layer),
}


class UnitSorting(QObject):
    """`sorted_` carries an order that came later than it was asked for, and its view."""

    sorted_ = Signal(object, object)
    failed = Signal(str)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker

    def order(self, sort: str, view: LayerInView, before: np.ndarray) -> np.ndarray:
        """Units (H,) by `sort`; the order `before`, if it fits, while the worker is at it."""
        if sort != LIKENESS or view.units <= AT_ONCE:
            return ORDERS[sort](view)

        def work() -> Iterator[object]:
            yield view, ORDERS[sort](view)

        job = self._worker.submit(JOB, work, urgent=True)
        job.happened.connect(self._on_sorted)
        job.failed.connect(self._on_failure)
        return before if len(before) == view.units else by_index(view.layer)

    def _on_sorted(self, found: tuple[LayerInView, np.ndarray]) -> None:
        self.sorted_.emit(*found)

    def _on_failure(self, failure: Failure) -> None:
        self.failed.emit(failure.sentence)
