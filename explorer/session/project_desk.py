"""The project in the window: its file, whether it differs from it, new, open and save."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.problem import UserProblem
from explorer.session.first_project import first_project
from explorer.session.project_contents import ProjectContents
from explorer.session.project_file import SUFFIX, read_project, write_project
from explorer.session.project_state import ProjectState
from explorer.session.recent_projects import remember_project

if TYPE_CHECKING:
    from explorer.session.session import Session

UNTITLED = "Untitled"
BUSY = "A run is under way: stop it first, then open another project."


class ProjectDesk(QObject):
    """Files are small, and read and written at once: see `write_project` for the milliseconds.

    `changed` follows path, title and `modified`; `opened` another project; `saved` a file written;
    `failed` carries a sentence, and everything is then as it was before.
    """

    changed = Signal()
    opened = Signal()
    saved = Signal()
    failed = Signal(str)

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._contents = ProjectContents(session)
        self.path: Path | None = None
        self.modified = False
        self._opening = False
        # The work that is safe on disk, or that New began with; None if none of it is.
        self._kept: tuple[object, ...] | None = self.state().work
        for signal in (
            session.edits.stackChanged,
            session.training.settingsChanged,
            session.training.probeChanged,
            session.data.changed,
            session.data.encodingChanged,
            session.inspection.ownChanged,
        ):
            signal.connect(self._compare)

    @property
    def title(self) -> str:
        """What people call the project: its file's name."""
        return UNTITLED if self.path is None else self.path.stem

    def state(self) -> ProjectState:
        """Return everything that a file would hold now."""
        return self._contents.take()

    # What the user does -----------------------------------------------------------------------

    def new(self) -> bool:
        """Start over with the first project. Unsaved work is gone: ask before."""
        return self._may_change() and self._take_up(first_project(), None)

    def open(self, path: Path) -> bool:
        """Open a file. Unsaved work is gone: ask before. False, and `failed`, if that fails."""
        if not self._may_change():
            return False
        path = _whole(path)
        try:
            state = read_project(path)
        except UserProblem as problem:
            self.failed.emit(str(problem))
            return False
        self._remember(path)
        return self._take_up(state, path)

    def recover(self, state: ProjectState, path: Path | None) -> bool:
        """Go on with work that a crash has left; it is unsaved unless its file holds the same."""
        if not self._may_change():
            return False
        try:
            kept = None if path is None else read_project(path).work
        except UserProblem:  # then nothing on disk holds the work, and saving will say the rest
            kept = None
        self._take_up(state, path)
        self._kept = kept
        self._compare()
        return True

    def save(self) -> bool:
        """Write the project to its file; it must have one. False, and `failed`, if that fails."""
        assert self.path is not None, "a project without a file is saved by save_as"
        return self._save(self.path)

    def save_as(self, path: Path) -> bool:
        """Write to this file, and call it the project's. False, and `failed`, if that fails."""
        named = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        return self._save(_whole(named))

    # How --------------------------------------------------------------------------------------

    def _save(self, path: Path) -> bool:
        state = self.state()
        try:
            write_project(path, state)
        except UserProblem as problem:
            self.failed.emit(str(problem))
            return False
        self._remember(path)
        self._settle(path, state.work)
        self.saved.emit()
        return True

    def _take_up(self, state: ProjectState, path: Path | None) -> bool:
        self._opening = True
        try:
            self._contents.put(state)
        finally:
            self._opening = False
        self._settle(path, self.state().work)
        self.opened.emit()
        return True

    def _settle(self, path: Path | None, kept: tuple[object, ...]) -> None:
        self.path, self._kept, self.modified = path, kept, False
        self.changed.emit()

    def _compare(self) -> None:
        modified = self._kept is None or self.state().work != self._kept
        if not self._opening and modified != self.modified:
            self.modified = modified
            self.changed.emit()

    def _may_change(self) -> bool:
        if self._session.training.busy:
            self.failed.emit(BUSY)
            return False
        return True

    def _remember(self, path: Path) -> None:
        try:
            remember_project(path)
        except OSError as error:
            reason = error.strerror or error
            self._session.notice.emit(f"The list of recent projects cannot be kept: {reason}.")


def _whole(path: Path) -> Path:
    """The path from the root on, whatever folder the program was started in."""
    return path.expanduser().absolute()
