"""The project in the window: its file, whether it differs from it, new, open and save."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.session.desks import Desks
from explorer.session.project.first_project import first_project
from explorer.session.project.project_contents import ProjectContents
from explorer.session.project.project_file import SUFFIX, read_project, write_project
from explorer.session.project.project_state import ProjectState
from explorer.session.project.recent_projects import remember_project
from explorer.session.worker import Failure

UNTITLED = "Untitled"
BUSY = "A run is under way: stop it first, then open another project."
SLOW_MS = 500  # a file that takes longer than this is worth a word


class ProjectDesk(QObject):
    """Files are read and written on the disk's thread: the drive may be slow.

    `changed` follows path, title and `modified`; `opened` another project; `saved` a file written;
    `failed` carries a sentence, and everything is then as it was before.
    """

    changed = Signal()
    opened = Signal()
    saved = Signal()
    failed = Signal(str)

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._desks = desks
        self._contents = ProjectContents(desks)
        self.path: Path | None = None
        self.modified = False
        self._opening = False
        self._saves = 0
        self._wanted: Path | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._ask_for_patience)
        self._patience = ""
        # The work that is safe on disk, or that New began with; None if none of it is.
        self._kept: tuple[object, ...] | None = self.state().work
        for signal in (
            desks.edits.stackChanged,
            desks.training.settingsChanged,
            desks.probes.changed,
            desks.data.changed,
            desks.data.encodingChanged,
            desks.inspection.ownChanged,
        ):
            signal.connect(self._compare)

    @property
    def title(self) -> str:
        """What people call the project: its file's name."""
        return UNTITLED if self.path is None else self.path.stem

    @property
    def saving(self) -> bool:
        """Whether a file is being written; `saved` or `failed` follows."""
        return self._saves > 0

    def state(self) -> ProjectState:
        """Return everything that a file would hold now."""
        return self._contents.take()

    # What the user does -----------------------------------------------------------------------

    def new(self) -> bool:
        """Start over with the first project. Unsaved work is gone: ask before."""
        return self._may_change() and self._take_up(first_project(), None)

    def open(self, path: Path) -> None:
        """Open a file. Unsaved work is gone: ask before. `opened` or `failed` follows."""
        if self._may_change():
            path = self._wanted = _whole(path)
            self._wait_with(f"Opening {path.name}…")
            self._desks.disk.submit(
                partial(_read, path),
                partial(self._on_read, path, self.state().work),
                self._on_failure,
            )

    def recover(
        self, state: ProjectState, path: Path | None, kept: tuple[object, ...] | None
    ) -> bool:
        """Go on with work that a crash has left; it is unsaved unless `kept`, its file's, is it."""
        if not self._may_change():
            return False
        self._take_up(state, path)
        self._kept = kept
        self._compare()
        return True

    def save(self) -> None:
        """Write the project to its file; it must have one. `saved` or `failed` follows."""
        assert self.path is not None, "a project without a file is saved by save_as"
        self._save(self.path)

    def save_as(self, path: Path) -> None:
        """Write to this file, and call it the project's. `saved` or `failed` follows."""
        named = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        self._save(_whole(named))

    # How --------------------------------------------------------------------------------------

    def _save(self, path: Path) -> None:
        state = self.state()
        self._saves += 1
        self._wait_with(f"Saving {path.name}…")
        self._desks.disk.submit(
            partial(_write, path, state),
            partial(self._on_written, path, state.work),
            self._on_save_failure,
        )

    def _on_written(self, path: Path, work: tuple[object, ...], complaint: object) -> None:
        self._saves -= 1
        self._slow.stop()
        self._settle(path, work)
        self._compare()  # the user may have gone on meanwhile
        self._desks.notice.emit(f"Saved as {path}.")
        if complaint:
            self._desks.failed.emit(str(complaint))
        self.saved.emit()

    def _on_save_failure(self, failure: Failure) -> None:
        self._saves -= 1
        self._on_failure(failure)

    def _on_read(self, path: Path, work: tuple[object, ...], answer: object) -> None:
        assert isinstance(answer, _Read)
        self._slow.stop()
        if path != self._wanted or not self._may_change():
            return
        if self.state().work != work:
            self.failed.emit(f"You went on working while {path.name} was read: open it again.")
            return
        self._wanted = None
        if answer.complaint:
            self._desks.failed.emit(answer.complaint)
        self._take_up(answer.state, path)

    def _on_failure(self, failure: Failure) -> None:
        self._slow.stop()
        self.failed.emit(failure.sentence)

    def _wait_with(self, sentence: str) -> None:
        self._patience = sentence
        self._slow.start()

    def _ask_for_patience(self) -> None:
        self._desks.notice.emit(self._patience)

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
        if self._desks.training.busy:
            self.failed.emit(BUSY)
            return False
        return True


@dataclass(frozen=True)
class _Read:
    state: ProjectState
    complaint: str


def _read(path: Path) -> _Read:
    """On the disk's thread. Raises UserProblem."""
    return _Read(read_project(path), _remember(path))


def _write(path: Path, state: ProjectState) -> str:
    """On the disk's thread; what is said of it is only that the list of projects was not kept."""
    write_project(path, state)
    return _remember(path)


def _remember(path: Path) -> str:
    try:
        remember_project(path)
    except OSError as error:
        return f"The list of recent projects cannot be kept: {error.strerror or error}."
    return ""


def _whole(path: Path) -> Path:
    """The path from the root on, whatever folder the program was started in."""
    return path.expanduser().absolute()
