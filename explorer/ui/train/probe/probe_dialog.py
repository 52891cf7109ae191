"""Picking a review to watch: a sample, one of yours, one of the corpus by search, or new words."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from explorer.session.data.review_in_view import ReviewInView
from explorer.session.data.sample_reviews import SAMPLE_REVIEWS
from explorer.session.session import Session
from explorer.ui.corpus_search import CorpusSearch

LISTED = 200  # corpus reviews in the list; a search finds the others
PREVIEW = 200  # characters of a review, cut where the list ends
ROW = 24
LABELS = {1: "positive", 0: "negative"}


class ProbeDialog(QDialog):
    """`picked(review)` when one was chosen."""

    picked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Choose a review to watch")
        self.resize(560, 560)
        self._session = session
        corpus = session.data.corpus
        self._split = None if corpus is None else corpus.test
        self.query = QLineEdit()
        self.query.setPlaceholderText("Search the reviews")
        self.query.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found = QLabel()
        self.found.setProperty("role", "secondary")
        self.own = QPlainTextEdit()
        self.own.setPlaceholderText("Or write one: it is read as it stands here")
        self.own.setFixedHeight(72)
        self.own.setTabChangesFocus(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.addButton("Watch it", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("role", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self.query, self.list, self.found, self.own, self.buttons):
            column.addWidget(widget)
        self._search = CorpusSearch(self)
        self._search.changed.connect(self._fill)
        self.query.textChanged.connect(self._look)
        self.list.currentRowChanged.connect(self._follow)
        self.list.doubleClicked.connect(self._take_row)
        self.own.textChanged.connect(self._follow)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        self._look("")

    def rows(self) -> list[ReviewInView]:
        """The reviews in the list."""
        return [self._review(row) for row in range(self.list.count())]

    def _look(self, text: str) -> None:
        self._search.start(self._split, text.strip())
        self._fill()

    def _fill(self) -> None:
        wanted = self.query.text().strip().casefold()
        own = [
            ReviewInView(review.text, review.label, review.key, "yours")
            for review in self._session.own_reviews.reviews
        ]
        near = [r for r in (*own, *SAMPLE_REVIEWS) if wanted in f"{r.title} {r.text}".casefold()]
        hits = self._search.hits[:LISTED]
        at = self.list.currentRow()
        self.list.clear()
        for review in (*near, *(self._of_corpus(number) for number in hits)):
            self._add(review)
        if self.list.count():
            self.list.setCurrentRow(max(0, min(at, self.list.count() - 1)))
        count, more = len(near) + len(self._search.hits), self._search.searching
        shown = f", the first {LISTED} of the corpus are listed" if len(hits) == LISTED else ""
        unit = "so far" if more else "review" if count == 1 else "reviews"
        self.found.setText(f"{count:,} {unit}{shown}")
        self._follow()

    def _of_corpus(self, number: int) -> ReviewInView:
        assert self._split is not None
        label = int(self._split.labels[number])
        return ReviewInView(
            self._split.text(number), label, str(self._split.keys[number]), "corpus"
        )

    def _add(self, review: ReviewInView) -> None:
        text = " ".join(review.text.split())
        lead = f"{review.title}: " if review.title else ""
        label = LABELS.get(-1 if review.label is None else review.label, "no label")
        item = QListWidgetItem(f"{lead}{text[:PREVIEW]}")
        item.setSizeHint(QSize(1, ROW))  # as wide as the list, not as the text
        item.setToolTip(f"{label}\n{text[:600]}")
        item.setData(Qt.ItemDataRole.UserRole, review)
        self.list.addItem(item)

    def _review(self, row: int) -> ReviewInView:
        return self.list.item(row).data(Qt.ItemDataRole.UserRole)

    def _follow(self) -> None:
        written = bool(self.own.toPlainText().strip())
        self.take.setText("Watch what is written" if written else "Watch it")
        self.take.setEnabled(written or self.list.currentRow() >= 0)

    def _take_row(self, index: QModelIndex) -> None:
        self.picked.emit(self._review(index.row()))
        self.accept()

    def _take(self) -> None:
        written = self.own.toPlainText().strip()
        if written:
            self.picked.emit(ReviewInView(written, None, "", "yours"))
        elif self.list.currentRow() >= 0:
            self.picked.emit(self._review(self.list.currentRow()))
        self.accept()
