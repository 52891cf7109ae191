"""The words as a Qt table model, and which of them are shown in which order."""

from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from explorer.reviews.encoding import Encoding
from explorer.reviews.vocabulary import FIRST_WORD
from explorer.ui.controls.flat_model import RIGHT, FlatModel, Head, Index, Role
from explorer.ui.controls.numbers import count
from explorer.ui.data.fact_words import percent
from explorer.ui.data.facts import CorpusFacts
from explorer.ui.data.review_model import PROBABILITY
from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.theme import theme

HEADS = {
    "rank": Head("Rank", True, "1 is the most frequent word of the training reviews"),
    "id": Head("Id", True, "What stands for the word in the network's input"),
    "word": Head("Word"),
    "times": Head("Times", False, "How often the word stands in the training reviews"),
    "covered": Head(
        "With all above", True,
        "Share of the text that this and all more frequent words make up",
    ),
    "positive": Head(
        "In positive reviews", False,
        "Of all places where the word stands, the share in positive reviews",
    ),
}  # fmt: skip
COLUMNS = tuple(HEADS)
FREQUENCY = Role.UserRole + 2
"""How frequent a word is on a log scale, 0 (never) to 1 (as the commonest)."""
LAST_KNOWN = Role.UserRole + 3
"""True in the last row that max_features keeps, where rows go by rank."""

Places = NDArray[np.int64]


@dataclass(frozen=True)
class WordFilter:
    """text: "" or what must occur in the word. times: fewest occurrences."""

    text: str = ""
    times: int = 0


def chosen(facts: CorpusFacts, wanted: WordFilter) -> Places:
    """Words that pass, by their place (rank − 1)."""
    places = np.flatnonzero(facts.counts >= wanted.times)
    if not wanted.text:
        return places
    text = wanted.text.lower()
    return np.array([n for n in places.tolist() if text in facts.words[n]], np.int64)


def in_order(facts: CorpusFacts, places: Places, column: str, *, descending: bool) -> Places:
    """Sort by a column; equals stay by rank."""
    if column == "positive":
        values = facts.positive_share()[places]
    else:
        values = facts.counts[places] if column == "times" else places
    return places[np.argsort(-values if descending else values, kind="stable")]


class WordModel(FlatModel):
    """Rows are `places` of the vocabulary."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADS, parent)
        self._facts: CorpusFacts | None = None
        self._places: Places = np.zeros(0, np.int64)
        self._positive = np.zeros(0)
        self._commonest = 1.0
        self.order = "rank"
        self._encoding = Encoding()

    def show(self, facts: CorpusFacts | None, places: Places, order: tuple[str, bool]) -> None:
        """Take other rows, in this order."""
        self.beginResetModel()
        if facts is not None and facts is not self._facts:
            self._positive = facts.positive_share()
            self._commonest = log1p(int(facts.counts.max(initial=1)))
        self._facts, self._places = facts, places
        self.endResetModel()
        self.show_order(*order)

    def show_encoding(self, encoding: Encoding) -> None:
        """Which words are known follows the encoding."""
        self._encoding = encoding
        self.cells_changed()

    @property
    def places(self) -> Places:
        """The words of the rows."""
        return self._places

    def word(self, row: int) -> str:
        """The word of a row; "" where there is no such row."""
        if self._facts is None or not 0 <= row < len(self._places):
            return ""
        return self._facts.words[int(self._places[row])]

    def is_known(self, place: int) -> bool:
        """Whether max_features and skip_top leave this word an id of its own."""
        encoding = self._encoding
        return encoding.skip_top <= place + FIRST_WORD < encoding.max_features

    def size(self) -> int:
        """All words that pass the filter."""
        return len(self._places)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """One cell."""
        facts = self._facts
        if facts is None or not index.isValid():
            return None
        column, place = COLUMNS[index.column()], int(self._places[index.row()])
        if role == Role.DisplayRole:
            return self._text(facts, column, place)
        if role in (PROBABILITY, FREQUENCY, LAST_KNOWN):
            return self._drawn(facts, column, place, role)
        return self._look(column, place, role)

    def _drawn(self, facts: CorpusFacts, column: str, place: int, role: int) -> object:
        if role == PROBABILITY and column == "positive":
            return float(self._positive[place])
        if role == FREQUENCY and column == "times":
            return log1p(int(facts.counts[place])) / self._commonest
        if role == LAST_KNOWN and (self.order, self.descending) == ("rank", False):
            return place + FIRST_WORD == self._encoding.max_features - 1
        return None

    def _look(self, column: str, place: int, role: int) -> object:
        if role == Role.ForegroundRole:
            palette = theme().palette
            known = self.is_known(place)
            return palette.colour(("t1" if column == "word" else "t2") if known else "t3")
        if role == Role.TextAlignmentRole and (HEADS[column].right or column == "times"):
            return RIGHT
        return mono_font(12) if role == Role.FontRole and column != "word" else None

    def _text(self, facts: CorpusFacts, column: str, place: int) -> str:
        if column == "word":
            return facts.words[place]
        if column == "times":
            return count(int(facts.counts[place]))
        if column == "covered":
            return percent(float(facts.running_share[place]))
        if column == "positive":
            return f"{self._positive[place]:.2f}"
        if column == "id":
            return count(place + FIRST_WORD) if self.is_known(place) else "unknown"
        return count(place + 1)
