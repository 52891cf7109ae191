"""The context menu of the signals view: save or copy what it shows."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from explorer.problem import UserProblem
from explorer.ui.controls.file_dialog import dress
from explorer.ui.signals.export import picture, save_picture, save_table
from explorer.ui.signals.look import Look

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


class ViewMenu(QObject):
    """Offers the actions for a view and carries them out."""

    def __init__(self, view: QWidget, look: Callable[[], Look | None]) -> None:
        """`look` gives what the view shows at the moment."""
        super().__init__(view)
        self._view, self._look = view, look
        self.ask = ask_path  # a seam: tests answer without a dialog

    def menu(self) -> QMenu:
        """A new menu; it belongs to the view and goes when it closes."""
        menu = QMenu(self._view)
        for text, act in (
            ("Save picture…", self.save_picture),
            ("Copy picture", self.copy_picture),
            ("Save data…", self.save_data),
        ):
            menu.addAction(text).triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def save_picture(self) -> None:
        """Ask for a name and write PNG or SVG."""
        look = self._look()
        path = self.ask(self._view, "Save picture", "signals.png", PICTURES)
        if look is not None and path is not None:
            self._try(lambda: save_picture(look, path.with_suffix(path.suffix or ".png")))

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        look = self._look()
        if look is not None:
            QGuiApplication.clipboard().setImage(picture(look))

    def save_data(self) -> None:
        """Ask for a name and write CSV."""
        look = self._look()
        path = self.ask(self._view, "Save data", "signals.csv", TABLES)
        if look is not None and path is not None:
            target = path.with_suffix(path.suffix or ".csv")
            self._try(lambda: save_table(look.reading, target))

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserProblem as problem:
            QMessageBox.warning(self._view, "Not saved", str(problem))
