"""How long an epoch takes, measured while nothing runs, dropped when anything changes."""

import pytest

from explorer.session.train import calibration_desk
from tests.live_session import live_session


@pytest.fixture
def session(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(calibration_desk, "QUIET_MS", 1)
    with live_session() as made:
        made.data.open("builtin")
        qtbot.waitUntil(lambda: made.data.state == "ready", timeout=60_000)
        made.data.set_encoding(maxlen=60)
        made.training.set(limit=200, batch_size=32, epochs=2, threads=1)
        yield made


def measured(qtbot, desk):
    desk.want("test", True)
    qtbot.waitUntil(lambda: desk.result is not None, timeout=60_000)
    return desk.result


def test_it_measures_when_somebody_looks_and_only_then(session, qtbot):
    desk = session.calibration
    assert desk.result is None
    assert not desk.measuring
    result = measured(qtbot, desk)
    assert result.seconds_per_epoch > 0
    assert result.threads == 1


def test_what_does_not_change_an_epochs_time_is_not_measured_again(session, qtbot):
    result = measured(qtbot, session.calibration)
    session.training.set(epochs=7, seed=3, patience=2)
    assert session.calibration.result is result
    session.training.set(batch_size=16)
    assert session.calibration.result is None
    session.training.set(batch_size=32)
    assert session.calibration.result is result


def test_a_start_drops_the_measurement(session, qtbot):
    desk = session.calibration
    session.training.set(epochs=500)
    desk.want("test", True)
    qtbot.waitUntil(lambda: desk.measuring, timeout=20_000)
    session.training.start()
    assert not desk.measuring
    with qtbot.waitSignal(session.training.batchDone, timeout=30_000):
        pass
    assert desk.result is None


def test_nothing_is_measured_for_a_stack_with_a_problem(session):
    session.edits.remove(0)
    session.calibration.want("test", True)
    assert not session.calibration.measuring
    assert session.calibration.result is None
