"""The left side: which model reads, which reviews there are, and one to write oneself."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from explorer.session.data.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.ui.controls.chip import Chip
from explorer.ui.controls.divider import divider
from explorer.ui.controls.numbers import count
from explorer.ui.inspect.reviews.catalogue import Catalogue
from explorer.ui.inspect.reviews.list_model import ReviewListModel
from explorer.ui.inspect.reviews.list_view import ReviewListView
from explorer.ui.inspect.reviews.own_text import OwnText
from explorer.ui.inspect.toolbar.model_button import ModelButton
from explorer.ui.theme.icons import icon

SEARCH_AFTER_MS = 150
CHIPS = (("all", "All"), ("correct", "Correct"), ("wrong", "Wrong"))


class ReviewPanel(QFrame):
    """Opens reviews in the session and follows the one in view."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "panel")
        self.model_button = ModelButton(session)
        self.search = _SearchField()
        self.chips = {key: Chip(text, small=True) for key, text in CHIPS}
        self.catalogue = Catalogue(session, self)
        self._reviews = ReviewListModel(self)
        self.list = ReviewListView(self._reviews)
        self.own = OwnText(session)
        self._told = QLabel()
        self._delay = QTimer(self)
        self._lay_out()
        self._listen()
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: predictions are worth their time."""
        super().showEvent(event)
        self.catalogue.set_active(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.catalogue.set_active(False)

    # Building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(divider())
        holder = QWidget()
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing())
        column.addWidget(holder, 1)
        column.addWidget(divider())
        column.addWidget(self.own)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(16, 8, 16, 12)
        head.setSpacing(8)
        head.addWidget(self.model_button)
        head.addWidget(self.search)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(6)
        self._exclusive = QButtonGroup(self)
        for chip in self.chips.values():
            chip.setCheckable(True)
            self._exclusive.addButton(chip)
            row.addWidget(chip)
        self.chips["all"].setChecked(True)
        row.addStretch(1)
        head.addLayout(row)
        return head

    def _nothing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 24, 16, 16)
        self._told.setProperty("role", "secondary")
        self._told.setWordWrap(True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_all = QPushButton("Show all reviews")
        self.show_all.setProperty("role", "link")
        self.show_all.clicked.connect(self._clear)
        column.addWidget(self._told)
        column.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _listen(self) -> None:
        session = self._session
        self._delay.setSingleShot(True)
        self._delay.setInterval(SEARCH_AFTER_MS)
        self._delay.timeout.connect(self._search)
        self.search.textChanged.connect(self._delay.start)
        self.search.left.connect(self._to_list)
        self._exclusive.buttonToggled.connect(self._on_chip)
        self.catalogue.changed.connect(self._follow)
        self.list.opened.connect(session.inspection.open_review)
        self.list.nearEnd.connect(self.catalogue.more)
        self.own.written.connect(self._open_own)
        session.inspection.ownChanged.connect(self._follow_own)
        session.inspection.reviewChanged.connect(self._mark)

    # Following --------------------------------------------------------------------------------

    def _follow(self) -> None:
        catalogue = self.catalogue
        self._reviews.show_rows(catalogue.rows, self._session.inspection.predictions)
        self._mark()
        right, wrong = catalogue.counts()
        answered = right + wrong > 0
        self.chips["correct"].set_texts("Correct", count(right) if answered else "")
        self.chips["wrong"].set_texts("Wrong", count(wrong) if answered else "")
        tests = catalogue.test_reviews
        told = f"Search {count(tests)} test reviews" if tests else "Search the samples"
        self.search.setPlaceholderText(told)
        self._told.setText(self._why_empty())
        self._pages.setCurrentIndex(0 if catalogue.rows else 1)

    def _mark(self) -> None:
        self.list.mark(self._session.inspection.review)

    def _why_empty(self) -> str:
        text = self.search.text().strip()
        if self.catalogue.searching:
            return f"Looking for “{text}” …"
        if text:
            return f"No review here holds “{text}”."
        return "No review here is predicted so, as far as they have been read."

    # What the user does -----------------------------------------------------------------------

    def _search(self) -> None:
        self.catalogue.set_query(self.search.text())

    def _clear(self) -> None:
        self.search.clear()
        self.chips["all"].setChecked(True)

    def _on_chip(self, chip: Chip, checked: bool) -> None:
        if checked:
            key = next(key for key, one in self.chips.items() if one is chip)
            self.catalogue.set_verdict(key)

    def _open_own(self, review: ReviewInView | None) -> None:
        inspection = self._session.inspection
        inspection.set_own(review)
        if review is not None:
            inspection.open_review(review)
        elif inspection.review is not None and inspection.review.origin == "yours":
            rows = self.catalogue.rows
            if rows:
                inspection.open_review(rows[0])

    def _follow_own(self) -> None:
        self.catalogue.set_own(self._session.inspection.own)
        self.own.show_review(self._session.inspection.own)

    def _to_list(self) -> None:
        self.list.setFocus()
        if self._reviews.rowCount() and not self.list.selectedIndexes():
            self.list.setCurrentIndex(self._reviews.index(0))


class _SearchField(QLineEdit):
    """Enter or ↓ goes on to the list, Esc clears."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.addAction(icon("search", "t3"), QLineEdit.ActionPosition.LeadingPosition)
        self._clearing = self.addAction(
            icon("close", "t3", 14), QLineEdit.ActionPosition.TrailingPosition
        )
        self._clearing.setText("Clear the search")
        self._clearing.setVisible(False)
        self._clearing.triggered.connect(self.clear)
        self.textChanged.connect(self._offer_clearing)
        self.setAccessibleName("Search the reviews")

    def _offer_clearing(self, text: str) -> None:
        self._clearing.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that leave the field."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
