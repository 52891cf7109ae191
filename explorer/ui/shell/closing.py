"""Closing a window that is at work: never at once, always in the end.

What the user has asked to be saved comes first: the window closes itself once it is written, and
stays, to say why, if that fails.

A QThread that is destroyed while it runs takes the process with it. So the first close is turned
down, the worker is told to finish between two batches, and the window closes itself once the
thread has ended. Until then it stays alive and says what it waits for.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from explorer.session.save_desk import SaveDesk
from explorer.session.session import Session

SENTENCE = "Stopping after this batch; finished epochs are kept"


class SavesFirst(QObject):
    """Asked by the window's closeEvent, before anything else, whether it may close now."""

    def __init__(self, saves: SaveDesk, window: QMainWindow) -> None:
        super().__init__(window)
        self._saves = saves
        self._window = window
        self._waiting = False
        saves.settled.connect(self._on_settled)

    def may_close(self) -> bool:
        """Return whether every file is written; if not, close the window when it is."""
        self._waiting = self._saves.busy
        return not self._waiting

    def _on_settled(self, well: bool) -> None:
        waiting, self._waiting = self._waiting, False
        if waiting and well:
            self._window.close()


class DeferredClose(QObject):
    """Asked by the window's closeEvent whether it may close now."""

    def __init__(self, session: Session, window: QMainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.waiting = False

    def may_close(self) -> bool:
        """Return whether the worker has ended; if not, end it and close the window then."""
        worker = self._session.worker
        if not worker.isRunning():
            return True
        if not self.waiting:
            self.waiting = True
            if self._session.training.busy:
                self._session.notice.emit(SENTENCE)
            worker.finished.connect(self._close_again)
            self._session.training.stop()
            worker.finish()
        return False

    def _close_again(self) -> None:
        # `finished` is said a moment before the thread has ended: join it, or this close would
        # be turned down like the first one, and none would follow.
        self._session.worker.wait()
        self._window.close()
