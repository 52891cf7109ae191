"""Colours of the words that have to be worked out: shares of the logit, gradients."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject

from explorer.analysis.gradient import gradient_flow
from explorer.analysis.ledger import logit_shares
from explorer.analysis.word_values import WordValues, by_gradient, by_share
from explorer.network.build import Network
from explorer.session.inspection import TracedReview
from explorer.session.session import Session
from explorer.session.worker import Failure
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.layer_in_view import LayerInView
from explorer.ui.signals.shades import PUSH, Shade

SHARE, GRADIENT = "share", "gradient"
JOB = "word colours"


@dataclass(frozen=True)
class Source:
    """What the strip is called, and how its values (one a token, pads counted) are worked out."""

    name: str
    work: Callable[[Network, np.ndarray, int], WordValues]
    unsigned: bool


def _shares(network: Network, ids: np.ndarray, pads: int) -> WordValues:
    return by_share(logit_shares(network, ids, pads=pads))


def _gradients(network: Network, ids: np.ndarray, pads: int) -> WordValues:
    return by_gradient(gradient_flow(network, ids, pads=pads))


SOURCES = {
    SHARE: Source("Share", _shares, unsigned=False),
    GRADIENT: Source("Gradient", _gradients, unsigned=True),
}


class WordShades(QObject):
    """Works out what the display wants the words coloured by, on the worker."""

    def __init__(self, session: Session, display: Display, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._asked: tuple[object, ...] = ()
        display.viewChanged.connect(self._follow)
        display.lookChanged.connect(self._follow)

    def _follow(self) -> None:
        """Ask once for each review, network and key; nothing while another key colours."""
        display, inspection = self._display, self._session.inspection
        key, view, result = display.words_by, display.view, inspection.result
        model = inspection.model
        if key not in SOURCES or view is None or result is None or model is None:
            self._asked = ()
            return
        if self._asked == (key, view):
            return
        self._asked = (key, view)
        source = SOURCES[key]
        display.set_words_by(key, _nothing_yet(source, view))
        network = model.network

        def work() -> Iterator[object]:
            yield _shaded(source, network, result, view)

        job = self._session.worker.submit(JOB, work, urgent=True)
        job.happened.connect(self._on_shaded)
        job.failed.connect(self._on_failure)

    def _on_shaded(self, found: tuple[LayerInView, Shade]) -> None:
        view, shade = found
        if view is self._display.view and self._display.words_by in SOURCES:
            self._display.set_words_by(self._display.words_by, shade)

    def _on_failure(self, failure: Failure) -> None:
        """Say why, and colour by what every review has."""
        self._asked = ()
        self._display.set_words_by(PUSH)
        self._session.notice.emit(failure.sentence)


def _nothing_yet(source: Source, view: LayerInView) -> Shade:
    return Shade(source.name, np.zeros(view.timesteps, np.float32), 1.0, unsigned=source.unsigned)


def _shaded(
    source: Source, network: Network, result: TracedReview, view: LayerInView
) -> tuple[LayerInView, Shade]:
    """One value a timestep: over windows of words, the last word's."""
    trace = result.trace
    found = source.work(network, trace.ids[trace.pads :], trace.pads)
    by_token = np.nan_to_num(found.values.astype(np.float32))
    values = by_token[view.layer.reads[:, 1]]
    largest = float(np.abs(values).max(initial=0.0))
    return view, Shade(source.name, values, largest or 1.0, unsigned=source.unsigned)
