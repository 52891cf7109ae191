"""Whatever goes wrong, finished epochs stay, and a sentence says what happened."""

import errno
import os
import shutil

import numpy as np
import pytest
import torch
from safetensors import SafetensorError

from explorer.network import weights_file
from explorer.problem import UserProblem
from explorer.training import trainer
from explorer.training.control import Control
from explorer.training.events import (
    BatchDone,
    EpochDone,
    ProbeTraced,
    TrainingFinished,
    Warned,
)
from explorer.training.loop import train
from explorer.training.runs import history_file, live
from explorer.training.runs.live import read_live
from explorer.training.runs.resume import continue_run
from explorer.training.runs.run_folder import RunFolder
from tests.training.trained import with_settings

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fails(*_: object, **__: object) -> None:
    raise FULL


def until_epoch(events, epoch: int) -> None:
    for event in events:
        if isinstance(event, EpochDone) and event.record.epoch == epoch:
            return


def test_a_disk_that_fills_up_keeps_the_epochs_before_and_the_run_can_go_on(
    plan, builtin_corpus, tmp_path, monkeypatch
):
    run = tmp_path / "run"
    events = train(plan, builtin_corpus, run)
    until_epoch(events, 1)
    real, saved = weights_file.save_file, []

    def fills_up(arrays, file) -> None:
        saved.append(file)
        if len(saved) == 2:  # the weights still found room, the optimiser's state does not
            raise SafetensorError("Error while serializing: No space left (os error 28)")
        real(arrays, file)

    monkeypatch.setattr(weights_file, "save_file", fills_up)
    with pytest.raises(UserProblem, match=r"Epoch 2 could not .* No space left .* are kept"):
        list(events)
    monkeypatch.undo()
    assert sorted(file.name for file in (run / "epochs").iterdir()) == [
        *("001.optimiser.safetensors", "001.safetensors")
    ]
    state = read_live(run)
    assert state is not None
    assert (state.state, "No space left" in state.sentence) == ("failed", True)
    list(continue_run(RunFolder(run).read(), builtin_corpus))
    list(train(plan, builtin_corpus, tmp_path / "whole"))
    found, expected = RunFolder(run).read(), RunFolder(tmp_path / "whole").read()
    assert [line.sha256 for line in found.lines] == [line.sha256 for line in expected.lines]


@pytest.mark.parametrize("fault", ["short", "sync"])
def test_a_history_line_is_written_whole_or_not_at_all(
    fault, plan, builtin_corpus, tmp_path, monkeypatch
):
    run = tmp_path / "run"
    events = train(plan, builtin_corpus, run)
    until_epoch(events, 1)
    before = (run / "history.jsonl").read_bytes()
    if fault == "sync":
        monkeypatch.setattr(history_file.os, "fsync", fails)
    else:
        monkeypatch.setattr(history_file, "_write", lambda file, data: file.write(data[:20]))
    with pytest.raises(UserProblem, match="No space left"):
        list(events)
    assert (run / "history.jsonl").read_bytes() == before


def test_a_line_cut_off_by_a_crash_is_overwritten_not_lengthened(plan, builtin_corpus, tmp_path):
    run = tmp_path / "run"
    list(train(plan, builtin_corpus, run))
    history = run / "history.jsonl"
    history.write_text(history.read_text()[:-40])
    list(continue_run(RunFolder(run).read(), builtin_corpus))
    assert RunFolder(run).read().epochs == (1, 2)
    assert len(history.read_text().splitlines()) == 2


def test_a_place_that_cannot_be_written_is_a_sentence(plan, builtin_corpus, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UserProblem, match=r"cannot be kept in .* Choose a folder"):
        list(train(plan, builtin_corpus, tmp_path / "file" / "run"))
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_goes_away_is_a_sentence(plan, builtin_corpus, tmp_path):
    events = train(plan, builtin_corpus, tmp_path / "run")
    until_epoch(events, 1)
    shutil.rmtree(tmp_path / "run")
    with pytest.raises(UserProblem, match="Epoch 2 could not be written"):
        list(events)


