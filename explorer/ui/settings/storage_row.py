"""A folder that Carrytrack keeps: what for, where, how large, and a button to open it."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.data.source_words import bytes_words
from explorer.ui.settings.folder_size import FolderSize, measure
from explorer.ui.slices import Slices


class StorageRow(QWidget):
    """Counts its folder each time `refresh` is called."""

    def __init__(
        self,
        title: str,
        text: str,
        folder: Path,
        nouns: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """`nouns` name what lies in the folder: ("run", "runs")."""
        super().__init__(parent)
        self.folder = folder
        self._nouns = nouns
        self.total = QLabel()
        self.total.setProperty("role", "mono-secondary")
        self.open = QPushButton("Open folder")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.open)
        self._lay_out(title, text)
        self._slices = Slices(self)
        self._slices.told.connect(self._on_size)
        self.open.clicked.connect(self._on_open)

    def refresh(self) -> None:
        """Count anew."""
        self._slices.run(measure(self.folder))

    def _lay_out(self, title: str, text: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(12)
        name = QLabel(title)
        name.setProperty("role", "heading")
        head.addWidget(name)
        head.addWidget(self.total)
        head.addStretch(1)
        words.addLayout(head)
        about = QLabel(text)
        about.setProperty("role", "secondary")
        about.setWordWrap(True)
        words.addWidget(about)
        path = ElidedLabel(str(self.folder), Qt.TextElideMode.ElideMiddle)
        path.setProperty("role", "mono-caption")
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(path)
        row.addLayout(words, 1)
        row.addLayout(self.buttons)

    def _on_size(self, size: FolderSize) -> None:
        if not size.entries:
            self.total.setText("empty")
            return
        noun = self._nouns[0 if size.entries == 1 else 1]
        self.total.setText(f"{size.entries} {noun} · {bytes_words(size.size)}")

    def _on_open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))
