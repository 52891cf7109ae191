"""Every setting from the command line, and going on with a run."""

import argparse
import json
from dataclasses import fields

import pytest

from explorer.cli.main import main
from explorer.cli.training_options import add_settings, settings_given
from explorer.training.runs.run_folder import RunFolder
from explorer.training.settings import TrainingSettings

SMALL = "train --preset lstm --data builtin --limit 100 --maxlen 40 --threads 1"
SGD = "--epochs 2 --clip-norm 0.5 --optimiser sgd --momentum 0.9 --nesterov"
GIVEN = {
    "optimiser": "adam",
    "learning_rate": 0.01,
    "rho": 0.8,
    "momentum": 0.7,
    "nesterov": True,
    "beta_1": 0.6,
    "beta_2": 0.5,
    "epsilon": 1e-4,
    "clip_norm": 2.5,
    "batch_size": 7,
    "epochs": 3,
    "validation_split": 0.3,
    "patience": 4,
    "seed": 9,
    "device": "cpu",
    "precision": "mixed",
    "threads": 2,
    "limit": 50,
}


def test_every_setting_is_an_option():
    parser = argparse.ArgumentParser()
    add_settings(parser)
    arguments = []
    for name, value in GIVEN.items():
        option = f"--{name.replace('_', '-')}"
        arguments += [option] if value is True else [option, str(value)]
    assert settings_given(parser.parse_args(arguments)) == GIVEN
    assert settings_given(parser.parse_args([])) == {}
    # Nothing is watched without a window.
    assert GIVEN.keys() == {field.name for field in fields(TrainingSettings)} - {"probe_every"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    path = tmp_path_factory.mktemp("cli") / "run"
    assert main([*f"{SMALL} {SGD}".split(), "--out", str(path)]) == 0
    return path


def test_what_was_given_is_what_was_trained(run):
    settings = json.loads((run / "run.json").read_text())["settings"]
    assert (settings["clip_norm"], settings["momentum"], settings["nesterov"]) == (0.5, 0.9, True)


def test_a_run_goes_on_in_its_own_folder_or_in_another(run, tmp_path, capsys):
    new = tmp_path / "new"
    assert main(["train", "--continue", str(run), "--from-epoch", "1", "--out", str(new)]) == 0
    assert "going on with epoch 2" in capsys.readouterr().out
    assert RunFolder(new).read().epochs == (1, 2)
    assert main(["train", "--continue", str(new), "--epochs", "3"]) == 0
    assert RunFolder(new).read().epochs == (1, 2, 3)
    branch = RunFolder(new).read().branch
    assert branch is not None and branch.epoch == 1


def test_resuming_what_is_over_does_nothing(run, capsys):
    before = (run / "history.jsonl").read_bytes()
    assert main([*f"{SMALL} {SGD} --resume".split(), "--out", str(run)]) == 0
    assert capsys.readouterr().out.startswith("finished: 2 epochs, best epoch ")
    assert (run / "history.jsonl").read_bytes() == before


def test_resuming_what_has_not_begun_begins_it(tmp_path):
    new = tmp_path / "new"
    assert main([*f"{SMALL} --epochs 1 --resume".split(), "--out", str(new)]) == 0
    (new / "history.jsonl").write_text("")  # as if killed in its first epoch
    assert main([*f"{SMALL} --epochs 1 --resume".split(), "--out", str(new)]) == 0
    assert RunFolder(new).read().epochs == (1,)


def test_stopping_early_is_said(tmp_path, capsys):
    wild = f"{SMALL} --epochs 30 --patience 1 --optimiser adam --learning-rate 0.5"
    assert main([*wild.split(), "--out", str(tmp_path / "run")]) == 0
    assert "stopped early, the validation loss no longer falls" in capsys.readouterr().out


WRONG = {
    "nothing to train": ("train", "--preset"),
    "no place": ("train --preset lstm --data builtin", "--out"),
    "another stack": ("train --continue RUN --preset gru", "--preset cannot be changed"),
    "another rate": ("train --continue RUN --learning-rate 0.1", "--learning-rate cannot"),
    "no such epoch": ("train --continue RUN --from-epoch 9 --out NEW", "did not keep epoch 9"),
    "no run": ("train --continue NEW", "There is no run folder"),
    "no continuing": (
        "train --preset lstm --data builtin --out NEW --from-epoch 1",
        "belong to --continue",
    ),
    "another command": (
        "train --preset lstm --data builtin --out RUN --resume --seed 5",
        "another stack or other settings",
    ),
    "taken": ("train --preset lstm --data builtin --out RUN", "exists already"),
    "no such device": ("train --preset lstm --data builtin --out NEW --device tpu", "tpu"),
    "no patience": (
        "train --preset lstm --data builtin --out NEW --patience 1 --validation-split 0",
        "needs reviews to validate on",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_one_sentence_and_exit_code_2(case, run, tmp_path, refused):
    command, words = WRONG[case]
    places = {"RUN": str(run), "NEW": str(tmp_path / "new")}
    before = sorted(run.rglob("*"))
    assert words in refused([places.get(part, part) for part in command.split()])
    assert not (tmp_path / "new").exists()
    assert sorted(run.rglob("*")) == before
