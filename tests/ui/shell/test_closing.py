"""Closing: at once when nothing runs, after the batch in the middle of training."""

import threading

from explorer.training.runs.run_folder import RunFolder
from explorer.ui.shell.closing import SENTENCE


def gone(window) -> bool:
    return not window.isVisible()


def test_a_window_that_never_used_its_worker_closes_at_once(window, session):
    assert not session.worker.isRunning()
    window.close()
    assert gone(window)


def test_an_idle_worker_is_ended_first(window, session, qtbot):
    session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    assert session.worker.isRunning()
    told: list[str] = []
    session.notice.connect(told.append)
    window.close()
    qtbot.waitUntil(lambda: gone(window), timeout=10_000)
    assert not session.worker.isRunning()
    assert told == []


def test_in_the_middle_of_training(window, ready, qtbot):
    training = ready.training
    training.set(epochs=500)
    told: list[str] = []
    ready.notice.connect(told.append)
    training.start()
    qtbot.waitUntil(lambda: len(training.history) >= 1, timeout=60_000)
    with qtbot.waitSignal(training.batchDone, timeout=30_000):
        pass
    window.close()
    assert not gone(window)
    assert told == [SENTENCE]
    assert window.status_bar.line.words.message == SENTENCE
    qtbot.waitUntil(lambda: gone(window), timeout=20_000)
    assert not ready.worker.isRunning()
    saved = RunFolder(training.run).read()
    assert len(saved.history) >= 1
    assert len(saved.network(saved.history[-1].epoch).layers) == 3


def test_closing_a_paused_run(window, ready, qtbot):
    training = ready.training
    training.set(epochs=500)
    training.start()
    with qtbot.waitSignal(training.batchDone, timeout=30_000):
        pass
    training.pause()
    assert training.state == "paused"
    window.close()
    qtbot.waitUntil(lambda: gone(window), timeout=20_000)
    assert not ready.worker.isRunning()


def test_closing_while_reviews_are_read(window, session, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("CARRYTRACK_CACHE", str(tmp_path / "cache"))
    session.data.open("builtin")
    window.close()
    qtbot.waitUntil(lambda: gone(window), timeout=20_000)
    assert not session.worker.isRunning()
    left = list((tmp_path / "cache").glob("corpora/partial-*"))
    assert left == []


def test_asking_twice_changes_nothing(window, ready, qtbot):
    ready.training.set(epochs=500)
    ready.training.start()
    with qtbot.waitSignal(ready.training.batchDone, timeout=30_000):
        pass
    told: list[str] = []
    ready.notice.connect(told.append)
    window.close()
    window.close()
    qtbot.waitUntil(lambda: gone(window), timeout=20_000)
    assert told == [SENTENCE]


def test_a_file_that_is_being_saved_is_waited_for(window, session, press, qtbot, tmp_path):
    go_on = threading.Event()

    def slow() -> bytes:
        assert go_on.wait(20)
        return b"t,word"

    session.saves.save(tmp_path / "a.csv", slow)
    press("Ctrl+Q")
    press("Ctrl+Q")
    assert not gone(window)
    with qtbot.waitSignal(session.saves.settled, timeout=20_000):
        go_on.set()
    qtbot.waitUntil(lambda: gone(window), timeout=20_000)
    assert (tmp_path / "a.csv").read_bytes() == b"t,word"


def test_the_window_stays_where_what_it_waited_for_was_not_saved(
    window, session, press, qtbot, tmp_path
):
    session.saves.save(tmp_path / "no" / "a.csv", bytes)
    press("Ctrl+Q")
    with qtbot.waitSignal(session.saves.settled, timeout=20_000):
        pass
    assert not gone(window)
    assert window.status_bar.line.words.message.startswith("Not saved. ")
    press("Ctrl+Q")
    qtbot.waitUntil(lambda: gone(window), timeout=20_000)
