"""The bar at the top: the menu, three chips that lead to their pages, theme and help.

After a crash a fourth one offers what it left.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from explorer.session.session import Session
from explorer.ui.controls.chip import Chip
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.shell.chip_words import (
    ChipWords,
    data_words,
    run_state,
    stack_words,
)
from explorer.ui.shell.project_button import ProjectButton
from explorer.ui.shell.recovery_chip import RecoveryChip
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

HEIGHT = 48
BRAND_WIDTH = 72
BRAND = 26
PROJECT_WIDTH = 264
PROJECT_LEFT = 8  # and the button's own 8: the name stands 16 right of the rail


class TopBar(QFrame):
    """Follows the session; `asked(page)` when a chip is clicked."""

    asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "toolbar")
        self.setFixedHeight(HEIGHT)
        self.project = ProjectButton()
        self.model_chip = Chip(icon_name="build")
        self.data_chip = Chip(icon_name="data")
        self.run_chip = Chip(icon_name="train")
        self.recovery = RecoveryChip(session)
        self.theme_button = _menu_button("sun", "Theme")
        self.help_button = IconButton("help", "Keyboard shortcuts")
        self.help_button.set_name("Keyboard shortcuts", "F1")
        # Only the stack's line shrinks: the others are short, and it has a tooltip.
        for chip in (self.data_chip, self.run_chip, self.recovery):
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(8)
        box = QWidget()
        box.setMaximumWidth(PROJECT_WIDTH - 8)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inner = QHBoxLayout(box)
        inner.setContentsMargins(PROJECT_LEFT, 0, 0, 0)
        inner.addWidget(self.project)
        inner.addStretch(1)
        row.addSpacing(BRAND_WIDTH)
        # All room up to its width, so that the chips stand still; the first to give way.
        row.addWidget(box, 1000)
        for chip in (self.model_chip, self.data_chip, self.run_chip):
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self.recovery)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.theme_button)
        buttons.addWidget(self.help_button)
        row.addLayout(buttons)

    def _connect(self) -> None:
        session = self._session
        session.project.changed.connect(self._show_project)
        session.edits.stackChanged.connect(self._show_stack)
        session.edits.reportChanged.connect(self._show_stack)
        session.data.changed.connect(self._show_data)
        session.data.progressed.connect(self._show_data)
        session.training.stateChanged.connect(self._show_run)
        session.training.batchDone.connect(self._show_run)
        session.training.epochDone.connect(self._show_run)
        theme().changed.connect(self._show_theme)
        self.model_chip.clicked.connect(self._ask_build)
        self.data_chip.clicked.connect(self._ask_data)
        self.run_chip.clicked.connect(self._ask_train)
        self._show_project()
        self._show_stack()
        self._show_data()
        self._show_run()
        self._show_theme()

    @property
    def theme_menu(self) -> QMenu:
        """The menu under the theme button, to be filled."""
        menu = self.theme_button.menu()
        assert isinstance(menu, QMenu)
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame and the brand."""
        super().paintEvent(event)
        painter = QPainter(self)
        left, top = (BRAND_WIDTH - BRAND) // 2, (HEIGHT - 1 - BRAND) // 2
        painter.drawPixmap(left, top, pixmap("brand", "accent", BRAND, self.devicePixelRatioF()))
        painter.end()

    def _show_stack(self) -> None:
        _say(self.model_chip, stack_words(self._session.edits))

    def _show_project(self) -> None:
        project = self._session.project
        place = "" if project.path is None else str(project.path)
        self.project.set_name(project.title, modified=project.modified, place=place)

    def _show_data(self) -> None:
        data = self._session.data
        _say(self.data_chip, data_words(data))
        loading = data.state == "loading"
        progress = data.progress
        share = progress.done / max(1, progress.total) if progress else 0.0
        self.data_chip.set_ring(share if loading else None)
        self.data_chip.set_active(loading)

    def _show_run(self) -> None:
        shown = run_state(self._session.training)
        _say(self.run_chip, shown.words)
        self.run_chip.set_ring(shown.ring, done=shown.done)
        self.run_chip.set_active(shown.active)

    def _show_theme(self) -> None:
        self.theme_button.set_icon("sun" if theme().palette.is_dark else "moon")

    def _ask_build(self) -> None:
        self.asked.emit("build")

    def _ask_data(self) -> None:
        self.asked.emit("data")

    def _ask_train(self) -> None:
        self.asked.emit("train")


def _say(chip: Chip, words: ChipWords) -> None:
    chip.set_texts(words.strong, words.quiet)
    chip.setToolTip(words.full)


def _menu_button(icon_name: str, name: str) -> IconButton:
    button = IconButton(icon_name, name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    return button