def test_what_cannot_be_followed_trains_all_the_same(plan, builtin_corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(live.LiveFile, "write", fails)
    events = list(train(plan, builtin_corpus, tmp_path / "run"))
    warnings = [event.sentence for event in events if isinstance(event, Warned)]
    assert len(warnings) == 1 and "No space left" in warnings[0]
    assert isinstance(events[-1], TrainingFinished) and events[-1].reason == "finished"


def test_a_learning_rate_that_breaks_the_numbers_is_a_sentence(plan, builtin_corpus, tmp_path):
    """No pretence: steps of 1e38 do it."""
    wild = with_settings(plan, optimiser="sgd", learning_rate=1e38)
    said = r"a number in epoch 1, batch [2-5]\. No epoch was finished\."
    with pytest.raises(UserProblem, match=said):
        list(train(wild, builtin_corpus, tmp_path / "run"))
    assert RunFolder(tmp_path / "run").read().epochs == ()


def test_running_out_of_memory_is_a_sentence(plan, builtin_corpus, tmp_path, monkeypatch):
    events = train(plan, builtin_corpus, tmp_path / "run")
    until_epoch(events, 1)
    real = trainer.binary_cross_entropy_with_logits

    def greedy(logits, target):
        return real(logits, target) + torch.empty(1 << 56).sum()

    monkeypatch.setattr(trainer, "binary_cross_entropy_with_logits", greedy)
    with pytest.raises(UserProblem, match=r"ran out of memory in epoch 2, batch 1\. .* are kept"):
        list(events)
    assert RunFolder(tmp_path / "run").read().epochs == (1,)


def test_a_bug_is_not_taken_for_a_lack_of_memory(plan, builtin_corpus, tmp_path, monkeypatch):
    def breaks(logits, target):
        raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")

    monkeypatch.setattr(trainer, "binary_cross_entropy_with_logits", breaks)
    with pytest.raises(RuntimeError, match="mat1 and mat2"):
        list(train(plan, builtin_corpus, tmp_path / "run"))


def test_a_probe_longer_than_maxlen_is_cut_as_every_review_and_said_once(
    plan, builtin_corpus, tmp_path
):
    probe = np.arange(4, 204, dtype=np.int32)
    control = Control()
    control.watch([probe])
    events = list(train(plan, builtin_corpus, tmp_path / "run", control))
    traces = [event.trace for event in events if isinstance(event, ProbeTraced)]
    assert len(traces) == 4
    assert all(np.array_equal(trace.ids, probe[-60:]) for trace in traces)
    warnings = [event.sentence for event in events if isinstance(event, Warned)]
    assert warnings == [
        "The probe has 200 tokens and the network reads 60: it is cut like every review."
    ]


def test_a_probe_that_cannot_be_traced_does_not_end_the_run(plan, builtin_corpus, tmp_path):
    control = Control()
    control.watch([np.array([1, 99_999])])
    events = list(train(plan, builtin_corpus, tmp_path / "run", control))
    warnings = [event.sentence for event in events if isinstance(event, Warned)]
    assert len(warnings) == 1 and "99999 has no row" in warnings[0]
    assert RunFolder(tmp_path / "run").read().epochs == (1, 2)


def test_closing_the_generator_lets_go_of_the_folder_and_says_stopped(
    plan, builtin_corpus, tmp_path
):
    events = train(plan, builtin_corpus, tmp_path / "run")
    until_epoch(events, 1)
    assert isinstance(next(event for event in events if isinstance(event, BatchDone)), BatchDone)
    run = RunFolder(tmp_path / "run").read()
    with pytest.raises(UserProblem, match="is being written by process"):
        list(continue_run(run, builtin_corpus))
    events.close()
    state = read_live(tmp_path / "run")
    assert state is not None and state.state == "stopped"
    list(continue_run(run, builtin_corpus))
    assert RunFolder(tmp_path / "run").read().epochs == (1, 2)
