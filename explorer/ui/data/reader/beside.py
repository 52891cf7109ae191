"""The table, and at its right the review of the chosen row."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

LEAST_TABLE, LEAST_READER, MOST_READER = 280, 340, 620
SHARE = 0.4


class TableAndReader(QSplitter):
    """The reader takes its share of the room when it appears, and keeps what the user gave it."""

    def __init__(self, table: QWidget, reader: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._reader = reader
        self._wanted = 0
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(table)
        self.addWidget(reader)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        table.setMinimumWidth(LEAST_TABLE)
        reader.setMinimumWidth(LEAST_READER)
        reader.hide()
        self.splitterMoved.connect(self._on_moved)

    def show_reader(self, shown: bool) -> None:
        """Open or close it."""
        self._reader.setVisible(shown)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The reader's share is of the room that there is now."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        if self._reader.isVisibleTo(self):
            usual = min(MOST_READER, round(self.width() * SHARE))
            width = max(LEAST_READER, self._wanted or usual)
            self.setSizes([max(LEAST_TABLE, self.width() - width - 1), width])

    def _on_moved(self) -> None:
        self._wanted = self._reader.width()
