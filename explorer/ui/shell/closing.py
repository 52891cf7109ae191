"""Closing a window that is at work: never at once, always in the end.

What the user has asked to be saved comes first: the window closes itself once it is written, and
stays, to say why, if that fails. What takes long is shown, and can be given up.

A QThread that is destroyed while it runs takes the process with it. So the first close is turned
down, the worker is told to finish between two batches, and the window closes itself once the
thread has ended. Until then it stays alive and says what it waits for.
"""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from explorer.session.save_desk import SaveDesk
from explorer.session.session import Session
from explorer.ui.shell.saving_dialog import GIVE_UP, SETTLED, STAY, SavingDialog

SENTENCE = "Stopping after this batch; finished epochs are kept"
PATIENCE_MS = 500  # a file that takes longer is worth a dialog


class SavesFirst(QObject):
    """Asked by the window's closeEvent, before anything else, whether it may close now."""

    def __init__(self, saves: SaveDesk, window: QMainWindow) -> None:
        super().__init__(window)
        self._saves = saves
        self._window = window
        self._waiting = False
        self._dialog: SavingDialog | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._ask)
        saves.settled.connect(self._on_settled)

    def may_close(self) -> bool:
        """Return whether every file is written; if not, close the window when it is."""
        if not self._saves.busy:
            return True
        if not self._waiting:
            self._waiting = True
            self._saves.say_what_it_waits_for()
            self._patience.start(PATIENCE_MS)
        return False

    def _ask(self) -> None:
        """It takes its time: show how far it is, and offer the ways out of waiting."""
        if self._waiting and self._dialog is None:
            self._dialog = SavingDialog(self._saves, self._window)
            self._dialog.finished.connect(self._on_answer)
            self._dialog.open()

    def _on_answer(self, answer: int) -> None:
        self._dialog = None
        if answer == GIVE_UP:
            self._saves.give_up()  # what cannot be given up is still waited for
        elif answer == STAY:
            self._waiting = False

    def _on_settled(self, well: bool) -> None:
        waiting, self._waiting = self._waiting, False
        self._patience.stop()
        if self._dialog is not None:
            self._dialog.done(SETTLED)
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
