"""New, open, save and close, with the questions between: which file, and what of unsaved work."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from explorer.session.project.openable import kind_of
from explorer.session.project.project_file import SUFFIX
from explorer.session.project.recent_projects import recent_projects
from explorer.session.session import Session
from explorer.ui.controls.file_dialog import dress
from explorer.ui.shell.unsaved_dialog import DISCARD, SAVE, UnsavedDialog

KINDS = [f"Carrytrack projects (*{SUFFIX})", "All files (*)"]
Then = Callable[[], object]


class ProjectFlow(QObject):
    """One question at a time; none of them blocks, so the window lives on behind it."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._project = session.project
        self._window = window
        self._dialog: QDialog | None = None
        self._then: Then | None = None  # what a question is asked for
        self._after_save: Then | None = None
        self._closing = False
        self._project.saved.connect(self._on_saved)
        self._project.failed.connect(self._on_failed)

    @property
    def unsaved(self) -> bool:
        """Whether there is work to ask about."""
        return self._project.modified

    # What the user does -----------------------------------------------------------------------

    def new(self) -> None:
        """Start over, once nothing unsaved is lost by it."""
        self.when_safe(self._project.new)

    def open(self) -> None:
        """Ask for a file and open it, once nothing unsaved is lost by it."""
        self.when_safe(self._ask_what_to_open)

    def open_path(self, path: Path) -> None:
        """Open a project, a run folder or a Keras file."""
        if kind_of(path) in ("run", "keras"):
            self._session.inspection.open_run(path)
            self._session.go("inspect")
        else:  # and where it is nothing of the sort, the project says what is wrong
            self.when_safe(partial(self._project.open, path))

    def save(self) -> None:
        """Save to the project's file; ask for one if it has none."""
        if self._dialog is None:
            self._save_then(None)

    def save_as(self) -> None:
        """Ask for a file and save to it."""
        if self._dialog is None:
            self._then = None
            self._ask_where_to_save()

    def may_close(self) -> bool:
        """Whether the window may close now; if not, it asks, and closes on the right answer."""
        if not self._closing and self.unsaved:
            self.when_safe(self._close)
            return False
        # Once it may, nothing stops it any more: the worker is ended next.
        self._closing = True
        return True

    def when_safe(self, then: Then) -> None:
        """Do it now if everything is saved, or once the user has saved it or let it go."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
        elif not self.unsaved:
            then()
        elif self._project.saving:
            self._after_save = then
        else:
            self._then = then
            named = self._project.path is not None
            self._ask(UnsavedDialog(self._project.title, named, self._window), self._on_answer)

    # Questions --------------------------------------------------------------------------------

    def _ask(self, dialog: QDialog, on_answer: Callable[[int], None]) -> None:
        if isinstance(dialog, QFileDialog):
            dress(dialog)
        self._dialog = dialog
        dialog.finished.connect(on_answer)
        dialog.open()

    def _on_answer(self, answer: int) -> None:
        self._dialog = None
        then, self._then = self._then, None
        if answer == SAVE:
            self._save_then(then)
        elif answer == DISCARD and then is not None:
            then()

    def _save_then(self, then: Then | None) -> None:
        if self._project.path is None:
            self._then = then
            self._ask_where_to_save()
        else:
            self._after_save = then
            self._project.save()

    def _on_saved(self) -> None:
        then, self._after_save = self._after_save, None
        if then is not None:
            self.when_safe(then)  # asks again if the user has gone on meanwhile

    def _on_failed(self) -> None:
        self._after_save = None

    def _ask_where_to_save(self) -> None:
        dialog = self._file_dialog("Save the project")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        path = self._project.path
        dialog.selectFile(path.name if path is not None else self._name_for_it())
        self._ask(dialog, self._on_place)

    def _on_place(self, answer: int) -> None:
        path = self._chosen(answer)
        then, self._then = self._then, None
        if path is not None:
            self._after_save = then
            self._project.save_as(path)

    def _ask_what_to_open(self) -> None:
        dialog = self._file_dialog("Open a project")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._ask(dialog, self._on_file)

    def _on_file(self, answer: int) -> None:
        path = self._chosen(answer)
        if path is not None:
            self._project.open(path)

    def _chosen(self, answer: int) -> Path | None:
        """What the file dialog that has just been answered was answered with."""
        dialog, self._dialog = self._dialog, None
        assert isinstance(dialog, QFileDialog)
        files = dialog.selectedFiles()
        return Path(files[0]) if answer == QDialog.DialogCode.Accepted and files else None

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(self._folder()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters(KINDS)
        return dialog

    def _folder(self) -> Path:
        """Where the project lies, or the last one, or the user's documents."""
        for path in (self._project.path, *recent_projects()[:1]):
            if path is not None and path.parent.is_dir():
                return path.parent
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents))

    def _name_for_it(self) -> str:
        """The stack's name, with nothing in it that a file name cannot hold."""
        title = self._session.edits.stack.title
        kept = "".join(letter if letter not in '\\/:*?"<>|' else " " for letter in title)
        return (" ".join(kept.split()).strip(".") or self._project.title) + SUFFIX

    def _close(self) -> None:
        self._closing = True
        self._window.close()
