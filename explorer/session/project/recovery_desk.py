"""Unsaved work outlives a crash: kept every 30 seconds, offered at the next start."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.problem import UserProblem
from explorer.session.desks import Desks
from explorer.session.project.project_desk import ProjectDesk
from explorer.session.project.project_file import read_project
from explorer.session.project.project_state import ProjectState
from explorer.session.project.recovery_file import (
    Leftover,
    leftovers,
    own_file,
    read_recovery,
    write_recovery,
)
from explorer.session.worker import Failure

KEEP_MS = 30_000


class RecoveryDesk(QObject):
    """Keeps this window's unsaved work, and holds what another window left: `offer`.

    `changed` follows `offer` and `problem`, why the offer could not be taken up.
    """

    changed = Signal()

    def __init__(self, desks: Desks, project: ProjectDesk) -> None:
        super().__init__(desks)
        self._desks, self._project = desks, project
        self._kept: ProjectState | None = None
        self._complained = False
        self.offer: Leftover | None = None
        self.problem = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.keep)
        self._timer.start(KEEP_MS)
        project.saved.connect(self._drop_own)
        project.opened.connect(self._drop_own)

    def keep(self) -> None:
        """Write the unsaved work down, if there is any that is not written yet."""
        self._keep(_nothing_more)

    def _keep(self, then: Callable[[], None]) -> None:
        """Write it down, and do something once it is on the disk."""
        project = self._project
        if not project.modified:
            self._drop_own()
            then()
            return
        state = project.state()
        if state == self._kept:
            return
        self._kept = state
        self._desks.disk.submit(
            partial(write_recovery, state, project.path),
            partial(self._on_kept, then),
            self._on_not_kept,
        )

    def _on_kept(self, then: Callable[[], None], _answer: object) -> None:
        self._complained = False
        then()

    def _on_not_kept(self, failure: Failure) -> None:
        self._kept = None
        self._complain(failure)

    def end(self) -> None:
        """The window closes, and what is not saved by now is not wanted."""
        self._timer.stop()
        self._drop_own()

    def leave(self) -> None:
        """The window has to close before anybody could be asked: what is unsaved is kept."""
        self._timer.stop()
        self.keep()

    # What others left -------------------------------------------------------------------------

    def look(self) -> None:
        """Look for work that a crashed window has left; `offer` is the newest."""
        found = leftovers()
        self.offer, self.problem = found[0] if found else None, ""
        self.changed.emit()

    def take(self) -> None:
        """Go on with the offered work; from then on it is this window's to keep."""
        if self.offer is not None:
            self._desks.disk.submit(
                partial(_read, self.offer.path),
                partial(self._on_taken, self.offer),
                self._on_not_taken,
            )

    def _on_taken(self, offer: Leftover, answer: object) -> None:
        assert isinstance(answer, tuple)
        if offer == self.offer and self._project.recover(*answer):
            # Ours is on disk before theirs goes: a second crash loses nothing either.
            self._keep(partial(self._remove, offer))

    def _on_not_taken(self, failure: Failure) -> None:
        if self.offer is not None and not self.offer.path.exists():
            self._desks.notice.emit("Another window has recovered or discarded this work already.")
            self.look()
            return
        self._fail(failure.sentence)

    def _fail(self, sentence: str) -> None:
        self.problem = sentence
        self.changed.emit()
        self._desks.failed.emit(sentence)

    def discard(self) -> None:
        """Throw the offered work away."""
        if self.offer is not None:
            self._remove(self.offer)

    def _remove(self, leftover: Leftover) -> None:
        try:
            leftover.path.unlink(missing_ok=True)
        except OSError as error:
            self._fail(f"{leftover.path} cannot be removed: {error.strerror or error}.")
            return
        self.look()

    def _drop_own(self) -> None:
        if self._kept is not None:
            self._kept = None
            self._desks.disk.submit(_drop, _ignore, self._complain)

    def _complain(self, failure: Failure) -> None:
        """Say once, not every 30 seconds, that a crash would lose the unsaved work."""
        if not self._complained:
            self._complained = True
            self._desks.failed.emit(f"Unsaved work cannot be kept for a crash: {failure.sentence}.")


def _drop() -> None:
    own_file().unlink(missing_ok=True)


def _read(path: Path) -> tuple[ProjectState, Path | None, tuple[object, ...] | None]:
    """Return the state, its project's file, and the work that this file holds."""
    state, file = read_recovery(path)
    try:
        kept = None if file is None else read_project(file).work
    except UserProblem:  # then nothing on disk holds the work, and saving will say the rest
        kept = None
    return state, file, kept


def _nothing_more() -> None: ...


def _ignore(_answer: object) -> None: ...
