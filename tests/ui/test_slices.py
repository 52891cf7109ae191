"""Long work in slices: order, end, replacement."""

import time

from explorer.ui.slices import SLICE_SECONDS, Slices


def test_values_come_in_order_and_none_is_silent(qtbot):
    slices = Slices()
    told: list[object] = []
    slices.told.connect(told.append)
    with qtbot.waitSignal(slices.ended):
        slices.run(iter([1, None, 2, None, None, 3]))
    assert told == [1, 2, 3]
    assert not slices.running


def test_other_events_run_between_slices(qtbot):
    slices = Slices()
    steps = 0

    def work():
        nonlocal steps
        while steps < 40:
            begun = time.perf_counter()
            while time.perf_counter() - begun < SLICE_SECONDS / 2:
                pass
            steps += 1
            yield None

    seen: list[int] = []
    from PySide6.QtCore import QTimer

    other = QTimer()
    other.timeout.connect(lambda: seen.append(steps))
    other.start(0)
    with qtbot.waitSignal(slices.ended):
        slices.run(work())
    assert len(set(seen)) >= 10


def test_new_work_replaces_the_old(qtbot):
    slices = Slices()
    told: list[object] = []
    slices.told.connect(told.append)
    slices.run(iter(["old"] * 3))
    with qtbot.waitSignal(slices.ended):
        slices.run(iter(["new"]))
    assert told == ["new"]


def test_whoever_is_told_may_begin_something_else(qtbot):
    slices = Slices()
    told: list[object] = []

    def on(value: object) -> None:
        told.append(value)
        if value == "first":
            slices.run(iter(["second"]))

    slices.told.connect(on)
    with qtbot.waitSignal(slices.ended):
        slices.run(iter(["first", "never told"]))
    assert told == ["first", "second"]


def test_stopped_work_says_nothing_more(qtbot):
    slices = Slices()
    told: list[object] = []
    slices.told.connect(told.append)
    slices.run(iter([1, 2, 3]))
    slices.stop()
    qtbot.wait(20)
    assert told == []
