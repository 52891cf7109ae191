"""The table of runs: several can be selected; columns give way where there is little room."""

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from explorer.training.runs.run_list import RunSummary
from explorer.ui.controls.flat_cell import FlatCell
from explorer.ui.controls.flat_table import FlatTable
from explorer.ui.runs.model import COLUMNS, PLACES, RunModel

WIDTHS = {
    "stack": 208, "data": 136, "accuracy": 88, "epochs": 72, "duration": 80, "tags": 128,
    "started": 112,
}  # fmt: skip
NEEDED = {"started": 1_080, "data": 880, "tags": 700, "duration": 600}
"""Pixels that the table must have for these columns to be shown."""
WIDE, MOST_FOR_STACK = 1_120, 400
"""Above so many pixels the stack has a part of what is left over, up to this width."""


class RunTable(FlatTable):
    """Shows a RunModel. `chosenChanged` follows the selection; Delete asks for the trash."""

    chosenChanged = Signal()
    deleteAsked = Signal()

    def __init__(self, model: RunModel, parent: QWidget | None = None) -> None:
        names = [column.name for column in COLUMNS]
        super().__init__(model, names, WIDTHS, FlatCell(), name="Runs", parent=parent)
        self._runs = model
        self._kept: list[Path] = []
        self._place = 0
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().sectionClicked.connect(self._sort)
        self.selectionModel().selectionChanged.connect(self._tell)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._put_back)

    def chosen(self) -> tuple[RunSummary, ...]:
        """The selected runs, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._runs.rows[row] for row in rows)

    def choose(self, path: object) -> None:
        """Select one run, if it is in the table."""
        for row, run in enumerate(self._runs.rows):
            if run.path == path:
                self.selectRow(row)
                self.scrollTo(self._runs.index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns that there is room for."""
        for column, width in NEEDED.items():
            self.setColumnHidden(PLACES[column], self.width() < width)
        left_over = max(0, self.width() - WIDE)
        self.setColumnWidth(PLACES["stack"], min(MOST_FOR_STACK, WIDTHS["stack"] + left_over))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete moves the selected runs to the trash."""
        if event.key() == Qt.Key.Key_Delete:
            self.deleteAsked.emit()
        else:
            super().keyPressEvent(event)

    def _sort(self, section: int) -> None:
        self._runs.sort_by(COLUMNS[section].name)

    def _keep(self) -> None:
        self._kept = [run.path for run in self.chosen()]
        self._place = min((i.row() for i in self.selectionModel().selectedRows()), default=0)

    def _put_back(self) -> None:
        """The same runs stay selected, wherever they are now; else the first.

        In the place of runs that are gone from the list is the one that stands there now.
        """
        rows = [row for row, run in enumerate(self._runs.rows) if run.path in self._kept]
        gone = self._kept and not any(map(self._runs.lists, self._kept))
        other = min(self._place, len(self._runs.rows) - 1) if gone else 0
        flags = QItemSelectionModel.SelectionFlag
        for row in rows or ([other] if self._runs.rows else []):
            first: QModelIndex = self._runs.index(row, 0)
            self.selectionModel().select(first, flags.Select | flags.Rows)
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self._tell()

    def _tell(self) -> None:
        self.chosenChanged.emit()
