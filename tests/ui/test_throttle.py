"""Many events, few redraws; and fewer still where one redraw takes long."""

from itertools import pairwise
from time import monotonic, thread_time

from PySide6.QtCore import QObject

from explorer.ui.controls.throttle import Throttle


class Counted(QObject):
    """Notes when something was due, and works for a while each time."""

    def __init__(self, work: float) -> None:
        super().__init__()
        self.times: list[float] = []
        self._work = work

    def redraw(self) -> None:
        self.times.append(monotonic())
        end = thread_time() + self._work
        while thread_time() < end:
            pass


def run(qtbot, throttle: Throttle, counted: Counted, times: int) -> list[float]:
    throttle.due.connect(counted.redraw)
    throttle.due.connect(throttle.request)  # something is always new
    throttle.request()
    qtbot.waitUntil(lambda: len(counted.times) >= times, timeout=20_000)
    throttle.due.disconnect()
    return [after - before for before, after in pairwise(counted.times)]


def test_never_more_often_than_the_interval(qtbot):
    throttle, counted = Throttle(20), Counted(0.0)
    assert min(run(qtbot, throttle, counted, 6)) >= 0.018


def test_work_that_takes_long_comes_less_often(qtbot):
    throttle, counted = Throttle(5, share=0.25), Counted(0.02)
    assert min(run(qtbot, throttle, counted, 5)) >= 0.075  # 20 ms are a quarter of 80


def test_the_last_request_is_answered_too(qtbot):
    throttle, counted = Throttle(30), Counted(0.0)
    throttle.due.connect(counted.redraw)
    for _ in range(5):
        throttle.request()
    qtbot.waitUntil(lambda: len(counted.times) == 1)
    throttle.request()
    throttle.request()
    qtbot.waitUntil(lambda: len(counted.times) == 2)
