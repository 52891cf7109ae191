"""The context menu of a view: save or copy its picture, save its data."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QWidget

from explorer.session.save_desk import Content, SaveDesk
from explorer.ui.saving.ask import PICTURES, TABLES, ask_path
from explorer.ui.saving.files import Row, csv_bytes, png_bytes


class SaveMenu(QObject):
    """Offers the actions for a view and carries them out; a subclass says what the view shows.

    What a subclass returns is called on another thread, while the view goes on to show something
    else: it holds what it needs, and reads nothing of a widget.
    """

    def __init__(self, view: QWidget, saves: SaveDesk, name: str) -> None:
        """`name` is offered for the files, without an ending."""
        super().__init__(view)
        self._view, self._saves, self.name = view, saves, name
        self.ask = ask_path  # a seam: tests answer without a dialog

    def picture(self) -> Callable[[], QImage]:
        """What gives the pixels of what is shown now."""
        raise NotImplementedError

    def drawing(self) -> Content:
        """What gives an SVG file of what is shown now."""
        raise NotImplementedError

    def rows(self) -> Callable[[], list[Row]]:
        """What gives the values that are shown now, under a row of names."""
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
            self._saves.save(path, self.drawing() if drawn else _png_of(self.picture()))

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture()())

    def save_data(self) -> None:
        """Ask for a name and write CSV."""
        path = self.ask(self._view, "Save data", f"{self.name}.csv", TABLES)
        if path is not None:
            self._saves.save(path.with_suffix(path.suffix or ".csv"), _csv_of(self.rows()))


def _png_of(picture: Callable[[], QImage]) -> Content:
    return lambda: png_bytes(picture())


def _csv_of(rows: Callable[[], list[Row]]) -> Content:
    return lambda: csv_bytes(rows())
