"""The table of all reviews: filters and search above it, Enter or a double click to inspect."""

import numpy as np
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.reviews.corpus import Corpus
from explorer.session.inspect.corpus_predictions import SPLITS
from explorer.session.session import Session
from explorer.ui.controls.numbers import count
from explorer.ui.data.filter_bar import FilterBar, LengthRange
from explorer.ui.data.reader.beside import TableAndReader
from explorer.ui.data.reader.panel import ReviewReader
from explorer.ui.data.review_filter import Places, ReviewFilter, chosen, in_order, search
from explorer.ui.data.review_model import COLUMNS, ReviewModel
from explorer.ui.data.review_view import ReviewView
from explorer.ui.shell.window_memory import WindowMemory
from explorer.ui.slices import Slices
from explorer.ui.theme.icons import icon

TYPING_MS = 150
ANSWERS_MS = 150  # between two looks at predictions that keep coming in


class ReviewTable(QFrame):
    """Shows the corpus in use."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._corpus: Corpus | None = None
        self._order = ("text", False)
        self._keeping = False  # the next rows are the same ones, and more
        self.setProperty("role", "card")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the reviews")
        self.search.setAccessibleName("Search the reviews")
        self.search.addAction(icon("search", "t3"), QLineEdit.ActionPosition.LeadingPosition)
        # Qt's own clear button is a black disc, in the dark theme too.
        self._clear = self.search.addAction(
            icon("close", "t3"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._clear.setVisible(False)
        self.length = LengthRange()
        self.filters = FilterBar(session)
        self.split, self.label = self.filters.split, self.filters.label
        self.verdict = self.filters.verdict
        self.count = QLabel()
        self.count.setProperty("role", "secondary")
        self.count.setMinimumWidth(96)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.inspect = QPushButton("Open in Inspect")
        self.inspect.setProperty("role", "small")
        self.inspect.setIcon(icon("inspect", size=14))
        self.read = QPushButton("Read")
        self.read.setProperty("role", "small")
        self.read.setIcon(icon("eye", size=14))
        self.read.setCheckable(True)
        self.read.setToolTip("Show the chosen review beside the table (Space)")
        self.model = ReviewModel(self)
        self.view = ReviewView(self.model)
        self.reader = ReviewReader(session)
        self._body = TableAndReader(self.view, self.reader)
        self._slices = Slices(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._answers = QTimer(self)
        self._answers.setSingleShot(True)
        self._answers.setInterval(ANSWERS_MS)
        self._lay_out()
        self._connect()

    def show_corpus(self, corpus: Corpus | None) -> None:
        """Take another corpus, with the filters as they are."""
        if corpus is not self._corpus:
            self._corpus = corpus
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: predictions are worth their time."""
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._ask()

    def refresh(self) -> None:
        """Filter anew; a search goes on in slices while the rows before it stay."""
        self._typing.stop()
        self._slices.stop()
        corpus, wanted = self._corpus, self._filter()
        if corpus is None:
            self._show(np.zeros(0, np.int64))
            return
        self._ask()
        self.model.show_validation(self.filters.validation())
        self.model.show_probabilities(self._session.predictions.probabilities)
        places = chosen(corpus, wanted, self._session.predictions.probabilities)
        if wanted.text:
            self.count.setText("Searching…")
            self._slices.run(search(corpus, places, wanted.text))
        else:
            self._show(places)

    # Building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 0)
        bar.setSpacing(12)
        self.search.setMaximumWidth(280)
        bar.addWidget(self.search, 100)
        bar.addWidget(self.length)
        bar.addStretch(1)
        bar.addWidget(self.count)
        bar.addWidget(self.read)
        bar.addWidget(self.inspect)
        column.addLayout(bar)
        self.filters.setContentsMargins(16, 8, 16, 8)
        column.addWidget(self.filters)
        body = QHBoxLayout()
        body.setContentsMargins(8, 0, 0, 0)
        body.addWidget(self._body)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._to_first_row)
        self._clear.triggered.connect(self.search.clear)
        self._typing.timeout.connect(self.refresh)
        self.length.changed.connect(self.refresh)
        self.filters.changed.connect(self.refresh)
        predictions = self._session.predictions
        predictions.begun.connect(self._take_answers)
        predictions.changed.connect(self._on_answers)
        predictions.failed.connect(self._session.failed)
        self._session.training.stateChanged.connect(self._ask)
        self._session.training.settingsChanged.connect(self._follow_recipe)
        self._answers.timeout.connect(self._take_answers)
        self._slices.told.connect(self._on_found)
        self.view.activated.connect(self.open_row)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.view.selectionModel().selectionChanged.connect(self._follow_selection)
        self.inspect.clicked.connect(self._open_selected)
        self.reader.closed.connect(self._close_reader)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self._to_search)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        clear = QShortcut(QKeySequence("Esc"), self.search, self.search.clear)
        clear.setContext(Qt.ShortcutContext.WidgetShortcut)
        close = QShortcut(QKeySequence("Esc"), self._body, self._close_reader)
        close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        space = QShortcut(QKeySequence("Space"), self.view, self._toggle_reader)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.read.toggled.connect(self._show_reader)
        self.read.setChecked(WindowMemory().reader)
        self._follow_selection()

    # What the user does -----------------------------------------------------------------------

    def open_row(self, index: QModelIndex) -> None:
        """Show this row's review in Inspect."""
        review = self.model.review(index.row())
        if review is not None:
            self._session.inspection.open_review(review)
            self._session.go("inspect")

    def search_for(self, text: str) -> None:
        """Search the reviews for a text, and let the keyboard go on there."""
        self.search.setText(text)
        self.refresh()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_selected(self) -> None:
        self.open_row(self.view.currentIndex())

    def _copy_text(self) -> None:
        review = self.model.review(self.view.currentIndex().row())
        if review is not None:
            QGuiApplication.clipboard().setText(review.text)

    def _show_menu(self, at: QPoint) -> None:
        if not self.view.indexAt(at).isValid():
            return
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open in Inspect").triggered.connect(self._open_selected)
        menu.addAction("Copy the text").triggered.connect(self._copy_text)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _sort_by(self, section: int) -> None:
        column = COLUMNS[section]
        again = column == self._order[0]
        self._order = (column, again and not self._order[1])
        self.model.show_order(column if column != "text" else "", self._order[1])
        self.refresh()

    def _on_typed(self) -> None:
        self._clear.setVisible(bool(self.search.text()))
        self._typing.start()

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _to_first_row(self) -> None:
        if self.model.rowCount():
            self.view.selectRow(0)
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow_selection(self) -> None:
        review = self.model.review(self.view.chosen_row())
        self.inspect.setEnabled(review is not None)
        if review is None or self._corpus is None:
            self.reader.show_nothing()
        else:
            self.reader.show_review(review, self._corpus.vocabulary, self.model.searched)

    def _toggle_reader(self) -> None:
        self.read.setChecked(not self.read.isChecked())

    def _close_reader(self) -> None:
        self.read.setChecked(False)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_reader(self, shown: bool) -> None:
        self._body.show_reader(shown)
        WindowMemory().reader = shown

    # Rows -------------------------------------------------------------------------------------

    def _filter(self) -> ReviewFilter:
        return self.filters.wanted(self.search.text().strip(), self.length.limits())

    def _ask(self) -> None:
        """Have those predicted that the table shows; a run under way is not slowed for a look."""
        split, verdict = self.split.current(), self.verdict.current()
        looks = self.isVisible() and (bool(verdict) or not self._session.training.busy)
        splits = ("train" if split == "validation" else split,) if split else SPLITS
        self._session.predictions.want("data", splits if looks else ())

    def _follow_recipe(self) -> None:
        """Another share of the reviews may be kept for validation."""
        if self.split.current() in ("train", "validation"):
            self._keeping = True
            self.refresh()
        else:
            self.model.show_validation(self.filters.validation())

    def _on_answers(self) -> None:
        if not self._answers.isActive():
            self._answers.start()

    def _take_answers(self) -> None:
        """Predictions have come in or are others: look again, where rows depend on them."""
        self.filters.tell()
        self.model.show_probabilities(self._session.predictions.probabilities)
        if self.isVisible() and (self.verdict.current() or self._order[0] == "p"):
            self._keeping = True
            self.refresh()

    def _on_found(self, places: Places) -> None:
        self._show(places, self.search.text().strip())

    def _show(self, places: Places, searched: str = "") -> None:
        probabilities = self._session.predictions.probabilities
        if self._corpus is not None:
            places = in_order(self._corpus, places, *self._order, probabilities)
        self.view.delegate.searched = searched
        keeping, self._keeping = self._keeping, False
        kept = self._place_in_view() if keeping else None
        self.model.show(self._corpus, places, searched)
        self._put_back(kept)
        if len(places) and self.view.chosen_row() < 0:
            self.view.selectRow(0)
        self._follow_selection()
        word = "review" if len(places) == 1 else "reviews"
        self.count.setText(f"{count(len(places))} {word}")

    def _place_in_view(self) -> tuple[int, int | None]:
        """How far the table is scrolled, and the selected review by its place in the corpus."""
        row = self.view.chosen_row()
        place = int(self.model.places[row]) if row >= 0 else None
        return self.view.verticalScrollBar().value(), place

    def _put_back(self, kept: tuple[int, int | None] | None) -> None:
        if kept is None:
            self.view.scrollToTop()
            return
        scrolled, place = kept
        if place is not None and place in self.model.places:
            self.view.selectRow(int(np.argmax(self.model.places == place)))
        self.view.verticalScrollBar().setValue(scrolled)
