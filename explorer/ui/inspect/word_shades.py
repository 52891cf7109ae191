"""Colours of the words that have to be worked out: shares, gradients, the review without each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject

from explorer.analysis.gradient import gradient_flow
from explorer.analysis.ledger import logit_shares
from explorer.analysis.whatif import leave_out
from explorer.analysis.word_values import WordValues, by_effect, by_gradient, by_share
from explorer.network.build import Network
from explorer.session.inspect.inspection import TracedReview
from explorer.session.session import Session
from explorer.session.worker import Failure, Job
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.layer_in_view import LayerInView
from explorer.ui.signals.rows.shades import PUSH, Shade

SHARE, GRADIENT, LEFT_OUT = "share", "gradient", "left out"
JOB = "word colours"


@dataclass(frozen=True)
class Source:
    """What the strip is called, and how its values (one a token, pads counted) are worked out.

    Each value that is yielded knows more than the one before. urgent: it is done in a moment.
    """

    name: str
    work: Callable[[Network, np.ndarray, int], Iterator[WordValues]]
    unsigned: bool = False
    urgent: bool = True


@dataclass(frozen=True, eq=False)
class Shaded:
    """What is known so far of the words of `view`, and for which share of them, 0…1."""

    view: LayerInView
    shade: Shade
    known: float


def _shares(network: Network, ids: np.ndarray, pads: int) -> Iterator[WordValues]:
    yield by_share(logit_shares(network, ids, pads=pads))


def _gradients(network: Network, ids: np.ndarray, pads: int) -> Iterator[WordValues]:
    yield by_gradient(gradient_flow(network, ids, pads=pads))


def _effects(network: Network, ids: np.ndarray, pads: int) -> Iterator[WordValues]:
    for influence in leave_out(network, ids, pads=pads):
        yield by_effect(influence, pads)


SOURCES = {
    SHARE: Source("Share", _shares),
    GRADIENT: Source("Gradient", _gradients, unsigned=True),
    LEFT_OUT: Source("Left out", _effects, urgent=False),
}


class WordShades(QObject):
    """Works out what the display wants the words coloured by, on the worker."""

    def __init__(self, session: Session, display: Display, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._asked: tuple[object, ...] = ()
        self._job: Job | None = None
        self._told = False
        display.viewChanged.connect(self._follow)
        display.lookChanged.connect(self._follow)

    def _follow(self) -> None:
        """Ask once for each review, network and key; nothing while another key colours."""
        display, inspection = self._display, self._session.inspection
        key, view, result = display.words_by, display.view, inspection.result
        if key not in SOURCES or view is None or result is None:
            self._asked = ()
            self._stop()
            return
        if self._asked == (key, view):
            return
        self._stop()
        self._asked, self._told = (key, view), False
        source = SOURCES[key]
        display.set_words_by(key, _nothing_yet(source, view))

        def work() -> Iterator[object]:
            return _shaded(source, result, view)

        job = self._session.worker.submit(JOB, work, urgent=source.urgent)
        job.happened.connect(self._on_shaded)
        job.failed.connect(self._on_failure)
        job.ended.connect(self._on_end)
        self._job = job

    def _stop(self) -> None:
        """Nobody wants the rest."""
        if self._job is not None:
            self._session.worker.cancel(self._job)
            self._job = None

    def _on_shaded(self, found: Shaded) -> None:
        if found.view is not self._display.view or self._display.words_by not in SOURCES:
            return
        self._display.set_words_by(self._display.words_by, found.shade)
        if found.known < 1:
            self._tell(f"Reading again without each word: {found.known:.0%}")
        elif self._told:
            self._tell("Read again without each word, one at a time")

    def _tell(self, sentence: str) -> None:
        """How far it is, where it takes more than one step."""
        self._told = True
        self._session.notice.emit(sentence)

    def _on_end(self) -> None:
        self._job = None

    def _on_failure(self, failure: Failure) -> None:
        """Say why, and colour by what every review has."""
        self._asked, self._job = (), None
        self._display.set_words_by(PUSH)
        self._session.failed.emit(failure.sentence)


def _nothing_yet(source: Source, view: LayerInView) -> Shade:
    return Shade(source.name, np.zeros(view.timesteps, np.float32), 1.0, unsigned=source.unsigned)


def _shaded(source: Source, result: TracedReview, view: LayerInView) -> Iterator[Shaded]:
    """One value a timestep: over windows of words, the last word's. What is not known yet is 0."""
    network, trace = result.model.network, result.trace
    last = view.layer.reads[:, 1]
    for found in source.work(network, trace.ids[trace.pads :], trace.pads):
        by_token = found.values.astype(np.float32)[last]
        values = np.nan_to_num(by_token)
        largest = float(np.abs(values).max(initial=0.0))
        shade = Shade(source.name, values, largest or 1.0, unsigned=source.unsigned)
        yield Shaded(view, shade, float(np.isfinite(by_token).mean()))
