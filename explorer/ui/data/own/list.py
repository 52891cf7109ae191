"""The list of one's own reviews; P, N, U and Delete work on the row in view."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.controls.flat_table import FlatTable
from explorer.ui.data.own.model import COLUMNS, OwnReviewModel
from explorer.ui.data.review_delegate import ReviewDelegate

LABEL_KEYS = {Qt.Key.Key_P: 1, Qt.Key.Key_N: 0, Qt.Key.Key_U: None}
LABEL_WIDTH = 88


class OwnReviewList(FlatTable):
    """`labelled` carries 1, 0 or None; `removed` and `opened` follow their keys."""

    labelled = Signal(object)
    removed = Signal()
    opened = Signal()
    moved = Signal()

    def __init__(self, model: OwnReviewModel, parent: QWidget | None = None) -> None:
        widths = {"label": LABEL_WIDTH}
        super().__init__(model, COLUMNS, widths, ReviewDelegate(), name="My reviews", parent=parent)
        self.horizontalHeader().setSectionsClickable(False)
        self.activated.connect(self.opened)
        self.selectionModel().selectionChanged.connect(self.moved)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of labelling; all others are the table's own."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        key = Qt.Key(event.key())
        if plain and key in LABEL_KEYS and self.chosen_row() >= 0:
            self.labelled.emit(LABEL_KEYS[key])
        elif plain and key == Qt.Key.Key_Delete and self.chosen_row() >= 0:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
