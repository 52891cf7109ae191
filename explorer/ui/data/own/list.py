"""The list of one's own reviews; P, N, U and Delete work on the row in view."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from explorer.ui.data.own.model import COLUMNS, OwnReviewModel
from explorer.ui.data.review_delegate import ROW, ReviewDelegate

LABEL_KEYS = {Qt.Key.Key_P: 1, Qt.Key.Key_N: 0, Qt.Key.Key_U: None}
LABEL_WIDTH = 88


class OwnReviewList(QTableView):
    """`labelled` carries 1, 0 or None; `removed` and `opened` follow their keys."""

    labelled = Signal(object)
    removed = Signal()
    opened = Signal()
    moved = Signal()

    def __init__(self, model: OwnReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._delegate = ReviewDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("My reviews")
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        rows.hide()
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(COLUMNS.index("label"), LABEL_WIDTH)
        columns.setSectionResizeMode(COLUMNS.index("text"), QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self.opened)
        self.selectionModel().selectionChanged.connect(self.moved)

    def chosen_row(self) -> int:
        """The selected row, −1 if there is none."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

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
