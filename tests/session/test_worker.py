"""The worker's life: events in order, newest only, failures, pauses, replacement, the end."""

import os
import threading

import pytest
import torch
from PySide6.QtCore import QCoreApplication, QThread

from explorer.problem import UserProblem
from explorer.session import worker as worker_module
from explorer.session.worker import Failure, Job, Worker


@pytest.fixture
def worker(qtbot):
    made = Worker()
    yield made
    if made.isRunning():
        made.finish()
        assert made.wait(5_000)
    made.deleteLater()


class Ear:
    """Writes down what a job says."""

    def __init__(self, job: Job) -> None:
        self.events: list[object] = []
        self.failures: list[Failure] = []
        self.ends = 0
        job.happened.connect(self.events.append)
        job.failed.connect(self.failures.append)
        job.ended.connect(self._end)

    def _end(self) -> None:
        self.ends += 1


def test_events_arrive_in_order_on_the_windows_thread_and_then_the_end(worker, qtbot):
    ran_on: list[QThread] = []

    def work():
        ran_on.append(QThread.currentThread())
        yield from range(5)

    job = worker.submit("count", work)
    ear = Ear(job)
    with qtbot.waitSignal(job.ended, timeout=5_000):
        pass
    assert ear.events == [0, 1, 2, 3, 4]
    assert ear.ends == 1
    assert ran_on == [worker]


def test_only_the_newest_of_a_latest_wins_type_need_arrive_and_the_last_always_does(worker, qtbot):
    def work():
        yield from range(20_000)
        yield "done"

    job = worker.submit("flood", work, latest_wins=(int,))
    ear = Ear(job)
    with qtbot.waitSignal(job.ended, timeout=10_000):
        pass
    numbers = [event for event in ear.events if isinstance(event, int)]
    assert len(numbers) < 2_000, "the window was flooded"
    assert numbers == sorted(numbers)
    assert ear.events[-2:] == [19_999, "done"]


@pytest.mark.parametrize("error", [RuntimeError("boom"), ValueError("bad"), MemoryError()])
def test_any_exception_ends_as_failed_and_the_next_job_runs(worker, qtbot, error):
    def broken():
        yield 1
        raise error

    job = worker.submit("broken", broken)
    ear = Ear(job)
    with qtbot.waitSignal(job.failed, timeout=5_000):
        pass
    assert ear.events == [1]
    assert ear.failures[0].sentence
    assert ear.ends == 0
    after = worker.submit("after", lambda: iter([7]))
    heard = Ear(after)
    with qtbot.waitSignal(after.ended, timeout=5_000):
        pass
    assert heard.events == [7]


def test_a_user_problem_reaches_the_window_word_for_word(worker, qtbot):
    def work():
        raise UserProblem("The archive is cut short: download it again.")
        yield

    job = worker.submit("open", work)
    ear = Ear(job)
    with qtbot.waitSignal(job.failed, timeout=5_000):
        pass
    assert ear.failures == [Failure("The archive is cut short: download it again.")]


def test_a_new_job_with_the_same_key_mutes_and_closes_the_earlier_one(worker, qtbot):
    closed = threading.Event()

    def endless():
        try:
            while True:
                yield "old"
        finally:
            closed.set()

    first = worker.submit("trace", endless, latest_wins=(str,))
    old = Ear(first)
    with qtbot.waitSignal(first.happened, timeout=5_000):
        pass
    job = worker.submit("trace", lambda: iter(["new"]))
    seen_before = len(old.events)
    new = Ear(job)
    with qtbot.waitSignal(job.ended, timeout=5_000):
        pass
    qtbot.waitUntil(closed.is_set, timeout=5_000)
    assert new.events == ["new"]
    assert len(old.events) == seen_before


def test_an_urgent_job_is_answered_in_the_middle_of_a_long_one(worker, qtbot):
    stop = threading.Event()

    def long():
        while not stop.is_set():
            yield 1

    training = worker.submit("training", long, latest_wins=(int,))
    trace = worker.submit("trace", lambda: iter(["answer"]), urgent=True)
    ear = Ear(trace)
    with qtbot.waitSignal(trace.ended, timeout=5_000):
        pass
    assert ear.events == ["answer"]
    with qtbot.waitSignal(training.ended, timeout=5_000):
        stop.set()


