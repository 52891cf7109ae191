"""Timing a few batches: what it tells, and that it leaves no trace."""

import os

import pytest
import torch

from explorer.training.events import Calibrated, Calibrating
from explorer.training.loop import train
from explorer.training.machine import calibration
from explorer.training.machine.calibration import calibrate, measure_threads, thread_choices
from explorer.training.runs.run_folder import RunFolder
from tests.training.trained import small_plan, with_settings


@pytest.fixture(autouse=True)
def _threads():
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture
def four_cores(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 4)


def test_it_tries_powers_of_two_and_leaves_a_core_to_the_window(plan, four_cores):
    assert thread_choices(with_settings(plan, threads=0)) == (1, 2, 3)
    assert thread_choices(with_settings(plan, threads=2)) == (2,)


def test_it_says_how_far_it_is_and_ends_with_the_fastest(plan, builtin_corpus, four_cores):
    *progress, last = calibrate(with_settings(plan, threads=0), builtin_corpus)
    assert all(isinstance(event, Calibrating) for event in progress)
    assert [event.threads for event in progress] == [1] * 4 + [2] * 4 + [3] * 4
    assert [(event.done, event.total) for event in progress] == [(n, 12) for n in range(1, 13)]
    assert isinstance(last, Calibrated)
    assert last.tried.keys() == {1, 2, 3}
    assert last.tried[last.threads] == min(last.tried.values())
    assert last.reviews_per_second == pytest.approx(32 / last.tried[last.threads])
    assert last.seconds_per_epoch > 160 / last.reviews_per_second


def test_nothing_changes_also_between_two_events(builtin_corpus, tmp_path, monkeypatch):
    """Dropout draws numbers; the network, the folder, torch's state and threads stay."""
    monkeypatch.chdir(tmp_path)
    torch.set_num_threads(1)
    torch.manual_seed(99)
    state = torch.get_rng_state()
    for _ in calibrate(small_plan("dropout", threads=2), builtin_corpus):
        assert torch.get_num_threads() == 1
        assert torch.equal(torch.get_rng_state(), state)
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_cancelled_at_any_event(plan, builtin_corpus):
    torch.set_num_threads(1)
    events = calibrate(with_settings(plan, threads=2), builtin_corpus)
    next(events)
    events.close()
    assert torch.get_num_threads() == 1


def test_a_run_that_is_calibrated_on_the_way_is_the_same_run(builtin_corpus, tmp_path):
    plan = small_plan("dropout", epochs=1)
    list(train(plan, builtin_corpus, tmp_path / "alone"))
    events = train(plan, builtin_corpus, tmp_path / "beside")
    other = calibrate(plan, builtin_corpus)
    for _ in events:
        next(other, None)
    alone, beside = (RunFolder(tmp_path / name).read() for name in ("alone", "beside"))
    assert alone.lines[0].sha256 == beside.lines[0].sha256


def test_zero_threads_are_measured_before_a_run_and_kept_for_going_on(
    plan, builtin_corpus, four_cores, tmp_path, monkeypatch
):
    monkeypatch.setattr(calibration, "median", lambda times: 1 / torch_threads.pop())
    torch_threads = [1, 3, 2]  # the second of 1, 2, 3 is the fastest
    events = list(measure_threads(with_settings(plan, threads=0), builtin_corpus))
    assert isinstance(events[-1], Calibrated)
    assert events[-1].threads == torch.get_num_threads() == 2
    list(train(with_settings(plan, epochs=1), builtin_corpus, tmp_path / "run"))
    assert RunFolder(tmp_path / "run").read().threads == 1


def test_without_reviews_to_validate_on_only_training_counts(plan, builtin_corpus):
    *_, last = calibrate(with_settings(plan, validation_split=0.0), builtin_corpus)
    assert isinstance(last, Calibrated)
    assert last.seconds_per_epoch == pytest.approx(200 / last.reviews_per_second)
