"""Small files on a thread of their own: a slow drive holds up neither the window nor a run."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject, Signal

from explorer.session.worker import Failure, failure_of

Done = Callable[[object], None]
Failed = Callable[[Failure], None]


class Disk(QObject):
    """Does one piece of work after the other, in their order; what is queued is done in any case.

    The engine's worker is no place for it: a download may hold that up for half a minute.
    """

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Python joins this thread when it ends: nothing that was to be written is lost.
        self._thread = ThreadPoolExecutor(1, "disk")
        self._answered.connect(self._pass_on)

    def submit(self, work: Callable[[], object], done: Done, failed: Failed) -> None:
        """Do `work` on the thread; one of the two hears of it, on this object's thread."""
        self._thread.submit(self._run, work, done, failed)

    def wait(self) -> None:
        """Wait until all that was asked for is done; the answers come with the next events."""
        self._thread.submit(int).result()

    def _run(self, work: Callable[[], object], done: Done, failed: Failed) -> None:
        try:
            answer = partial(done, work())
        except OSError as error:
            answer = partial(failed, Failure(error.strerror or str(error)))
        except Exception as error:  # every failure must be heard of
            answer = partial(failed, failure_of(error))
        self._answered.emit(answer)

    def _pass_on(self, answer: Callable[[], None]) -> None:
        answer()