def test_a_paused_job_stands_still_and_goes_on(worker, qtbot):
    count = 0
    stop = threading.Event()

    def work():
        nonlocal count
        while not stop.is_set():
            count += 1
            yield count

    job = worker.submit("training", work, latest_wins=(int,))
    qtbot.waitUntil(lambda: count > 10)
    worker.set_paused(job, True)
    probe = worker.submit("probe", lambda: iter([0]))
    with qtbot.waitSignal(probe.ended, timeout=5_000):
        pass  # the worker has passed at least one turn since the pause
    standing = count
    again = worker.submit("probe", lambda: iter([0]))
    with qtbot.waitSignal(again.ended, timeout=5_000):
        pass
    assert count == standing
    worker.set_paused(job, False)
    qtbot.waitUntil(lambda: count > standing + 10)
    with qtbot.waitSignal(job.ended, timeout=5_000):
        stop.set()


def test_a_paused_job_gives_signs_on_the_thread_also_while_others_run(worker, qtbot, monkeypatch):
    monkeypatch.setattr(worker_module, "SIGN_EVERY", 0.01)
    signs: list[QThread] = []
    stop = threading.Event()

    def until_stopped():
        while not stop.is_set():
            yield 1

    def sign() -> list[str]:
        signs.append(QThread.currentThread())
        return ["a sign"]

    job = worker.submit("training", until_stopped, latest_wins=(int,), while_paused=sign)
    with qtbot.waitSignal(job.happened, timeout=5_000):
        pass
    assert not signs
    worker.set_paused(job, True)
    told: list[object] = []
    job.happened.connect(told.append)
    qtbot.waitUntil(lambda: len(signs) >= 3 and "a sign" in told, timeout=5_000)
    other = worker.submit("search", until_stopped, latest_wins=(int,))
    with qtbot.waitSignal(other.happened, timeout=5_000):
        given = len(signs)
    qtbot.waitUntil(lambda: len(signs) >= given + 3, timeout=5_000)
    assert set(signs) == {worker}
    worker.set_paused(job, False)
    with qtbot.waitSignals([job.ended, other.ended], timeout=5_000):
        stop.set()


def test_a_nudge_makes_a_paused_job_give_its_sign_at_once(worker, qtbot):
    signs: list[int] = []

    def sign() -> tuple[()]:
        signs.append(len(signs))
        return ()

    job = worker.submit("training", lambda: iter(range(2)), while_paused=sign)
    worker.set_paused(job, True)
    qtbot.waitUntil(lambda: len(signs) == 1, timeout=5_000)
    worker.nudge(job)
    qtbot.waitUntil(lambda: len(signs) == 2, timeout=5_000)  # the next would come in ten seconds
    with qtbot.waitSignal(job.ended, timeout=5_000):
        worker.set_paused(job, False)


def test_finish_closes_generators_and_joins_the_thread_also_when_paused(worker, qtbot):
    closed = threading.Event()

    def endless():
        try:
            while True:
                yield 0
        finally:
            closed.set()

    job = worker.submit("training", endless, latest_wins=(int,))
    with qtbot.waitSignal(job.happened, timeout=5_000):
        pass
    worker.set_paused(job, True)
    with qtbot.waitSignal(worker.finished, timeout=5_000):
        worker.finish()
    assert closed.is_set()
    assert worker.wait(5_000)


def test_a_generator_that_fails_while_closing_says_so(worker, qtbot):
    def stubborn():
        try:
            while True:
                yield 0
        finally:
            raise OSError("the disk is full")

    job = worker.submit("training", stubborn, latest_wins=(int,))
    ear = Ear(job)
    with qtbot.waitSignal(job.happened, timeout=5_000):
        pass
    with qtbot.waitSignal(job.failed, timeout=5_000):
        worker.finish()
    assert "the disk is full" in ear.failures[0].sentence
    qtbot.waitUntil(lambda: not worker.isRunning())


def test_the_newest_only_events_never_overtake_what_was_said_before_them(worker):
    def work():
        for number in range(300):
            yield f"epoch {number}"
            yield number

    job = worker.submit("order", work, latest_wins=(int,))
    ear = Ear(job)
    while not ear.ends:
        worker.drain()  # as the timer would, at the worst moments
        QCoreApplication.processEvents()
    epochs = -1
    for event in ear.events:
        if isinstance(event, str):
            epochs += 1
            assert event == f"epoch {epochs}"
        else:
            assert event <= epochs, "a batch arrived before its epoch"


