"""Closing a window whose worker thread is at work: never at once, always in the end.

A QThread that is destroyed while it runs takes the process with it. So the first close is turned
down, the worker is told to finish between two batches, and the window closes itself once the
thread has ended. Until then it stays alive and says what it waits for.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from explorer.session.session import Session

SENTENCE = "Stopping after this batch; finished epochs are kept"


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
