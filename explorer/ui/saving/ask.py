"""Asking where a file is to be saved."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.ui.controls.file_dialog import dress

PICTURES = "PNG picture (*.png);;SVG drawing (*.svg)"
TABLES = "CSV table (*.csv)"


def ask_path(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where to save; None if the user thinks better of it.

    kinds: as Qt writes them, "PNG picture (*.png);;SVG drawing (*.svg)". Another kind gives the
    name another ending.
    """
    dialog = SaveDialog(parent, title, name, kinds)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


class SaveDialog(QFileDialog):
    """Asks for a file to write; the ending follows the kind."""

    def __init__(self, parent: QWidget, title: str, name: str, kinds: str) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        super().__init__(parent, title, home, kinds)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setDefaultSuffix(Path(name).suffix.lstrip("."))
        self.selectFile(name)
        self.filterSelected.connect(self._on_kind)
        dress(self)

    def _on_kind(self, kind: str) -> None:
        suffix = kind.partition("*.")[2].rstrip(")")
        self.setDefaultSuffix(suffix)
        named = self.selectedFiles()
        if named:
            self.selectFile(Path(named[0]).with_suffix(f".{suffix}").name)
