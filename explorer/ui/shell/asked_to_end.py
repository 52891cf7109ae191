"""Ctrl+C, `kill` and logging out close the window; the second time they end it."""

import os
import signal
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QTimer

from explorer.ending import signals_to_heed

INTERPRETER_TURN_MS = 200


class AskedToEnd(QObject):
    """Hears the signals that ask for an end, and leaves at the window's next quiet moment.

    From the beginning, while there is no window yet: one that is half built cannot be left.

    Python handles signals only while its interpreter runs: a timer wakes it. The handler itself
    may run in the middle of anything, so it only takes note.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave: Callable[[], object] | None = None
        self._received = 0
        for number in signals_to_heed():
            signal.signal(number, self._hear)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def leave_by(self, leave: Callable[[], object]) -> None:
        """Call `leave` once, when an end is asked for or has been already; the window is there."""
        self._leave = leave
        self._timer.start(INTERPRETER_TURN_MS)

    @property
    def exit_code(self) -> int:
        """128 and the number of the signal that closed the window; 0 where none did."""
        return 128 + self._received if self._received else 0

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if self._received:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        self._received = number

    def _look(self) -> None:
        if self._received and self._leave is not None:
            leave, self._leave = self._leave, None
            leave()
