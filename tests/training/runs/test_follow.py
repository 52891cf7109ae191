"""Following a run folder that something else writes."""

from itertools import islice

import pytest

from explorer.problem import UserProblem
from explorer.training import trainer
from explorer.training.control import Control
from explorer.training.events import (
    BatchDone,
    CurveSoFar,
    EpochDone,
    EpochsPlanned,
    TrainingFinished,
    TrainingStarted,
)
from explorer.training.loop import train
from explorer.training.runs import follow as following
from explorer.training.runs import live
from explorer.training.runs.follow import Waiting, follow


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
    first, curve, last = follow(tmp_path / "run")
    assert isinstance(curve, CurveSoFar) and curve.rows[-1, 0] == 2.0
    assert isinstance(first, TrainingStarted) and isinstance(last, TrainingFinished)
    assert [record.epoch for record in first.history] == [1, 2]
    assert (last.reason, last.epochs_done) == ("finished", 2)


def test_what_is_no_run_is_a_sentence(tmp_path):
    with pytest.raises(UserProblem, match="not a run folder"):
        next(follow(tmp_path))


def told(run) -> tuple[list[object], TrainingFinished]:
    *events, last = (event for event in follow(run) if not isinstance(event, Waiting))
    assert isinstance(last, TrainingFinished)
    return events, last


def test_a_writer_that_failed_tells_its_reason(plan, builtin_corpus, tmp_path, monkeypatch):
    events = train(plan, builtin_corpus, tmp_path / "run")
    for event in events:
        if isinstance(event, EpochDone):
            monkeypatch.setattr(
                trainer, "binary_cross_entropy_with_logits", lambda logits, _: logits.mean() / 0
            )
            break
    with pytest.raises(UserProblem):
        list(events)
    _, last = told(tmp_path / "run")
    assert (last.reason, last.epochs_done) == ("failed", 1)
    assert "stopped being a number in epoch 2" in last.sentence


@pytest.fixture
def now(monkeypatch) -> list[float]:
    """What the follower's clock shows; it naps no real time."""
    shown = [0.0]

    def doze(seconds: float) -> None:
        shown[0] += seconds

    monkeypatch.setattr(following, "LOOK_EVERY", 0.5)
    monkeypatch.setattr(following, "NAP", 0.25)
    monkeypatch.setattr(following, "monotonic", lambda: shown[0])
    monkeypatch.setattr(following, "sleep", doze)
    return shown


@pytest.fixture
def control() -> Control:
    return Control()


@pytest.fixture
def writer(plan, builtin_corpus, tmp_path, control):
    """A training of the folder "run", event by event."""
    return train(plan, builtin_corpus, tmp_path / "run", control)


def test_silence_ends_it_but_a_computers_sleep_does_not(now, writer, tmp_path):
    next(writer), next(writer)
    reader = follow(tmp_path / "run")
    heard = list(islice(reader, 100))
    now[0] += 8 * 3600.0
    heard += islice(reader, 20)
    assert not [event for event in heard if isinstance(event, TrainingFinished)]
    next(event for event in writer if isinstance(event, EpochDone))
    for event in reader:
        if isinstance(event, EpochDone):
            break
    began = now[0]
    *_, last = reader
    assert isinstance(last, TrainingFinished) and last.reason == "silent"
    assert 119 <= now[0] - began <= 122
    assert "no sign of life from process" in last.sentence
    assert "The 1 finished epoch is in" in last.sentence
    writer.close()


def test_a_pause_is_no_silence_while_its_writer_lives(now, control, writer, tmp_path):
    next(event for event in writer if isinstance(event, BatchDone))
    reader = follow(tmp_path / "run")
    heard: list[object] = []
    for ten_seconds in range(60):
        control.still_paused()
        now[0] += 8 * 3600.0 * (ten_seconds == 30)  # the computer sleeps
        heard += islice(reader, 40)
    waits = [event for event in heard[40:] if isinstance(event, Waiting)]
    assert {wait.state for wait in waits} == {"paused"}
    assert max(wait.seconds for wait in waits) < 15.0
    assert not [event for event in heard if isinstance(event, TrainingFinished)]
    next(event for event in writer if isinstance(event, BatchDone))
    assert [event for event in islice(reader, 4) if isinstance(event, Waiting)][-1].state == (
        "training"
    )
    control.still_paused()
    writer.close()
    control.still_paused()  # too late: the run has ended
    *_, end = reader
    assert isinstance(end, TrainingFinished)
    assert end.reason == "stopped"


@pytest.mark.parametrize(("state", "seconds"), [("training", 30.0), ("restarting", 120.0)])
def test_a_dead_writer_is_told_soon_but_a_restart_is_waited_for(
    state, seconds, now, writer, tmp_path
):
    next(event for event in writer if isinstance(event, EpochDone))
    writer.close()  # lets go of the lock, as a dying process does
    live.LiveFile(tmp_path / "run").write(state, 2, None)
    *_, last = follow(tmp_path / "run")
    assert isinstance(last, TrainingFinished)
    assert last.reason == "silent"
    assert seconds <= now[0] <= seconds + 2.0
    assert last.sentence.startswith("Process") == (state == "training")


@pytest.mark.parametrize("damage", ["{", "", "[]", '{"format": "carrytrack-live", "version": 99}'])
def test_half_written_files_are_waited_out(damage, plan, builtin_corpus, tmp_path):
    writer = train(plan, builtin_corpus, tmp_path / "run")
    next(event for event in writer if isinstance(event, EpochDone))
    history, live_file = tmp_path / "run" / "history.jsonl", tmp_path / "run" / "live.json"
    whole = history.read_text()
    history.write_text(whole + whole[:50])
    live_file.write_text(damage)
    reader = follow(tmp_path / "run")
    heard = list(islice(reader, 10))
    assert isinstance(heard[0], TrainingStarted)
    assert [one.epoch for one in heard[0].history] == [1]
    assert all(isinstance(event, CurveSoFar | Waiting) for event in heard[1:])
    history.write_text(whole)
    list(writer)
    rest = list(reader)
    assert [event.record.epoch for event in rest if isinstance(event, EpochDone)] == [2]


def test_more_epochs_than_planned_are_told(plan, builtin_corpus, tmp_path):
    control = Control()
    writer = train(plan, builtin_corpus, tmp_path / "run", control)
    next(writer), next(writer)
    reader = follow(tmp_path / "run")
    next(reader)
    control.one_more_epoch()
    list(writer)
    rest = [event for event in reader if not isinstance(event, Waiting)]
    assert [event.epochs for event in rest if isinstance(event, EpochsPlanned)] == [3]
    assert isinstance(rest[-1], TrainingFinished) and rest[-1].epochs_done == 3


def test_signs_of_life_come_at_most_once_a_second(tmp_path, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(live, "EVERY", 1.0)
    monkeypatch.setattr(live, "monotonic", lambda: now[0])
    file = live.LiveFile(tmp_path)
    beats = []
    for _ in range(35):
        file.write_if_due("training", 3, None)
        sign = live.read_live(tmp_path)
        assert sign is not None
        beats.append(sign.beat)
        now[0] += 0.1
    assert beats[-1] == 4
    assert [entry.name for entry in tmp_path.iterdir()] == ["live.json"]
