"""A run in the worker thread: finish, pause, stop, failure, and the window closing in between."""

import pytest

from explorer.session.data.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.training.runs.live import read_live
from explorer.training.runs.run_folder import RunFolder
from tests.live_session import live_session


@pytest.fixture
def session(qapp, qtbot):
    with live_session() as made:
        made.data.open("builtin")
        qtbot.waitUntil(lambda: made.data.state == "ready", timeout=20_000)
        made.data.set_encoding(maxlen=60)
        made.training.set(limit=200, batch_size=32, epochs=2, threads=1, probe_every=1)
        yield made


def states_of(session: Session) -> list[str]:
    seen: list[str] = []
    session.training.stateChanged.connect(lambda: seen.append(session.training.state))
    return seen


def wait_for(qtbot, session: Session, state: str) -> None:
    qtbot.waitUntil(lambda: session.training.state == state, timeout=30_000)


def test_a_run_goes_from_start_to_finished_and_is_on_disk(session, qtbot):
    seen = states_of(session)
    session.probes.choose(ReviewInView("A dull start, but the ending is wonderful.", 1))
    session.training.start()
    wait_for(qtbot, session, "finished")
    assert seen == ["starting", "running", "finished"]
    training = session.training
    assert [record.epoch for record in training.history] == [1, 2]
    seen = training.watched.of(session.probes.shown)
    assert seen.trace.probability.shape == (60,)
    assert training.story.curve.rows[-1, 0] == pytest.approx(2.0)
    assert RunFolder(training.run).read().epochs == (1, 2)


def test_pause_holds_and_resume_goes_on(session, qtbot):
    session.training.set(epochs=50)
    session.training.start()
    with qtbot.waitSignal(session.training.batchDone, timeout=30_000):
        pass
    session.training.pause()
    assert session.training.state == "paused"
    # A job of its own passes through the worker: whatever was under way is over by then.
    for _ in range(2):
        marker = session.worker.submit("marker", lambda: iter(()))
        with qtbot.waitSignal(marker.ended, timeout=10_000):
            pass
    standing = session.training.batch
    marker = session.worker.submit("marker", lambda: iter(()))
    with qtbot.waitSignal(marker.ended, timeout=10_000):
        pass
    assert session.training.batch == standing
    session.training.resume()
    with qtbot.waitSignal(session.training.batchDone, timeout=30_000):
        pass
    assert session.training.state == "running"
    session.training.stop()
    wait_for(qtbot, session, "stopped")


def test_who_follows_a_run_sees_that_it_is_paused(session, qtbot):
    def seen() -> str:
        live = read_live(session.training.run)
        return "" if live is None else live.state

    session.training.set(epochs=50)
    session.training.start()
    with qtbot.waitSignal(session.training.batchDone, timeout=30_000):
        pass
    session.training.pause()
    qtbot.waitUntil(lambda: seen() == "paused", timeout=5_000)
    session.training.resume()
    qtbot.waitUntil(lambda: seen() in ("training", "validating"), timeout=5_000)
    session.training.pause()
    qtbot.waitUntil(lambda: seen() == "paused", timeout=5_000)
    session.training.stop()
    wait_for(qtbot, session, "stopped")
    assert seen() == "stopped"


def test_stop_while_paused_ends_the_run(session, qtbot):
    session.training.set(epochs=50)
    session.training.start()
    with qtbot.waitSignal(session.training.epochDone, timeout=30_000):
        pass
    session.training.pause()
    session.training.stop()
    wait_for(qtbot, session, "stopped")
    assert RunFolder(session.training.run).read().epochs[0] == 1


def test_a_runtime_error_in_the_middle_is_a_terminal_state_and_start_works_again(
    session, qtbot, monkeypatch
):
    from explorer.training import trainer

    real = trainer.binary_cross_entropy_with_logits
    calls = 0

    def breaks(logits, target):
        nonlocal calls
        calls += 1
        if calls == 8:  # the second epoch has begun
            raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")
        return real(logits, target)

    monkeypatch.setattr(trainer, "binary_cross_entropy_with_logits", breaks)
    session.training.start()
    wait_for(qtbot, session, "failed")
    assert "mat1 and mat2" in session.training.problem
    assert "Traceback" in session.training.details
    assert RunFolder(session.training.run).read().epochs == (1,)
    monkeypatch.setattr(trainer, "binary_cross_entropy_with_logits", real)
    assert session.training.obstacle == ""
    session.training.start()
    wait_for(qtbot, session, "finished")


def test_a_review_is_traced_while_training_goes_on(session, qtbot):
    session.training.set(epochs=50)
    session.training.start()
    with qtbot.waitSignal(session.training.epochDone, timeout=30_000):
        pass
    session.inspection.open_review(ReviewInView("Never boring, never loud.", 1))
    with qtbot.waitSignal(session.inspection.traced, timeout=30_000):
        pass
    assert session.training.state == "running"
    assert session.inspection.result.encoded.tokens == (
        "<start>",
        "never",
        "boring",
        "never",
        "loud",
    )
    session.training.stop()
    wait_for(qtbot, session, "stopped")


@pytest.mark.parametrize("moment", ["starting", "batch", "epoch"])
def test_the_worker_can_be_ended_at_any_moment(session, qtbot, moment):
    session.training.set(epochs=50)
    session.training.start()
    signals = {"batch": session.training.batchDone, "epoch": session.training.epochDone}
    if moment in signals:
        with qtbot.waitSignal(signals[moment], timeout=30_000):
            pass
    with qtbot.waitSignal(session.worker.finished, timeout=20_000):
        session.worker.finish()
    assert session.worker.wait(5_000)
    if moment == "epoch":
        assert 1 in RunFolder(session.training.run).read().epochs


def test_obstacles_are_sentences(session, qtbot):
    assert session.training.obstacle == ""
    session.edits.remove(0)
    assert "problem" in session.training.obstacle
    session.training.start()
    assert session.training.state == "idle"
    session.history.undo()
    assert session.training.obstacle == ""


def test_settings_are_locked_while_a_run_is_under_way(session, qtbot):
    session.training.set(epochs=50)
    session.training.start()
    session.training.set(epochs=3)
    assert session.training.settings.epochs == 50
    session.training.stop()
    wait_for(qtbot, session, "stopped")
    session.training.set(epochs=3)
    assert session.training.settings.epochs == 3
