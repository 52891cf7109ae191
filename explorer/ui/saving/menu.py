"""The context menu of a view: save or copy its picture, save its data."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from explorer.problem import UserProblem
from explorer.ui.saving.ask import PICTURES, TABLES, ask_path
from explorer.ui.saving.files import Row, csv_bytes, png_bytes, write_file


class SaveMenu(QObject):
    """Offers the actions for a view and carries them out; a subclass says what the view shows."""

    def __init__(self, view: QWidget, name: str) -> None:
        """`name` is offered for the files, without an ending."""
        super().__init__(view)
        self._view, self.name = view, name
        self.ask = ask_path  # a seam: tests answer without a dialog

    def picture(self) -> QImage:
        """What is shown, in pixels."""
        raise NotImplementedError

    def drawing(self) -> bytes:
        """What is shown, as an SVG file."""
        raise NotImplementedError

    def rows(self) -> list[Row]:
        """The values that are shown, under a row of names."""
        raise NotImplementedError

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
        path = self.ask(self._view, "Save picture", f"{self.name}.png", PICTURES)
        if path is not None:
            path = path.with_suffix(path.suffix or ".png")
            drawn = path.suffix.lower() == ".svg"
            self._write(path, self.drawing() if drawn else png_bytes(self.picture()))

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())

    def save_data(self) -> None:
        """Ask for a name and write CSV."""
        path = self.ask(self._view, "Save data", f"{self.name}.csv", TABLES)
        if path is not None:
            self._write(path.with_suffix(path.suffix or ".csv"), csv_bytes(self.rows()))

    def _write(self, path: Path, content: bytes) -> None:
        try:
            write_file(path, content)
        except UserProblem as problem:
            QMessageBox.warning(self._view, "Not saved", str(problem))
