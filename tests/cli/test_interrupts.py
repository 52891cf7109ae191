"""Signals: what they do before a training, in it, and the second time."""

import signal
import sys
from pathlib import Path

import pytest

from explorer.cli.interrupts import Interrupts
from explorer.training.control import Control
from explorer.training.events import Calibrating, TrainingFinished, TrainingStarted

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals to oneself there")
CALIBRATING = Calibrating(1, 1, 4)
STARTED = TrainingStarted(Path("run"), 2, 4, 128, 32, 1_000, 1, ())


@pytest.fixture(autouse=True)
def _signals_as_before():
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        assert signal.getsignal(number) is handler


def training(control: Control):
    """What `train` does with a stop: it ends after the batch."""
    yield CALIBRATING
    yield STARTED
    yield TrainingFinished("stopped" if control.stopped else "finished", 0, None)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_once_started_a_signal_is_a_wish(number, code, capfd):
    control = Control()
    interrupts = Interrupts(control, speaks=True)
    for event in interrupts.heeded(training(control)):
        if event is STARTED:
            signal.raise_signal(number)
    assert (control.stopped, interrupts.exit_code) == (True, code)
    assert "Stopping after this batch" in capfd.readouterr().err


def test_a_run_that_has_finished_all_the_same_did_well():
    control = Control()
    interrupts = Interrupts(control, speaks=False)
    for event in interrupts.heeded(training(control)):
        if isinstance(event, TrainingFinished):
            signal.raise_signal(signal.SIGINT)
    assert interrupts.exit_code == 0


def test_before_it_starts_the_first_signal_ends_it():
    control = Control()
    with pytest.raises(KeyboardInterrupt):
        for _ in Interrupts(control, speaks=True).heeded(training(control)):
            signal.raise_signal(signal.SIGINT)
    assert not control.stopped


def test_the_second_signal_ends_it_at_once():
    control = Control()
    events = Interrupts(control, speaks=False).heeded(training(control))
    next(events), next(events)
    signal.raise_signal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGTERM)
    events.close()


def test_what_was_ignored_from_the_beginning_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        control = Control()
        for _ in Interrupts(control, speaks=True).heeded(training(control)):
            signal.raise_signal(signal.SIGHUP)
        assert not control.stopped
    finally:
        signal.signal(signal.SIGHUP, before)
