"""Which reviews are in use, how they are encoded, and the corpus once it is loaded."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from explorer.problem import UserProblem
from explorer.reviews.columns import ColumnChoice, choice_of
from explorer.reviews.corpus import Corpus, CorpusProgress, CorpusReady, load_corpus
from explorer.reviews.encoding import Encoding
from explorer.reviews.source import open_source
from explorer.session.history import History, change_name
from explorer.session.worker import Failure, Job, Worker

BUILTIN = "builtin"


class DataDesk(QObject):
    """The data source, from chosen to loaded.

    `state` is one of "empty", "loading", "ready", "failed". `changed` follows every state change,
    `progressed` carries CorpusProgress while loading, `encodingChanged` follows max_features and
    maxlen. A source that cannot be read leaves the corpus before it in place; of a table,
    `choice` then holds the columns.
    """

    changed = Signal()
    progressed = Signal(object)
    encodingChanged = Signal()

    def __init__(self, worker: Worker, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._history = history
        self._job: Job | None = None
        self.where = BUILTIN
        self.state = "empty"
        self.problem = ""
        self.progress: CorpusProgress | None = None
        self.choice: ColumnChoice | None = None
        self.corpus: Corpus | None = None
        self.corpus_where = ""
        self.encoding = Encoding()

    @property
    def asks(self) -> bool:
        """Whether nothing is wrong with a table but that its columns are not known."""
        return self.state == "failed" and self.choice is not None and not self.choice.complete

    def open(self, where: str) -> None:
        """Load a corpus: "builtin", or what `open_source` takes."""
        self.where = where
        self.problem = ""
        self.progress = None
        self.choice = None

        def work() -> Iterator[object]:
            return _load(where)

        self._job = self._worker.submit("corpus", work, latest_wins=(CorpusProgress,))
        self._job.happened.connect(self._on_event)
        self._job.failed.connect(self._on_failure)
        self._set_state("loading")

    def cancel(self) -> None:
        """Stop loading, or leave what failed; what was loaded before stays."""
        if self.state == "loading" and self._job is not None:
            self._worker.cancel(self._job)
        if self.state in ("loading", "failed"):
            self.where = self.corpus_where or BUILTIN
            self._set_state("ready" if self.corpus is not None else "empty")

    def set_encoding(self, **changes: object) -> None:
        """Change max_features, maxlen, padding, truncating or skip_top, in one undo step."""
        after = replace(self.encoding, **changes)  # pyright: ignore[reportArgumentType]
        changed = [name for name in changes if getattr(after, name) != getattr(self.encoding, name)]
        self._history.change(
            self.encoding,
            after,
            self._show_encoding,
            change_name(changed, "Change the encoding", keep=True),
            merge=self._history.without_pause(f"encoding {' '.join(changes)}"),
        )

    def start_over(self, encoding: Encoding) -> None:
        """Another project: this is its encoding. The history must be cleared with it."""
        if encoding != self.encoding:
            self._show_encoding(encoding)

    def _show_encoding(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self.encodingChanged.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, CorpusProgress):
            self.progress = event
            self.progressed.emit(event)
        elif isinstance(event, CorpusReady):
            self.corpus = event.corpus
            self.corpus_where = self.where
            self._set_state("ready")
        elif isinstance(event, ColumnChoice):
            self.choice = event

    def _on_failure(self, failure: Failure) -> None:
        self.problem = failure.sentence
        self._set_state("failed")

    def _set_state(self, state: str) -> None:
        self.state = state
        self.changed.emit()


def _load(where: str) -> Iterator[object]:
    """Load a corpus; a table that cannot be read tells its columns first."""
    try:
        source = open_source(where)
        yield from load_corpus(source, in_process=False)
    except UserProblem:
        choice = choice_of(open_source(where))
        if choice is not None and choice.example:
            yield choice
        raise
