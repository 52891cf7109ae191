"""The user's own reviews as a Qt table: label and beginning of the text."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from explorer.reviews.own_reviews import OwnReview
from explorer.ui.data.review_model import excerpt
from explorer.ui.theme.theme import theme

COLUMNS = ("label", "text")
TITLES = ("Label", "Review")
LABEL_WORDS = {1: "positive", 0: "negative", None: "to label"}
LABEL_INKS = {1: "pos", 0: "neg", None: "t3"}

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class OwnReviewModel(QAbstractTableModel):
    """One row a review, in the order of adding."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reviews: tuple[OwnReview, ...] = ()

    def show(self, reviews: tuple[OwnReview, ...]) -> None:
        """Take the reviews as they are now; rows that stay keep their selection."""
        if [review.key for review in reviews] == [review.key for review in self.reviews]:
            self.reviews = reviews
            if reviews:
                corner = self.index(len(reviews) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), corner)
            return
        self.beginResetModel()
        self.reviews = reviews
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of a review, −1 if it is not here."""
        return next((row for row, review in enumerate(self.reviews) if review.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """All of them."""
        return 0 if parent.isValid() else len(self.reviews)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One for each of COLUMNS."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """The titles."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return TITLES[section]
        if orientation == Qt.Orientation.Horizontal and role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

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
