"""The user's own reviews: add, label, change, remove; every change is on disk at once."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from explorer.problem import UserProblem
from explorer.reviews.own_reviews import (
    OwnReview,
    own_reviews_file,
    read_own_reviews,
    texts_in,
    write_own_reviews,
)
from explorer.reviews.source import MINE
from explorer.session.data.data_desk import DataDesk


class OwnReviewsDesk(QObject):
    """`reviews` in the order of adding; `changed` follows every change, `failed` has a sentence.

    A change that cannot be written is not made.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, data: DataDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self.reviews: tuple[OwnReview, ...] = ()
        self.problem = ""
        self._newer = False
        try:
            self.reviews = read_own_reviews(own_reviews_file())
        except UserProblem as problem:
            self.problem = str(problem)  # and nothing is written over what stands there

    @property
    def unlabelled(self) -> int:
        """How many have no label yet."""
        return sum(review.label is None for review in self.reviews)

    def add(self, texts: Iterable[str], label: int | None = None) -> str:
        """Add reviews; returns the key of the first, "" where nothing could be added."""
        first = 1 + max((_number(review.key) for review in self.reviews), default=0)
        added = tuple(
            OwnReview(f"review {n}", text.strip(), label) for n, text in enumerate(texts, first)
        )
        return added[0].key if added and self._keep((*self.reviews, *added)) else ""

    def add_file(self, where: str) -> str:
        """Add the texts of a file, without labels; returns the key of the first, or ""."""
        try:
            texts = texts_in(where)
        except UserProblem as problem:
            self.failed.emit(str(problem))
            return ""
        return self.add(texts)

    def change(self, key: str, **changes: object) -> None:
        """Change the text or the label of a review."""
        self._keep(
            tuple(
                replace(review, **changes) if review.key == key else review  # pyright: ignore[reportArgumentType]
                for review in self.reviews
            )
        )

    def remove(self, key: str) -> None:
        """Remove a review for good."""
        self._keep(tuple(review for review in self.reviews if review.key != key))

    def use(self) -> None:
        """Make the labelled ones the reviews in use."""
        self._newer = False
        self._data.open(MINE)

    def refresh_use(self) -> None:
        """Where they are in use, read them again as they are now."""
        if self._newer and self._data.corpus_where == MINE and self._labelled():
            self.use()

    def _labelled(self) -> bool:
        return len(self.reviews) > self.unlabelled

    def _keep(self, reviews: tuple[OwnReview, ...]) -> bool:
        if self.problem:
            self.failed.emit(self.problem)
            return False
        if reviews == self.reviews:
            return True
        try:
            write_own_reviews(own_reviews_file(), reviews)
        except UserProblem as problem:
            self.failed.emit(str(problem))
            return False
        self.reviews = reviews
        self._newer = True
        self.changed.emit()
        return True


def _number(key: str) -> int:
    digits = key.rpartition(" ")[2]
    return int(digits) if digits.isdecimal() else 0
