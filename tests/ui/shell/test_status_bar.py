"""The status bar: the run in words, notices for a while, the machine."""

import re

import pytest

from explorer.resources import BUNDLED_MODELS
from explorer.training.control import Control
from explorer.training.events import EpochDone
from explorer.training.loop import train
from explorer.training.runs import follow
from explorer.ui.shell import status_bar
from explorer.ui.shell.status_words import StatusWords, duration, status_words
from tests.training.trained import small_plan


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (50.2, "51 s"), (60, "1 min 0 s"), (216, "3 min 36 s"), (3_900, "1 h 5 min")],
)
def test_durations(seconds, words):
    assert duration(seconds) == words


def test_a_notice_takes_the_place_of_the_run_for_a_while(window, session, qtbot, monkeypatch):
    monkeypatch.setattr(status_bar, "NOTICE_MS", 60)
    usual = window.status_bar.line.words
    session.notice.emit("The details are on the clipboard.")
    shown = StatusWords("notice", "The details are on the clipboard.")
    assert window.status_bar.line.words == shown
    qtbot.waitUntil(lambda: window.status_bar.line.words == usual, timeout=5_000)


def test_a_run_is_told_from_start_to_end(window, ready, qtbot):
    bar, training = window.status_bar, ready.training
    assert bar.worker.text() == "Worker thread idle"
    ready.go("build")
    training.set(epochs=500)
    training.start()
    assert bar.line.words == StatusWords("busy", "Preparing the run")
    assert bar.worker.text() == "Worker thread busy"
    with qtbot.waitSignal(training.batchDone, timeout=30_000):
        pass
    words = status_words(ready)
    assert words.mark == "busy"
    assert re.fullmatch(r"Training in the background, epoch \d+ of 500", words.message)
    assert words.facts[0].endswith(" reviews/s")
    ready.go("train")
    assert bar.line.words.message.startswith("Training, epoch")
    training.pause()
    assert bar.line.words.mark == "paused"
    assert bar.line.words.message.startswith("Paused in epoch ")
    assert bar.worker.text() == "Worker thread idle"
    training.resume()
    qtbot.waitUntil(lambda: len(training.history) >= 1, timeout=30_000)
    training.stop()
    assert bar.line.words.message == "Stopping after this batch; finished epochs are kept"
    qtbot.waitUntil(lambda: training.state == "stopped", timeout=30_000)
    assert bar.line.words.mark == "done"
    assert bar.line.words.message.startswith("Run stopped · ")
    assert re.match(r"\d+ epochs? in ", bar.line.words.facts[0])
    assert bar.worker.text() == "Worker thread idle"


def test_a_run_that_something_else_trains_is_told_until_another_is_in_view(
    window, ready, qtbot, tmp_path, monkeypatch
):
    run, plan = tmp_path / "run", small_plan(epochs=3)
    writer = train(plan, ready.data.corpus, run, control := Control())
    next(event for event in writer if isinstance(event, EpochDone))
    words = window.status_bar.line
    ready.following.start(run, "The server's")
    qtbot.waitUntil(lambda: words.words.message == "Following The server's, epoch 2 of 3")
    assert words.words.mark == "busy"
    control.still_paused()
    qtbot.waitUntil(lambda: words.words.message.endswith("of 3: it is paused"))
    assert words.words.mark == "paused"
    monkeypatch.setattr(follow, "SILENCE", 0.5)
    qtbot.waitUntil(lambda: not ready.following.active, timeout=20_000)
    window.status_bar.dismiss.click()
    assert words.words.mark == "error"
    assert "The 1 finished epoch is in" in words.words.message
    ready.inspection.open_run(BUNDLED_MODELS / "lstm", 5)
    qtbot.waitUntil(lambda: words.words.mark == "idle", timeout=20_000)
    writer.close()


def test_a_failed_run_says_why(window, ready, qtbot, monkeypatch):
    def broken(*_args, **_options):
        raise RuntimeError("the weights caught fire")
        yield

    monkeypatch.setattr("explorer.session.train.training_desk.train", broken)
    ready.training.start()
    qtbot.waitUntil(lambda: ready.training.state == "failed", timeout=30_000)
    words = window.status_bar.line.words
    assert words.mark == "error"
    assert "the weights caught fire" in words.message


def test_reviews_that_cannot_be_read_are_told(window, session, qtbot, tmp_path):
    session.data.open(str(tmp_path / "nothing.tar.gz"))
    qtbot.waitUntil(lambda: session.data.state == "failed", timeout=60_000)
    words = window.status_bar.line.words
    assert words.mark == "error"
    assert "nothing.tar.gz" in words.message


def test_memory_is_measured(window):
    text = window.status_bar.memory.text()
    assert text.endswith(" MB")
    assert int(text.removesuffix(" MB").replace(",", "")) > 50


def test_long_sentences_are_cut_and_whole_in_the_tooltip(window, session):
    sentence = "A long sentence. " * 40
    session.notice.emit(sentence)
    window.grab()
    assert window.status_bar.line.toolTip() == sentence
    assert window.status_bar.line.width() < window.width()


def test_threads_follow_the_recipe(window, session):
    session.training.set(threads=3)
    assert window.status_bar.threads.text() == "3 threads"
    session.training.set(threads=1)
    assert window.status_bar.threads.text() == "1 thread"


def test_a_notice_ends_when_there_is_something_newer_to_say(window, session):
    session.go("build")
    session.notice.emit("77 timesteps traced in 6 ms")
    assert window.status_bar.line.words.mark == "notice"
    session.go("data")
    assert window.status_bar.line.words.mark == "idle"


def test_a_failure_looks_like_one_and_outlives_pages_and_notices(window, session, click):
    line = window.status_bar.line
    session.go("build")
    session.failed.emit("Not saved. The disk is full.")
    assert line.words == StatusWords("error", "Not saved. The disk is full.")
    session.go("data")
    session.history.changed.emit()
    assert line.words.mark == "error"
    session.notice.emit("Saved as a.png.")
    assert line.words == StatusWords("error", "Not saved. The disk is full.", ("Saved as a.png.",))
    assert line.toolTip() == "Not saved. The disk is full. · Saved as a.png."
    window.grab()
    click(window.status_bar.dismiss)
    assert line.words == StatusWords("notice", "Saved as a.png.")
    assert not window.status_bar.dismiss.isVisible()


def test_a_failure_goes_once_there_was_time_to_read_it(window, session, qtbot, monkeypatch):
    monkeypatch.setattr(status_bar, "FAILURE_MS", 60)
    usual = window.status_bar.line.words
    session.failed.emit("Not saved.")
    qtbot.waitUntil(lambda: window.status_bar.line.words == usual, timeout=5_000)


def test_a_failure_stays_while_another_window_is_in_front(window, session, qtbot, monkeypatch):
    monkeypatch.setattr(status_bar, "FAILURE_MS", 30)
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    session.failed.emit("Not saved.")
    with qtbot.waitSignals([window.status_bar._failure_timer.timeout] * 2, timeout=5_000):
        pass
    assert window.status_bar.line.words.mark == "error"
