"""The Data page: sources and encoding at the left, facts and all reviews at the right."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.session.project.openable import kind_of
from explorer.session.session import Session
from explorer.ui.controls.divider import divider
from explorer.ui.data.encoding_form import EncodingForm
from explorer.ui.data.facts_panel import FactsPanel
from explorer.ui.data.own.view import OwnReviewsView
from explorer.ui.data.review_table import ReviewTable
from explorer.ui.data.sources_panel import SourcesPanel
from explorer.ui.data.words.table import WordTable

SIDE = 328
PAD = 16


class DataPage(QWidget):
    """Which reviews are in use; a dropped archive or folder is loaded."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAcceptDrops(True)
        self.sources = SourcesPanel(session)
        self.encoding = EncodingForm(session)
        self.facts = FactsPanel(session)
        self.table = ReviewTable(session)
        self.words = WordTable(session)
        self.own = OwnReviewsView(session)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side_panel())
        row.addLayout(self._body(), 1)
        self.sources.mine.write.clicked.connect(self.label_own)
        self.sources.columns.unlabelled.connect(self._label_file)
        self.sources.opened.connect(self._show_all)
        self.own.left.connect(self._on_labelled)
        self.facts.counted.connect(self._show_words)
        self.facts.wordsWanted.connect(self._open_words)
        self.words.searched.connect(self._find_word)
        self.words.left.connect(self._leave_words)
        session.data.changed.connect(self._show_corpus)
        self._show_corpus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file or folder of this computer."""
        if _dropped(event.mimeData()):
            event.acceptProposedAction()
            self.sources.local.set_raised(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self.sources.local.set_raised(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Load it."""
        self.sources.local.set_raised(False)
        where = _dropped(event.mimeData())
        if where:
            event.acceptProposedAction()
            self.sources.open(where)

    def label_own(self) -> None:
        """Show the user's own reviews in place of the table."""
        self._pages.setCurrentWidget(self.own)
        self.own.begin()

    def _label_file(self, where: str) -> None:
        """A table without labels: its texts become the user's own reviews."""
        self._session.data.cancel()
        self.label_own()
        self.own.open_file(where)

    def _on_labelled(self) -> None:
        self._show_all()
        self._session.own_reviews.refresh_use()

    def _show_all(self) -> None:
        self._pages.setCurrentIndex(0)

    def _show_words(self) -> None:
        self.words.show_facts(self.facts.facts)

    def _open_words(self, rank: int) -> None:
        self._tables.setCurrentWidget(self.words)
        self.words.go_to(rank)

    def _leave_words(self) -> None:
        self._tables.setCurrentWidget(self.table)
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find_word(self, word: str) -> None:
        self._tables.setCurrentWidget(self.table)
        self.table.search_for(word)

    def _side_panel(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("role", "panel-left")
        panel.setFixedWidth(SIDE)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(12)
        heading = QLabel("Sources")
        heading.setProperty("role", "section")
        column.addWidget(heading)
        column.addWidget(self.sources)
        column.addSpacing(4)
        column.addWidget(divider())
        column.addWidget(self.encoding)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        around = QVBoxLayout(panel)
        around.setContentsMargins(0, 0, 1, 0)
        around.addWidget(scroll)
        return panel

    def _body(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(PAD)
        column.addWidget(self.sources.notice)
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(PAD)
        inside.addWidget(self.facts)
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.words)
        inside.addWidget(self._tables, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(whole)
        self._pages.addWidget(self.own)
        column.addWidget(self._pages, 1)
        return column

    def _show_corpus(self) -> None:
        corpus = self._session.data.corpus
        self.facts.show_corpus(corpus)
        self.table.show_corpus(corpus)


def _dropped(data: QMimeData) -> str:
    """The one local file or folder that is dragged, or nothing."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return ""
    path = urls[0].toLocalFile()
    # Projects and models are the window's to open.
    mine = Path(path).exists() and kind_of(Path(path)) is None
    return path if mine else ""
