"""The user's own reviews as a Qt table: label and beginning of the text."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from explorer.reviews.own_reviews import OwnReview
from explorer.ui.controls.flat_model import FlatModel, Head, Index, Role
from explorer.ui.data.review_model import excerpt
from explorer.ui.theme.theme import theme

HEADS = {"label": Head("Label"), "text": Head("Review")}
COLUMNS = tuple(HEADS)
LABEL_WORDS = {1: "positive", 0: "negative", None: "to label"}
LABEL_INKS = {1: "pos", 0: "neg", None: "t3"}


class OwnReviewModel(FlatModel):
    """One row a review, in the order of adding."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADS, parent)
        self.reviews: tuple[OwnReview, ...] = ()

    def show(self, reviews: tuple[OwnReview, ...]) -> None:
        """Take the reviews as they are now; rows that stay keep their selection."""
        if [review.key for review in reviews] == [review.key for review in self.reviews]:
            self.reviews = reviews
            self.cells_changed()
            return
        self.beginResetModel()
        self.reviews = reviews
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of a review, −1 if it is not here."""
        return next((row for row, review in enumerate(self.reviews) if review.key == key), -1)

    def size(self) -> int:
        """All of them."""
        return len(self.reviews)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """One cell."""
        if not index.isValid():
            return None
        review, column = self.reviews[index.row()], COLUMNS[index.column()]
        if role == Role.DisplayRole:
            return LABEL_WORDS[review.label] if column == "label" else excerpt(review.text)
        if role == Role.ForegroundRole:
            ink: QColor = theme().palette.colour(
                LABEL_INKS[review.label] if column == "label" else "t1"
            )
            return ink
        return None
