"""The table of all reviews: filters and search above it, Enter or a double click to inspect."""

import numpy as np
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.reviews.corpus import Corpus
from explorer.session.session import Session
from explorer.ui.controls.numbers import count
from explorer.ui.controls.segmented import Segmented
from explorer.ui.data.review_delegate import ROW, ReviewDelegate
from explorer.ui.data.review_filter import Places, ReviewFilter, chosen, in_order, search
from explorer.ui.data.review_model import COLUMNS, ReviewModel
from explorer.ui.slices import Slices
from explorer.ui.theme.icons import icon

TYPING_MS = 150
WIDTHS = {"split": 72, "label": 88, "words": 80}
LABELS = {"positive": 1, "negative": 0}


class ReviewTable(QFrame):
    """Shows the corpus in use."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._corpus: Corpus | None = None
        self._order = ("text", False)
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
        self.split = Segmented([("", "All"), ("train", "Training"), ("test", "Test")], name="Split")
        self.label = Segmented(
            [("", "All"), ("positive", "Positive"), ("negative", "Negative")], name="Label"
        )
        self.count = QLabel()
        self.count.setProperty("role", "secondary")
        self.count.setMinimumWidth(96)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.inspect = QPushButton("Open in Inspect")
        self.inspect.setProperty("role", "small")
        self.inspect.setIcon(icon("inspect", size=14))
        self.model = ReviewModel(self)
        self.view = QTableView()
        self._delegate = ReviewDelegate(self)
        self._slices = Slices(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._prepare_view()
        self._lay_out()
        self._connect()

    def show_corpus(self, corpus: Corpus | None) -> None:
        """Take another corpus, with the filters as they are."""
        if corpus is not self._corpus:
            self._corpus = corpus
            self.refresh()

    def refresh(self) -> None:
        """Filter anew; a search goes on in slices while the rows before it stay."""
        self._typing.stop()
        self._slices.stop()
        corpus, wanted = self._corpus, self._filter()
        if corpus is None:
            self._show(np.zeros(0, np.int64))
            return
        places = chosen(corpus, wanted)
        if wanted.text:
            self.count.setText("Searching…")
            self._slices.run(search(corpus, places, wanted.text))
        else:
            self._show(places)

    # Building ---------------------------------------------------------------------------------

    def _prepare_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setSortingEnabled(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setAccessibleName("Reviews")
        rows = view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        rows.hide()
        columns = view.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionsClickable(True)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for place, column in enumerate(COLUMNS):
            if column in WIDTHS:
                view.setColumnWidth(place, WIDTHS[column])
        columns.setSectionResizeMode(COLUMNS.index("text"), QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 8)
        bar.setSpacing(12)
        self.search.setMaximumWidth(280)
        bar.addWidget(self.search, 100)
        bar.addWidget(self.split)
        bar.addWidget(self.label)
        bar.addStretch(1)
        bar.addWidget(self.count)
        bar.addWidget(self.inspect)
        column.addLayout(bar)
        body = QHBoxLayout()
        body.setContentsMargins(8, 0, 0, 0)
        body.addWidget(self.view)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._to_first_row)
        self._clear.triggered.connect(self.search.clear)
        self._typing.timeout.connect(self.refresh)
        self.split.changed.connect(self.refresh)
        self.label.changed.connect(self.refresh)
        self._slices.told.connect(self._on_found)
        self.view.activated.connect(self.open_row)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.view.selectionModel().selectionChanged.connect(self._follow_selection)
        self.inspect.clicked.connect(self._open_selected)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self._to_search)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        clear = QShortcut(QKeySequence("Esc"), self.search, self.search.clear)
        clear.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._follow_selection()

    # What the user does -----------------------------------------------------------------------

    def open_row(self, index: QModelIndex) -> None:
        """Show this row's review in Inspect."""
        review = self.model.review(index.row())
        if review is not None:
            self._session.inspection.open_review(review)
            self._session.go("inspect")

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
        self.inspect.setEnabled(self.view.selectionModel().hasSelection())

    # Rows -------------------------------------------------------------------------------------

    def _filter(self) -> ReviewFilter:
        return ReviewFilter(
            self.split.current(),
            LABELS.get(self.label.current()),
            self.search.text().strip(),
        )

    def _on_found(self, places: Places) -> None:
        self._show(places, self.search.text().strip())

    def _show(self, places: Places, searched: str = "") -> None:
        if self._corpus is not None:
            places = in_order(self._corpus, places, *self._order)
        self._delegate.searched = searched
        self.model.show(self._corpus, places, searched)
        self.view.scrollToTop()
        self._follow_selection()
        word = "review" if len(places) == 1 else "reviews"
        self.count.setText(f"{count(len(places))} {word}")
