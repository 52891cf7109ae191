"""What the window remembers from one launch to the next: one small INI file."""

import os
from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from explorer.ui.theme.theme import MODES

USUAL_SIZE = QSize(1440, 900)
LEAST_SIZE = QSize(1120, 700)
FIRST_PAGE = "inspect"


def memory_file() -> Path:
    """Where the window's memory lies: in CARRYTRACK_HOME, or in the user's settings folder."""
    told = os.environ.get("CARRYTRACK_HOME")
    home = Path(told) if told else platformdirs.user_config_path("carrytrack", appauthor=False)
    return home / "window.ini"


class WindowMemory:
    """Reads and writes the file; cheap to make, every copy sees the same values.

    A missing, foreign or damaged file means the defaults.
    """

    def __init__(self) -> None:
        self._kept = QSettings(str(memory_file()), QSettings.Format.IniFormat)

    @property
    def theme_mode(self) -> str:
        """One of the theme's MODES; "system" at first."""
        mode = str(self._kept.value("look/theme", "system"))
        return mode if mode in MODES else "system"

    @theme_mode.setter
    def theme_mode(self, mode: str) -> None:
        self._kept.setValue("look/theme", mode)

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing should glide."""
        return str(self._kept.value("look/reduced_motion", "false")) == "true"

    @reduced_motion.setter
    def reduced_motion(self, reduced: bool) -> None:
        self._kept.setValue("look/reduced_motion", "true" if reduced else "false")

    @property
    def page(self) -> str:
        """The page that was open last."""
        return str(self._kept.value("window/page", FIRST_PAGE))

    @page.setter
    def page(self, page: str) -> None:
        self._kept.setValue("window/page", page)

    @property
    def local_reviews(self) -> str:
        """The archive or folder that was loaded last; empty if none ever was."""
        return str(self._kept.value("data/local", ""))

    @local_reviews.setter
    def local_reviews(self, where: str) -> None:
        self._kept.setValue("data/local", where)

    @property
    def reader(self) -> bool:
        """Whether the chosen review stands beside the table of reviews."""
        return str(self._kept.value("data/reader", "true")) == "true"

    @reader.setter
    def reader(self, shown: bool) -> None:
        self._kept.setValue("data/reader", "true" if shown else "false")

    def keep_place(self, window: QWidget) -> None:
        """Note where a window stands, how large it is and whether it is maximised."""
        self._kept.setValue("window/place", window.saveGeometry())

    def restore_place(self, window: QWidget) -> None:
        """Put a window, not yet shown, where the last one stood, or in the middle at first."""
        window.setMinimumSize(LEAST_SIZE.boundedTo(_screen_area().size()))
        place = self._kept.value("window/place")
        if not isinstance(place, QByteArray) or not window.restoreGeometry(place):
            window.setGeometry(_middle())

    def write(self) -> None:
        """Put everything on disk now."""
        self._kept.sync()


def _middle() -> QRect:
    area = _screen_area()
    place = QRect(area.topLeft(), USUAL_SIZE.boundedTo(area.size()))
    place.moveCenter(area.center())
    return place


def _screen_area() -> QRect:
    screen = QGuiApplication.primaryScreen()
    return screen.availableGeometry() if screen is not None else QRect(0, 0, 1440, 900)
