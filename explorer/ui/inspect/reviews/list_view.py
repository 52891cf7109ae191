"""The list itself: walking it opens reviews; keys it has no use for go on to the page."""

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from explorer.session.data.review_in_view import ReviewInView
from explorer.ui.inspect.reviews.list_model import ReviewListModel
from explorer.ui.inspect.reviews.row_delegate import HEIGHT, ReviewRowDelegate

FOR_THE_PAGE = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space)
NEAR_THE_END = 6 * HEIGHT  # pixels


class ReviewListView(QListView):
    """`opened` when the user lands on another review, `nearEnd` when more rows are wanted."""

    opened = Signal(object)
    nearEnd = Signal()

    def __init__(self, model: ReviewListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reviews = model
        self._silent = False
        self.setModel(model)
        self.setItemDelegate(ReviewRowDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName("Reviews")
        self.verticalScrollBar().setSingleStep(HEIGHT // 3)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def mark(self, review: ReviewInView | None) -> None:
        """Mark the review in view, without opening it again."""
        index = self._reviews.index_of(review)
        if index == self.currentIndex() and (index.isValid() or not self.selectedIndexes()):
            return
        self._silent = True
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.selectionModel().clear()
        self._silent = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ walk; ←, → and Space are the page's."""
        if event.key() in FOR_THE_PAGE:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the signals' keys; searching has its own field."""

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Open what was landed on."""
        super().selectionChanged(selected, deselected)
        rows: list[QModelIndex] = self.selectedIndexes()
        if rows and not self._silent:
            self.opened.emit(self._reviews.review(rows[0]))

    def _on_scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - NEAR_THE_END:
            self.nearEnd.emit()
