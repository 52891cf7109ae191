"""The probes read by the network as Start would begin with it: random weights, no pattern yet."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.analysis.predictions import trace_as_trained
from explorer.network.build import build_network
from explorer.reviews.encoding import encode_text
from explorer.reviews.vocabulary import Vocabulary
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.runs.shelf import Moment
from explorer.session.session import Session
from explorer.session.worker import Job
from explorer.training.histograms import Histograms
from explorer.training.runs.run_folder import RunPlan

QUIET_MS = 250  # edits come in bursts


class UntrainedProbe(QObject):
    """Keeps `moment` in step with stack, seed, encoding and probes; `changed` follows it.

    None while the stack has a problem, or there are no reviews to take a vocabulary from.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._stale = True
        self._wanted: tuple[ReviewInView, ...] = ()
        self._weights = False
        self.moment: Moment | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._read)
        session.edits.reportChanged.connect(self._expire)
        session.data.changed.connect(self._expire)
        session.training.settingsChanged.connect(self._expire)
        session.run_in_view.changed.connect(self._expire)

    def want(self, reviews: tuple[ReviewInView, ...], *, weights: bool) -> None:
        """What somebody wants to see; nobody reads for a page that nobody sees."""
        if (reviews, weights) != (self._wanted, self._weights):
            self._wanted, self._weights = reviews, weights
            self._stale = True
        if self._stale:
            self._quiet.start()

    def _expire(self) -> None:
        self._stale = True
        self._quiet.start()

    def _read(self) -> None:
        session, wanted, weights = self._session, self._wanted, self._weights
        corpus, training = session.data.corpus, session.training
        if not (wanted or weights) or training.busy or session.run_in_view.story.epochs:
            return
        self._stale = False
        if corpus is None or not session.edits.report.trainable:
            self._take(None)
            return
        plan, vocabulary = training.plan(), corpus.vocabulary

        def work() -> Iterator[object]:
            yield _moment(plan, vocabulary, wanted, weights)

        self._job = session.worker.submit("untrained probe", work)
        self._job.happened.connect(self._take)
        self._job.failed.connect(self._fail)

    def _take(self, moment: Moment | None) -> None:
        self.moment = moment
        self.changed.emit()

    def _fail(self) -> None:
        self._take(None)  # Start says what is wrong, with the same words


def _moment(
    plan: RunPlan, vocabulary: Vocabulary, probes: tuple[ReviewInView, ...], weights: bool
) -> Moment:
    encoding = plan.encoding
    network = build_network(
        plan.stack,
        maxlen=encoding.maxlen,
        max_features=encoding.max_features,
        seed=plan.settings.seed,
    )
    readings = {}
    for review in probes:
        text = encode_text(review.text, vocabulary, encoding)
        readings[review.key] = (text, trace_as_trained(network, text.ids, encoding))
    return Moment(Path(), 0, readings, Histograms(network).count() if weights else ())
