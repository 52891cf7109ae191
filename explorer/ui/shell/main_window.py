"""The window: top bar, nav rail, the pages one above the other, status bar."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QMainWindow, QStackedWidget, QWidget

from explorer.session.session import Session
from explorer.ui.shell.actions import ShellActions
from explorer.ui.shell.closing import DeferredClose, SavesFirst
from explorer.ui.shell.commands import Commands
from explorer.ui.shell.dropped_file import dropped_file
from explorer.ui.shell.motion import set_reduced_motion
from explorer.ui.shell.nav_rail import NavRail
from explorer.ui.shell.project_failure import ProjectFailure
from explorer.ui.shell.recent_menu import RecentMenu
from explorer.ui.shell.status_bar import StatusBar
from explorer.ui.shell.top_bar import TopBar
from explorer.ui.shell.window_memory import WindowMemory
from explorer.ui.theme.theme import theme

MENU_GROUPS = ("file", "edit", "pages", "view", "help", "quit")


class MainWindow(QMainWindow):
    """The frame around the pages. `pages` maps the names of session.pages.PAGES to widgets."""

    def __init__(self, session: Session, pages: dict[str, QWidget]) -> None:
        super().__init__()
        self.session = session
        self.pages = pages
        self.setAcceptDrops(True)
        self.top_bar = TopBar(session)
        self.nav_rail = NavRail(tuple(pages))
        self.status_bar = StatusBar(session)
        self._stack = QStackedWidget()
        self._open = next(iter(pages))
        self._leaving = False
        self._saves = SavesFirst(session.saves, self)
        self._closing = DeferredClose(session, self)
        self._commands = Commands(session, self)
        self.failure = ProjectFailure(session, self)
        self.shell_actions = ShellActions(self._commands, tuple(pages))
        self._lay_out()
        self._fill_menus()
        self._connect()
        self._remember()

    @property
    def page(self) -> QWidget:
        """The page that is open."""
        return self.pages[self._open]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close now, or once files and unsaved work are settled and the worker has ended."""
        questions = () if self._leaving else (self._saves, self._commands.projects)
        if not all(each.may_close() for each in (*questions, self._closing)):  # in this order
            event.ignore()
            return
        if not self._leaving:
            self.session.recovery.end()
        memory = WindowMemory()
        memory.keep_place(self)
        memory.page = self.session.page
        memory.write()
        event.accept()

    def leave(self) -> None:
        """Close without a question: the next start offers the unsaved work."""
        if not (self._leaving or self._closing.waiting):
            self._leaving = True
            self.session.recovery.leave()
            # Once it is on the disk, with whatever was to be written before it.
            self.session.disk.submit(int, self._close_now, self._close_now)

    def _close_now(self, _answer: object) -> None:
        for dialog in self.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        self.close()

    def open(self, path: Path) -> None:
        """Open a project, a run folder or a Keras file."""
        self._commands.projects.open_path(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that can be opened."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open it."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    def _lay_out(self) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.top_bar, 0, 0, 1, 2)
        grid.addWidget(self.nav_rail, 1, 0)
        grid.addWidget(self._stack, 1, 1)
        corner = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        grid.addWidget(self.failure, 1, 1, corner)  # over the page
        grid.addWidget(self.status_bar, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        for page in self.pages.values():
            self._stack.addWidget(page)
        self.setCentralWidget(body)

    def _fill_menus(self) -> None:
        actions = self.shell_actions
        menu = self.top_bar.project.popup
        actions.fill(menu, MENU_GROUPS)
        self.recent = RecentMenu(self.session, self._commands.projects, menu)
        menu.insertMenu(actions["save"], self.recent)
        actions.fill(self.top_bar.theme_menu, ("theme",))

    def _connect(self) -> None:
        session = self.session
        session.pageChanged.connect(self._show_page)
        session.project.changed.connect(self._show_title)
        session.training.stateChanged.connect(self._show_busy)
        self.nav_rail.chosen.connect(session.go)
        self.top_bar.asked.connect(session.go)
        self.top_bar.recovery.wanted.connect(self._recover)
        self.top_bar.recovery.later.triggered.connect(self._focus_page)  # the chip had it
        session.recovery.changed.connect(self._focus_page)
        self.top_bar.help_button.clicked.connect(self._commands.show_shortcuts)

    def _recover(self) -> None:
        self._commands.projects.when_safe(self.session.recovery.take)

    def _remember(self) -> None:
        memory = WindowMemory()
        theme().set_mode(memory.theme_mode)
        set_reduced_motion(self, memory.reduced_motion)
        memory.restore_place(self)
        if memory.page in self.pages:
            self.session.go(memory.page)
        self._show_page(self.session.page)
        self._show_title()
        self._show_busy()

    def _show_page(self, page: str) -> None:
        if page in self.pages:
            self._open = page
            self._stack.setCurrentWidget(self.page)
            self.nav_rail.show_page(page)
            self._focus_page()

    def _focus_page(self) -> None:
        """The page's keys work at once, without a click into it first."""
        focused = self.focusWidget()
        if focused is None or not self.page.isAncestorOf(focused):
            self.page.setFocus()

    def _show_title(self) -> None:
        project = self.session.project
        mark = "• " if project.modified else ""
        self.setWindowTitle(f"{mark}{project.title} · Carrytrack")

    def _show_busy(self) -> None:
        if "train" in self.pages:
            self.nav_rail.set_busy("train", self.session.training.busy)
