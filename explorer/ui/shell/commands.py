"""What the shell's actions do: one method each."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from explorer.session.session import Session
from explorer.ui.shell.project_flow import ProjectFlow
from explorer.ui.shell.shortcuts_dialog import ShortcutsDialog
from explorer.ui.shell.theme_choice import choose_theme
from explorer.ui.theme.theme import theme


class Commands(QObject):
    """Bound to one window and its session; the action table names these methods."""

    def __init__(self, session: Session, window: QMainWindow) -> None:
        super().__init__(window)
        self.session = session
        self.window = window
        self.projects = ProjectFlow(session, window)

    def new_project(self) -> None:
        """Start over."""
        self.projects.new()

    def open_project(self) -> None:
        """Ask for a project file and open it."""
        self.projects.open()

    def save_project(self) -> None:
        """Save the project; ask for a file if it has none."""
        self.projects.save()

    def save_project_as(self) -> None:
        """Save the project to another file."""
        self.projects.save_as()

    def undo(self) -> None:
        """Take the last edit back."""
        self.session.history.undo()

    def redo(self) -> None:
        """Do the edit again that was taken back."""
        self.session.history.redo()

    def show_page(self, page: str) -> None:
        """Open a page."""
        self.session.go(page)

    def choose_theme(self, mode: str) -> None:
        """Take the "dark", "light" or "system" theme and remember it."""
        choose_theme(mode)

    def flip_theme(self) -> None:
        """From dark to light or back."""
        choose_theme("light" if theme().palette.is_dark else "dark")

    def flip_full_screen(self) -> None:
        """Fill the screen, or give it back."""
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()

    def show_shortcuts(self) -> None:
        """Open the list of keyboard shortcuts."""
        dialog = ShortcutsDialog(self.window.actions(), self.window)
        dialog.open()

    def close_window(self) -> None:
        """Close the window; a run under way is stopped first."""
        self.window.close()
