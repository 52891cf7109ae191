"""The menu of everything that can leave the page: one for the toolbar and the signals."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from explorer.ui.saving.ask import PICTURES, ask_path

TABLES = "NumPy arrays (*.npz);;CSV table (*.csv)"
PAGES = "HTML page (*.html)"
ANIMATIONS = "Animated PNG (*.png)"
SCALES = (1, 2, 3, 4)
PICTURE, COPY_PICTURE, DATA, COPY_DATA, REPORT, ANIMATION = (
    "picture", "copy picture", "data", "copy data", "report", "animation",
)  # fmt: skip
ENTRIES = (
    (PICTURE, "Save picture…"),
    (COPY_PICTURE, "Copy picture"),
    ("", ""),
    (DATA, "Save data…"),
    (COPY_DATA, "Copy data"),
    ("", ""),
    (REPORT, "Save report of this review…"),
    (ANIMATION, "Save animation of the playback…"),
)
FILES = {  # what is asked for: the dialog's title, the name it offers, the kinds of files
    PICTURE: ("Save picture", "signals.png", PICTURES),
    DATA: ("Save data", "trace.npz", TABLES),
    REPORT: ("Save report", "review.html", PAGES),
    ANIMATION: ("Save animation", "playback.png", ANIMATIONS),
}


class ExportMenu(QObject):
    """`wanted(entry, path)`: the user has chosen, and where it needs one, named a file."""

    wanted = Signal(str, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.scale = 2
        self.ask = ask_path  # a seam: tests answer without a dialog

    def menu(self) -> QMenu:
        """A new menu; it goes when it closes."""
        menu = QMenu(self._window)
        for entry, text in ENTRIES:
            if entry:
                menu.addAction(text).setData(entry)
            else:
                menu.addSeparator()
        menu.addSeparator()
        menu.addMenu(self._scales(menu))
        menu.triggered.connect(self._on_triggered)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def choose(self, entry: str) -> None:
        """Ask for a file where one is needed; then it is wanted."""
        path: Path | None = None
        if entry in FILES:
            title, name, kinds = FILES[entry]
            path = self.ask(self._window, title, name, kinds)
            if path is None:
                return
            path = path.with_suffix(path.suffix or Path(name).suffix)
        self.wanted.emit(entry, path)

    def _scales(self, menu: QMenu) -> QMenu:
        inside = QMenu("Size of pictures", menu)
        group = QActionGroup(inside)
        for scale in SCALES:
            action = QAction(f"{scale}× as on screen" if scale > 1 else "As on screen", group)
            action.setCheckable(True)
            action.setChecked(scale == self.scale)
            action.setData(scale)
            inside.addAction(action)
        return inside

    def _on_triggered(self, action: QAction) -> None:
        if isinstance(action.data(), int):
            self.scale = action.data()
        else:
            self.choose(str(action.data()))
