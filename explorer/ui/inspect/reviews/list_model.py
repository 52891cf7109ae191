"""The reviews as a Qt list."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.session.data.review_in_view import ReviewInView
from explorer.ui.inspect.reviews.verdict import is_right, label_words

REVIEW = Qt.ItemDataRole.UserRole
PROBABILITY = Qt.ItemDataRole.UserRole + 1
SHOWN = 400  # characters: more than two lines ever show

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class ReviewListModel(QAbstractListModel):
    """Rows of reviews; what a network says of them comes separately."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ReviewInView, ...] = ()
        self._probabilities: Mapping[str, float] = {}

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many reviews are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, tooltip, or the review and its P(positive) by the roles above."""
        if not index.isValid():
            return None
        review = self._rows[index.row()]
        if role == REVIEW:
            return review
        if role == PROBABILITY:
            return self._probabilities.get(review.key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(review)
        return TEXTS[role](review) if role in TEXTS else None

    def show_rows(self, rows: tuple[ReviewInView, ...], probabilities: Mapping[str, float]) -> None:
        """List other reviews; rows that stay keep their place on the screen."""
        self._probabilities = probabilities
        before = len(self._rows)
        if rows[:before] == self._rows and len(rows) > before:
            self.beginInsertRows(NOWHERE, before, len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
        elif len(rows) == before:
            self._rows = rows
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def review(self, index: Index) -> ReviewInView:
        """The review of a row."""
        return self._rows[index.row()]

    def index_of(self, review: ReviewInView | None) -> QModelIndex:
        """Where a review stands; an invalid index if it is not listed."""
        for row, listed in enumerate(self._rows):
            if listed == review:
                return self.index(row)
        return QModelIndex()

    def _spoken(self, review: ReviewInView) -> str:
        parts = [preview(review), label_words(review)]
        probability = self._probabilities.get(review.key)
        if probability is not None:
            parts.append(f"P(positive) {probability:.2f}")
        if is_right(review, probability) is False:
            parts.append("wrong")
        return ", ".join(parts)


def preview(review: ReviewInView) -> str:
    """The start of a review as running text."""
    return " ".join(re.sub(r"<br\s*/?>", " ", review.text[: 2 * SHOWN]).split())[:SHOWN]


def tooltip(review: ReviewInView) -> str:
    """The title, and what to look for."""
    if review.origin == "sample":
        return f"<b>{review.title}</b><br>{review.note}"
    return review.title if review.origin == "corpus" else ""


TEXTS: dict[int, Callable[[ReviewInView], str]] = {
    Qt.ItemDataRole.DisplayRole: preview,
    Qt.ItemDataRole.ToolTipRole: tooltip,
}
