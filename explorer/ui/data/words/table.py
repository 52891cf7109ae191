"""All words of the training reviews: searched, sorted, and which of them the network knows."""

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.session.session import Session
from explorer.ui.controls.flat_table import FlatTable
from explorer.ui.controls.number_box import IntBox
from explorer.ui.controls.numbers import count
from explorer.ui.data.facts import CorpusFacts
from explorer.ui.data.words.delegate import WordDelegate
from explorer.ui.data.words.model import COLUMNS, WordFilter, WordModel, chosen, in_order
from explorer.ui.theme.icons import icon

TYPING_MS = 150
WIDTHS = {"rank": 80, "id": 80, "word": 180, "covered": 120, "positive": 148}
FALLING = ("times", "positive")  # columns whose first click puts the largest at the top


class WordTable(QFrame):
    """`searched` carries a word whose reviews are wanted; `left` when the user is done."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._facts: CorpusFacts | None = None
        self._order = ("rank", False)
        self.setProperty("role", "card")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the words")
        self.search.setAccessibleName("Search the words")
        self.search.addAction(icon("search", "t3"), QLineEdit.ActionPosition.LeadingPosition)
        self.times = IntBox(1, 1_000_000, 1, 10, name="Fewest times")
        self.times.setFixedWidth(88)
        self.count = QLabel()
        self.count.setProperty("role", "secondary")
        self.reviews = QPushButton("Find in the reviews")
        self.reviews.setProperty("role", "small")
        self.reviews.setIcon(icon("search", size=14))
        self.done = QPushButton("Back to the reviews")
        self.done.setProperty("role", "small-primary")
        self.model = WordModel(self)
        self.view = FlatTable(
            self.model, COLUMNS, WIDTHS, WordDelegate(), name="Words by frequency"
        )
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._lay_out()
        self._connect()

    def show_facts(self, facts: CorpusFacts | None) -> None:
        """Take another corpus's words."""
        if facts is not self._facts:
            self._facts = facts
            self.refresh()

    def go_to(self, rank: int) -> None:
        """Select a word by its rank, with no filter and in the order of ranks."""
        self.search.clear()
        self.times.setValue(1)
        self._order = ("rank", False)
        self.refresh()
        row = min(rank, self.model.rowCount()) - 1
        if row >= 0:
            self.view.selectRow(row)
            self.view.scrollTo(self.model.index(row, 0), _CENTRE)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Filter and sort anew."""
        self._typing.stop()
        facts = self._facts
        places = np.zeros(0, np.int64)
        if facts is not None:
            wanted = WordFilter(self.search.text().strip(), self.times.value())
            column, descending = self._order
            places = in_order(facts, chosen(facts, wanted), column, descending=descending)
        self.view.delegate.searched = self.search.text().strip()
        self.model.show(facts, places, self._order)
        word = "word" if len(places) == 1 else "words"
        self.count.setText(f"{count(len(places))} {word}")
        self._follow_selection()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed is not wanted once nobody looks."""
        super().hideEvent(event)
        self._typing.stop()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 8)
        bar.setSpacing(12)
        self.search.setMaximumWidth(280)
        times = QLabel("At least")
        times.setProperty("role", "label")
        times.setBuddy(self.times)
        unit = QLabel("times")
        unit.setProperty("role", "label")
        bar.addWidget(self.search, 100)
        for part in (times, self.times, unit):
            bar.addWidget(part)
        bar.addStretch(1)
        for part in (self.count, self.reviews, self.done):
            bar.addWidget(part)
        column.addLayout(bar)
        body = QHBoxLayout()
        body.setContentsMargins(8, 0, 0, 0)
        body.addWidget(self.view)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._to_first_row)
        self.times.valueChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.refresh)
        self.view.activated.connect(self._find)
        self.view.selectionModel().selectionChanged.connect(self._follow_selection)
        self.view.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.reviews.clicked.connect(self._find_selected)
        self.done.clicked.connect(self._leave)
        self._session.data.encodingChanged.connect(self._follow_encoding)
        clear = QShortcut(QKeySequence("Esc"), self.search, self.search.clear)
        clear.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave = QShortcut(QKeySequence("Esc"), self.view, self._leave)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._follow_encoding()
        self._follow_selection()

    def _follow_encoding(self) -> None:
        self.model.show_encoding(self._session.data.encoding)

    def _follow_selection(self) -> None:
        self.reviews.setEnabled(self.view.selectionModel().hasSelection())

    def _to_first_row(self) -> None:
        self.refresh()
        if self.model.rowCount():
            self.view.selectRow(0)
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _find(self, index: QModelIndex) -> None:
        word = self.model.word(index.row())
        if word:
            self.searched.emit(word)

    def _find_selected(self) -> None:
        self._find(self.view.currentIndex())

    def _leave(self) -> None:
        self.left.emit()

    def _sort_by(self, section: int) -> None:
        column = COLUMNS[section]
        if column == "word":
            return  # one searches for a word
        if column in ("id", "covered"):
            column = "rank"  # the same order
        again = column == self._order[0]
        self._order = (column, not self._order[1] if again else column in FALLING)
        self.refresh()
        self.view.scrollToTop()


_CENTRE = QAbstractItemView.ScrollHint.PositionAtCenter
