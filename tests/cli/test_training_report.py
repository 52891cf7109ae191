"""What `train` says when nobody listens any longer."""

import errno
import io
import sys
from pathlib import Path

import pytest

from explorer.cli.training_report import report
from explorer.training.events import TrainingFinished, TrainingStarted

EVENTS = (
    TrainingStarted(Path("run"), 2, 4, 128, 32, 1_000, 1, ()),
    TrainingFinished("stopped", 0, None),
)


class Gone(io.StringIO):
    """A stream whose other end is not there."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def write(self, _text: str) -> int:
        raise OSError(self._number, "gone")


def test_a_training_outlives_its_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Gone(errno.EIO))
    monkeypatch.setattr(sys, "stderr", Gone(errno.EIO))
    events = iter(EVENTS)
    report(events)
    assert next(events, None) is None


def test_but_not_the_reader_of_its_pipe(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Gone(errno.EPIPE))
    with pytest.raises(BrokenPipeError):
        report(iter(EVENTS))
