"""Many events, few redraws."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal


class Throttle(QObject):
    """Turns any number of `request()` calls into one `due` signal every `interval_ms` at most.

    The first request after a quiet time is answered as soon as the events at hand are through.
    """

    due = Signal()

    def __init__(self, interval_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._interval = interval_ms
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fire)

    def request(self) -> None:
        """Something has changed."""
        if not self._timer.isActive():
            passed = self._since.elapsed() if self._since.isValid() else self._interval
            self._timer.start(max(0, self._interval - int(passed)))

    def _fire(self) -> None:
        self._since.start()
        self.due.emit()
