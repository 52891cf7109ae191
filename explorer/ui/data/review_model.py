"""The reviews as a Qt table model: rows are read from the memory map as they come into view."""

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from explorer.reviews.corpus import Corpus
from explorer.session.data.review_in_view import ReviewInView
from explorer.ui.controls.flat_model import RIGHT, FlatModel, Head, Index, Role
from explorer.ui.controls.numbers import count
from explorer.ui.data.review_filter import Places, Probabilities, split_of
from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.theme import theme

HEADS = {
    "split": Head("Split"),
    "label": Head("Label"),
    "words": Head("Words", right=True),
    "p": Head("P(positive)"),
    "text": Head("Review"),
}
COLUMNS = tuple(HEADS)
SHOWN = 400  # characters: more than the widest window has room for
BEFORE = 48  # characters shown before what was searched for, where there is room for them

PROBABILITY = Role.UserRole + 1


class ReviewModel(FlatModel):
    """Rows are `places` of a corpus, in any order; see review_filter.py."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADS, parent)
        self._corpus: Corpus | None = None
        self._places: Places = np.zeros(0, np.int64)
        self._probabilities: Probabilities = np.zeros(0, np.float32)
        self._before = BEFORE
        self._validation = range(0)
        self.searched = ""

    def show_before(self, letters: int) -> None:
        """How many letters may stand before what was searched for, so that it is seen."""
        self._before = max(0, min(BEFORE, letters))

    def show(self, corpus: Corpus | None, places: Places, searched: str = "") -> None:
        """Take other rows; texts then begin shortly before `searched`."""
        self.beginResetModel()
        self._corpus, self._places, self.searched = corpus, places, searched
        self.endResetModel()

    def show_validation(self, places: range) -> None:
        """Which training reviews are kept for validation."""
        if places != self._validation:
            self._validation = places
            if len(self._places):
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._places) - 1, 0))

    def show_probabilities(self, probabilities: Probabilities) -> None:
        """P(positive) by place in the corpus; the same array may have been filled further."""
        self._probabilities = probabilities
        if len(self._places):
            at = COLUMNS.index("p")
            last = self.index(len(self._places) - 1, at)
            self.dataChanged.emit(self.index(0, at), last, [PROBABILITY])

    @property
    def places(self) -> Places:
        """The reviews of the rows."""
        return self._places

    def probability(self, place: int) -> float | None:
        """P(positive) of a review, where it is known."""
        if self._corpus is None or len(self._probabilities) != len(self._corpus):
            return None
        probability = float(self._probabilities[place])
        return None if np.isnan(probability) else probability

    def review(self, row: int) -> ReviewInView | None:
        """The review of a row, for Inspect."""
        if self._corpus is None or not 0 <= row < len(self._places):
            return None
        place = int(self._places[row])
        label = int(self._corpus.labels[place])
        key = self._corpus.keys[place]
        return ReviewInView(self._corpus.text_of(place), label, key, "corpus")

    def size(self) -> int:
        """All reviews that pass the filter."""
        return len(self._places)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """One cell."""
        if self._corpus is None or not index.isValid():
            return None
        column, place = COLUMNS[index.column()], int(self._places[index.row()])
        if role == Role.DisplayRole:
            return self._text(self._corpus, column, place)
        if role == Role.ForegroundRole:
            return _ink(self._corpus, column, place)
        if role == Role.ToolTipRole and column == "split":
            return self._corpus.keys[place]
        if column == "p" and role == PROBABILITY:
            return self.probability(place)
        return self._number_look(role) if column == "words" else None

    @staticmethod
    def _number_look(role: int) -> object:
        if role == Role.TextAlignmentRole:
            return RIGHT
        return mono_font(12) if role == Role.FontRole else None

    def _text(self, corpus: Corpus, column: str, place: int) -> str:
        if column == "split":
            return split_of(corpus, place, self._validation)
        if column == "label":
            return "positive" if corpus.labels[place] == 1 else "negative"
        if column == "words":
            return count(int(corpus.offsets[place + 1] - corpus.offsets[place]) - 1)
        if column == "p":
            probability = self.probability(place)
            return "" if probability is None else f"{probability:.2f}"
        return excerpt(corpus.text_of(place), self.searched, self._before)


def _ink(corpus: Corpus, column: str, place: int) -> QColor:
    if column == "label":
        return theme().palette.colour("pos" if corpus.labels[place] == 1 else "neg")
    return theme().palette.colour("t1" if column == "text" else "t2")


def excerpt(text: str, searched: str = "", before: int = BEFORE) -> str:
    """The beginning of a text in one line, or the part around what was searched for."""
    at = text.lower().find(searched.lower()) if searched else 0
    # From the beginning of a word on, but never past what was searched for.
    start = 0 if at <= 2 * before else text.find(" ", at - before, at) + 1 or at
    # HTML breaks are in half of IMDB's reviews; here they would only take room.
    part = text[start : start + SHOWN].replace("<br />", " ")
    line = " ".join(part.split())
    return f"…{line}" if start else line
