"""The table's view: columns give way where there is little room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.controls.flat_table import FlatTable
from explorer.ui.data.review_delegate import ReviewDelegate
from explorer.ui.data.review_model import COLUMNS, ReviewModel

WIDTHS = {"split": 92, "label": 88, "words": 80, "p": 124}
NEEDED = {"split": 620, "words": 440}
"""Pixels that the table must have for these columns to be shown."""
LETTER = 7
"""Pixels of one letter, about."""


class ReviewView(FlatTable):
    """Shows a ReviewModel."""

    def __init__(self, model: ReviewModel, parent: QWidget | None = None) -> None:
        delegate = ReviewDelegate()
        super().__init__(model, COLUMNS, WIDTHS, delegate, name="Reviews", parent=parent)
        self._reviews = model
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().sectionResized.connect(self._on_resized)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns that there is room for."""
        for column, width in NEEDED.items():
            self.setColumnHidden(COLUMNS.index(column), self.width() < width)
        super().resizeEvent(event)

    def _on_resized(self, section: int, _: int, width: int) -> None:
        """What was searched for is seen, however narrow the texts are."""
        if section == COLUMNS.index("text"):
            self._reviews.show_before(width // LETTER // 3)
