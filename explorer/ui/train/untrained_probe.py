"""The probe read by the network as Start would begin with it: random weights, no pattern yet."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.analysis.trace import trace
from explorer.network.build import build_network
from explorer.reviews.encoding import encode_text
from explorer.session.session import Session
from explorer.session.worker import Job
from explorer.ui.train.probe_reading import ProbeReading

QUIET_MS = 250  # edits come in bursts


class UntrainedProbe(QObject):
    """Keeps `reading` in step with stack, seed, encoding and probe; `changed` follows it.

    None while the stack has a problem, or there are no reviews to take a vocabulary from.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._stale = True
        self._wanted = False
        self.reading: ProbeReading | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._read)
        session.edits.reportChanged.connect(self._expire)
        session.data.changed.connect(self._expire)
        session.training.settingsChanged.connect(self._expire)
        session.training.probeChanged.connect(self._expire)

    def want(self, wanted: bool) -> None:
        """Nobody reads for a page that nobody sees."""
        self._wanted = wanted
        if wanted and self._stale:
            self._quiet.start()

    def _expire(self) -> None:
        self._stale = True
        self.want(self._wanted)

    def _read(self) -> None:
        session = self._session
        corpus, probe, training = session.data.corpus, session.training.probe, session.training
        if not self._wanted or training.busy:
            return
        self._stale = False
        if corpus is None or probe is None or not session.edits.report.trainable:
            self._take(None)
            return
        stack, seed = session.edits.stack, training.settings.seed
        text = encode_text(probe.text, corpus.vocabulary, session.data.encoding)
        maxlen, max_features = session.data.encoding.maxlen, session.data.encoding.max_features

        def work() -> Iterator[object]:
            network = build_network(stack, maxlen=maxlen, max_features=max_features, seed=seed)
            yield ProbeReading(text, trace(network, text.ids))

        self._job = session.worker.submit("untrained probe", work)
        self._job.happened.connect(self._take)
        self._job.failed.connect(self._fail)

    def _take(self, reading: ProbeReading | None) -> None:
        self.reading = reading
        self.changed.emit()

    def _fail(self) -> None:
        self._take(None)  # Start says what is wrong, with the same words