def test_torch_leaves_one_core_to_the_window_from_the_first_trace_on(worker, qtbot):
    def work():
        yield torch.get_num_threads()

    before = torch.get_num_threads()
    torch.set_num_threads((os.cpu_count() or 1) + 1)
    job = worker.submit("count", work)
    ear = Ear(job)
    with qtbot.waitSignal(job.ended, timeout=5_000):
        pass
    torch.set_num_threads(before)
    assert ear.events == [max(1, (os.cpu_count() or 2) - 1)]


def flush(worker, qtbot) -> None:
    """Whatever the worker was about to do is done, and heard."""
    for _ in range(2):
        marker = worker.submit("flush", lambda: iter(()))
        with qtbot.waitSignal(marker.ended, timeout=30_000):
            pass


def test_a_paused_job_goes_on_beat_by_beat_with_all_that_stands_between(worker, qtbot):
    def work():
        for number in range(100):
            yield f"before {number}"
            yield number

    job = worker.submit("steps", work, beat=(int,))
    worker.set_paused(job, True)
    flush(worker, qtbot)
    ear = Ear(job)
    ear.events.clear()
    worker.step(job)
    qtbot.waitUntil(lambda: len(ear.events) == 2, timeout=5_000)
    flush(worker, qtbot)
    first = ear.events[-1]
    assert ear.events == [f"before {first}", first]
    worker.step(job)
    worker.step(job)
    qtbot.waitUntil(lambda: len(ear.events) == 6, timeout=5_000)
    flush(worker, qtbot)
    assert ear.events[-1] == first + 2
    worker.set_paused(job, False)
    with qtbot.waitSignal(job.ended, timeout=5_000):
        pass
    assert ear.events[-1] == 99


def test_a_job_rests_after_every_beat_while_others_go_on(worker, qtbot, monkeypatch):
    now = [100.0]  # the worker's clock: it stands still however long the machine takes
    monkeypatch.setattr(worker_module, "perf_counter", lambda: now[0])
    gate = threading.Lock()

    def work():
        with gate:
            yield from range(50)

    with gate:  # not before it is told to rest
        job = worker.submit("slow", work, beat=(int,))
        worker.set_rest(job, 30.0)
        ear = Ear(job)
    flush(worker, qtbot)
    assert ear.events == [0]
    now[0] += 29.9
    flush(worker, qtbot)
    assert ear.events == [0]
    now[0] += 0.2
    flush(worker, qtbot)
    assert ear.events == [0, 1], "it is time for one more, and to rest again"
    worker.set_rest(job, 0.0)
    with qtbot.waitSignal(job.ended, timeout=30_000):
        pass
    assert ear.events == list(range(50))


def test_a_pause_in_the_middle_of_a_beat_still_needs_one_step_only(worker, qtbot):
    import time

    def work():
        for number in range(50):
            time.sleep(0.02)  # long enough for the pause to come before the beat
            yield number

    job = worker.submit("long beats", work, beat=(int,))
    ear = Ear(job)
    qtbot.waitUntil(lambda: len(ear.events) >= 1, timeout=5_000)
    worker.set_paused(job, True)
    flush(worker, qtbot)
    count = len(ear.events)
    worker.step(job)
    qtbot.waitUntil(lambda: len(ear.events) == count + 1, timeout=5_000)


def test_a_pause_lets_the_beat_follow_that_has_begun(worker, qtbot):
    begun, go_on = threading.Event(), threading.Event()

    def work():
        for number in range(3):
            begun.set()
            go_on.wait(5)
            yield f"seen after {number}"
            yield number

    job = worker.submit("beats", work, beat=(int,), upbeat=(str,))
    ear = Ear(job)
    assert begun.wait(5)
    worker.set_paused(job, True)
    go_on.set()
    qtbot.waitUntil(lambda: ear.events == ["seen after 0", 0])
    other = worker.submit("other", lambda: iter(["heard"]))
    with qtbot.waitSignal(other.ended, timeout=5_000):  # whatever was due has been pumped
        pass
    assert ear.events == ["seen after 0", 0]
    worker.step(job)
    qtbot.waitUntil(lambda: ear.events[2:] == ["seen after 1", 1])
