"""Unsaved work outlives a crash: kept every 30 seconds, offered at the next start."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.problem import UserProblem
from explorer.session.project_state import ProjectState
from explorer.session.recovery_file import (
    Leftover,
    leftovers,
    own_file,
    read_recovery,
    write_recovery,
)

if TYPE_CHECKING:
    from explorer.session.session import Session

KEEP_MS = 30_000


class RecoveryDesk(QObject):
    """Keeps this window's unsaved work, and holds what another window left: `offer`.

    `changed` follows `offer` and `problem`, why the offer could not be taken up.
    """

    changed = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._kept: ProjectState | None = None
        self._complained = False
        self.offer: Leftover | None = None
        self.problem = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.keep)
        self._timer.start(KEEP_MS)
        session.project.saved.connect(self._drop_own)
        session.project.opened.connect(self._drop_own)

    def keep(self) -> None:
        """Write the unsaved work down, if there is any that is not written yet."""
        project = self._session.project
        if not project.modified:
            self._drop_own()
            return
        state = project.state()
        if state == self._kept:
            return
        try:
            write_recovery(state, project.path)
        except OSError as error:
            self._complain(error)
        else:
            self._kept = state
            self._complained = False

    def end(self) -> None:
        """The window closes, and what is not saved by now is not wanted."""
        self._timer.stop()
        self._drop_own()

    # What others left -------------------------------------------------------------------------

    def look(self) -> None:
        """Look for work that a crashed window has left; `offer` is the newest."""
        found = leftovers()
        self.offer, self.problem = found[0] if found else None, ""
        self.changed.emit()

    def take(self) -> None:
        """Go on with the offered work; from then on it is this window's to keep."""
        offer = self.offer
        if offer is None:
            return
        try:
            state, path = read_recovery(offer.path)
        except UserProblem as problem:
            self.problem = str(problem)
            self.changed.emit()
            return
        if self._session.project.recover(state, path):
            # Ours is on disk before theirs goes: a second crash loses nothing either.
            self.keep()
            if self._kept is not None or not self._session.project.modified:
                self._remove(offer)

    def discard(self) -> None:
        """Throw the offered work away."""
        if self.offer is not None:
            self._remove(self.offer)

    def _remove(self, leftover: Leftover) -> None:
        try:
            leftover.path.unlink(missing_ok=True)
        except OSError as error:
            self.problem = f"{leftover.path} cannot be removed: {error.strerror or error}."
            self.changed.emit()
            return
        self.look()

    def _drop_own(self) -> None:
        if self._kept is not None:
            self._kept = None
            try:
                own_file().unlink(missing_ok=True)
            except OSError as error:
                self._complain(error)

    def _complain(self, error: OSError) -> None:
        """Say once, not every 30 seconds, that a crash would lose the unsaved work."""
        if not self._complained:
            self._complained = True
            reason = error.strerror or error
            self._session.notice.emit(f"Unsaved work cannot be kept for a crash: {reason}.")
