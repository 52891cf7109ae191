"""What all tables are: flat rows of one height, one column that stretches."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from explorer.ui.controls.flat_cell import ROW, FlatCell


class FlatTable(QTableView):
    """Whole rows are selected, one at a time; `delegate` paints them."""

    def __init__(
        self,
        model: QAbstractItemModel,
        columns: Sequence[str],
        widths: Mapping[str, int],
        delegate: FlatCell,
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """`widths` are in pixels; the column that has none takes what is left."""
        super().__init__(parent)
        self.delegate = delegate
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        rows.hide()
        titles = self.horizontalHeader()
        titles.setHighlightSections(False)
        titles.setSectionsClickable(True)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for place, column in enumerate(columns):
            if column in widths:
                self.setColumnWidth(place, widths[column])
            else:
                titles.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def chosen_row(self) -> int:
        """The selected row, −1 where none is."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1
