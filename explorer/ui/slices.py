"""Long work on the window's own thread, in slices too short to be felt.

For work that is quick but not quick enough for one frame, and that would only wait behind a
training batch on the worker: counting words, searching texts, adding up files.
"""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

SLICE_SECONDS = 0.005
"""A frame has 16 ms, and painting wants the rest."""


class Slices(QObject):
    """Runs one iterator at a time, `SLICE_SECONDS` a turn of the event loop.

    `told` carries what the iterator yields, but for None, which only marks a place to pause at;
    `ended` follows its last value. Each step of the iterator should take well under a millisecond.
    """

    told = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Iterator[object] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    @property
    def running(self) -> bool:
        """Whether there is work left."""
        return self._work is not None

    def run(self, work: Iterator[object]) -> None:
        """Begin this work, dropping what was under way."""
        self._work = work
        self._timer.start()

    def stop(self) -> None:
        """Drop the work under way."""
        self._work = None
        self._timer.stop()

    def _turn(self) -> None:
        work = self._work
        if work is None:
            return
        end = perf_counter() + SLICE_SECONDS
        while perf_counter() < end:
            try:
                value = next(work)
            except StopIteration:
                self.stop()
                self.ended.emit()
                return
            if value is not None:
                self.told.emit(value)
                if self._work is not work:
                    return  # whoever was told has begun something else
