"""The Settings page: how the window looks, and what it keeps on disk."""

import platform
import shutil

import PySide6
import torch
from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer import __version__
from explorer.reviews.cache import cache_folder
from explorer.session.session import Session
from explorer.training.runs.run_folder import runs_home
from explorer.ui.controls.divider import divider
from explorer.ui.controls.segmented import Segmented
from explorer.ui.controls.switch import Switch
from explorer.ui.settings.storage_row import StorageRow
from explorer.ui.shell.motion import set_reduced_motion
from explorer.ui.shell.theme_choice import choose_theme
from explorer.ui.shell.window_memory import WindowMemory
from explorer.ui.theme.theme import theme

WIDEST = 760
THEMES = [("system", "As the system"), ("dark", "Dark"), ("light", "Light")]


class SettingsPage(QWidget):
    """Every setting takes effect at once and is remembered."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.themes = Segmented(THEMES, name="Theme", large=True)
        self.motion = Switch("Reduced motion")
        self.runs = StorageRow(
            "Runs",
            "Every run with the weights of each epoch. A run is a folder of its own; delete it "
            "there when it is no longer needed.",
            runs_home(),
            ("run", "runs"),
        )
        self.cache = StorageRow(
            "Encoded reviews",
            "Reviews already split into words, so that they open at once. Safe to clear: the "
            "next opening takes a few seconds longer.",
            cache_folder() / "corpora",
            ("corpus", "corpora"),
        )
        self.clear = QPushButton("Clear")
        self.cache.buttons.insertWidget(0, self.clear)
        self._lay_out()
        self._connect()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Count the folders anew each time the page is opened."""
        super().showEvent(event)
        self.refresh()
        self.runs.refresh()
        self.cache.refresh()

    def refresh(self) -> None:
        """Follow the theme, the memory and the data desk."""
        # Showing what was chosen elsewhere is not choosing it here.
        with QSignalBlocker(self.themes), QSignalBlocker(self.motion):
            self.themes.set_current(theme().mode)
            self.motion.setChecked(WindowMemory().reduced_motion)
        loading = self._session.data.state == "loading"
        self.clear.setEnabled(not loading)
        self.clear.setToolTip("The reviews are being read" if loading else "")

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(24, 24, 24, 24)
        column = QVBoxLayout()
        column.setSpacing(16)
        title = QLabel("Settings")
        title.setProperty("role", "title")
        column.addWidget(title)
        column.addWidget(
            _card(
                "Look",
                _row("Theme", "", self.themes),
                _row("Reduced motion", "Bars and cards jump instead of gliding.", self.motion),
            )
        )
        column.addWidget(_card("On this computer", self.runs, self.cache))
        versions = QLabel(
            f"Carrytrack {__version__} · torch {torch.__version__} · PySide6 {PySide6.__version__} "
            f"· Python {platform.python_version()}"
        )
        versions.setProperty("role", "caption")
        column.addWidget(versions)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(middle, 100)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    def _connect(self) -> None:
        self.themes.changed.connect(choose_theme)
        self.motion.toggled.connect(self._on_motion)
        self.clear.clicked.connect(self._on_clear)
        theme().changed.connect(self.refresh)
        self._session.data.changed.connect(self.refresh)

    def _on_motion(self, reduced: bool) -> None:
        WindowMemory().reduced_motion = reduced
        set_reduced_motion(self.window(), reduced)

    def _on_clear(self) -> None:
        # The corpus in use stays mapped: its files live on, unseen, until the window closes.
        shutil.rmtree(self.cache.folder, ignore_errors=True)
        left = self.cache.folder.exists()
        self._session.notice.emit(
            "Some encoded reviews are in use and could not be cleared"
            if left
            else "The encoded reviews are cleared"
        )
        self.cache.refresh()


def _row(title: str, text: str, control: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(16)
    words = QVBoxLayout()
    words.setSpacing(4)
    name = QLabel(title)
    name.setProperty("role", "heading")
    words.addWidget(name)
    if text:
        about = QLabel(text)
        about.setProperty("role", "secondary")
        words.addWidget(about)
    line.addLayout(words, 1)
    line.addWidget(control)
    return row


def _card(title: str, *rows: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(24, 16, 24, 20)
    column.setSpacing(16)
    heading = QLabel(title)
    heading.setProperty("role", "section")
    column.addWidget(heading)
    for place, row in enumerate(rows):
        if place:
            column.addWidget(divider())
        column.addWidget(row)
    return card
