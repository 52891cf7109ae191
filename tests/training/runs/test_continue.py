"""Going on with a run: the same as if it had never been interrupted, bit for bit."""

import shutil
from dataclasses import replace

import pytest

from explorer.problem import UserProblem
from explorer.resources import BUNDLED_MODELS
from explorer.stack.presets import preset
from explorer.training.events import EpochsPlanned, TrainingFinished, TrainingStarted, Warned
from explorer.training.loop import train
from explorer.training.runs.resume import continue_run
from explorer.training.runs.run_folder import RunFolder
from tests.training.trained import with_settings

CASES = {
    "dropout, Adam": ("dropout", {"optimiser": "adam"}),
    "LSTM, RMSprop with momentum": ("lstm", {"momentum": 0.5, "clip_norm": 0.1}),
    "GRU, SGD": ("gru", {"optimiser": "sgd", "momentum": 0.9, "nesterov": True}),
    "LSTM, mixed": ("lstm", {"precision": "mixed"}),
}


def digests(path) -> list[tuple[str, str]]:
    return [(line.sha256, line.optimiser_sha256) for line in RunFolder(path).read().lines]


@pytest.mark.parametrize("case", CASES)
def test_a_continued_run_equals_an_uninterrupted_one(case, plan, builtin_corpus, tmp_path):
    name, knobs = CASES[case]
    plan = with_settings(replace(plan, stack=preset(name).stack), epochs=3, **knobs)
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    list(train(plan, builtin_corpus, whole))
    list(train(with_settings(plan, epochs=1), builtin_corpus, cut))
    events = list(continue_run(RunFolder(cut).read(), builtin_corpus, epochs=3))
    assert isinstance(events[0], TrainingStarted)
    assert (events[0].first_epoch, len(events[0].history)) == (2, 1)
    assert isinstance(events[-1], TrainingFinished)
    assert digests(cut) == digests(whole)
    assert RunFolder(cut).read().settings.epochs == 3


@pytest.fixture(scope="module")
def trained(tmp_path_factory, builtin_corpus):
    from tests.training.trained import small_plan

    path = tmp_path_factory.mktemp("runs") / "run"
    list(train(with_settings(small_plan(), epochs=3), builtin_corpus, path))
    return RunFolder(path).read()


def test_from_an_earlier_epoch_a_new_folder_says_where_it_branched(
    trained, builtin_corpus, tmp_path
):
    before = digests(trained.path)
    list(continue_run(trained, builtin_corpus, from_epoch=2, where=tmp_path / "branch"))
    branch = RunFolder(tmp_path / "branch").read()
    assert branch.branch is not None
    assert (branch.branch.run, branch.branch.epoch) == (str(trained.path), 2)
    assert branch.epochs == (1, 2, 3)
    assert digests(branch.path) == before == digests(trained.path)
    assert branch.network(1) is not None
    assert branch.optimiser_state(2).keys() == trained.optimiser_state(2).keys()


def test_one_more_epoch_is_the_default(trained, builtin_corpus, tmp_path):
    events = list(continue_run(trained, builtin_corpus, where=tmp_path / "more"))
    assert RunFolder(tmp_path / "more").read().epochs == (1, 2, 3, 4)
    assert not any(isinstance(event, EpochsPlanned) for event in events)


def without_optimiser(trained, tmp_path):
    copy = tmp_path / "old"
    shutil.copytree(trained.path, copy)
    for file in (copy / "epochs").glob("*.optimiser.*"):
        file.unlink()
    return RunFolder(copy).read()


def test_a_run_without_the_optimisers_state_says_so_and_goes_on_with_a_fresh_one(
    trained, builtin_corpus, tmp_path
):
    old = without_optimiser(trained, tmp_path)
    with pytest.raises(UserProblem, match="can go on with a fresh optimiser"):
        list(continue_run(old, builtin_corpus))
    new = tmp_path / "fresh"
    events = list(continue_run(old, builtin_corpus, fresh_optimiser=True, where=new))
    assert any(isinstance(event, Warned) and "anew" in event.sentence for event in events)
    run = RunFolder(new).read()
    assert run.branch is not None and run.branch.fresh_optimiser
    assert run.epochs == (1, 2, 3, 4)
    assert old.epochs == (1, 2, 3)


def test_a_damaged_optimiser_state_is_a_sentence(trained, builtin_corpus, tmp_path):
    copy = tmp_path / "damaged"
    shutil.copytree(trained.path, copy)
    file = copy / "epochs" / "003.optimiser.safetensors"
    file.write_bytes(file.read_bytes()[:-1] + b"\x01")
    with pytest.raises(UserProblem, match=r"optimiser's figures of epoch 3 .* damaged"):
        list(continue_run(RunFolder(copy).read(), builtin_corpus))
    assert RunFolder(copy).read().epochs == (1, 2, 3)


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"from_epoch": 7}, "did not keep epoch 7"), ({"epochs": 2}, "ask for more than 2")],
)
def test_what_cannot_be_continued_is_a_sentence(trained, builtin_corpus, changes, words):
    with pytest.raises(UserProblem, match=words):
        list(continue_run(trained, builtin_corpus, **changes))


def test_a_bundled_run_was_trained_on_other_reviews(builtin_corpus):
    bundled = RunFolder(BUNDLED_MODELS / "lstm").read()
    with pytest.raises(UserProblem, match="trained on other reviews"):
        list(continue_run(bundled, builtin_corpus, fresh_optimiser=True))


def test_a_run_that_grew_meanwhile_is_not_written_twice(trained, builtin_corpus, tmp_path):
    shutil.copytree(trained.path, tmp_path / "run")
    stale = RunFolder(tmp_path / "run").read()
    list(continue_run(stale, builtin_corpus))
    with pytest.raises(UserProblem, match="somebody else has trained it on"):
        list(continue_run(stale, builtin_corpus))
    assert RunFolder(tmp_path / "run").read().epochs == (1, 2, 3, 4)
