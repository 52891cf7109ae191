"""Many events, few redraws."""

from time import monotonic, thread_time

from PySide6.QtCore import QObject, QTimer, Signal


class Throttle(QObject):
    """Turns any number of `request()` calls into one `due` signal every `interval_ms` at most.

    The first request after a quiet time is answered as soon as the events at hand are through.
    share: of the time that the window's thread may be at work from one `due` to the next; after
    work that took long, the next one waits in proportion.
    """

    due = Signal()

    def __init__(
        self, interval_ms: int, parent: QObject | None = None, *, share: float = 1.0
    ) -> None:
        super().__init__(parent)
        self._interval, self._share = interval_ms / 1000, share
        self._since, self._work = -interval_ms / 1000, 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fire)

    def request(self) -> None:
        """Something has changed."""
        if not self._timer.isActive():
            self._timer.start(self._milliseconds_left())

    def _fire(self) -> None:
        left = self._milliseconds_left()  # the last one may have been painted since
        if left > 1:
            self._timer.start(left)
            return
        self._since, self._work = monotonic(), thread_time()
        self.due.emit()

    def _milliseconds_left(self) -> int:
        worked = thread_time() - self._work
        wait = max(self._interval, worked / self._share)
        return max(0, round(1000 * (self._since + wait - monotonic())))
