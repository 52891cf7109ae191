"""Following a run folder that something else writes."""

from itertools import islice

import pytest

from explorer.problem import UserProblem
from explorer.training import follow as following
from explorer.training import live
from explorer.training.events import (
    BatchDone,
    EpochDone,
    TrainingFinished,
    TrainingStarted,
)
from explorer.training.follow import Waiting, follow
from explorer.training.loop import train


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr(following, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(following, "NAP", 0.0)
    monkeypatch.setattr(live, "EVERY", 0.0)


def test_what_is_followed_is_what_was_trained(plan, builtin_corpus, tmp_path):
    writer = train(plan, builtin_corpus, tmp_path / "run")
    said = [next(writer), next(writer)]
    reader = follow(tmp_path / "run")
    heard: list[object] = [next(reader)]
    for event in writer:
        said.append(event)
        heard += [found for found in islice(reader, 4) if not isinstance(found, Waiting)]
    heard += [event for event in reader if not isinstance(event, Waiting)]
    assert isinstance(heard[0], TrainingStarted)
    assert (heard[0].parameters, heard[0].batches) == (328_353, 5)
    for kind in (BatchDone, EpochDone, TrainingFinished):
        told = [event for event in said if isinstance(event, kind)]
        assert [event for event in heard if isinstance(event, kind)] == told


def test_a_finished_run_is_told_at_once(plan, builtin_corpus, tmp_path):
    list(train(plan, builtin_corpus, tmp_path / "run"))
    first, last = follow(tmp_path / "run")
    assert isinstance(first, TrainingStarted) and isinstance(last, TrainingFinished)
    assert [record.epoch for record in first.history] == [1, 2]
    assert (last.reason, last.epochs_done) == ("finished", 2)


def test_what_is_no_run_is_a_sentence(tmp_path):
    with pytest.raises(UserProblem, match="not a run folder"):
        next(follow(tmp_path))
