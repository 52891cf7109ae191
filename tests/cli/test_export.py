"""`export`, as a user types it: a run in every form, a preset as code."""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import subprocess
import sys

import pytest

from explorer.cli.main import main
from explorer.training.runs.run_export import FORMS
from tests.stack.written_code import run as run_script


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A small GRU trained by the command itself."""
    path = tmp_path_factory.mktemp("cli") / "run"
    command = "train --preset gru --data builtin --epochs 1 --limit 60 --maxlen 30 --threads 1"
    assert main([*command.split(), "--optimiser", "adam", "--out", str(path)]) == 0
    return path


def exported(arguments, out):
    assert main(["export", *arguments.split(), "--out", str(out)]) == 0
    return out.read_text("utf-8")


def test_the_keras_code_of_a_preset_builds_it(tmp_path, capsys):
    source = exported("--preset lstm --to keras-code", tmp_path / "lstm.py")
    assert run_script(source)["model"].count_params() == 328_353
    assert "328,353" in capsys.readouterr().out


def test_the_pytorch_code_runs_in_a_process_of_its_own(tmp_path):
    script = tmp_path / "gru.py"
    exported("--preset gru --to pytorch-code --max-features 200 --maxlen 20", script)
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "12,769 trainable parameters" in done.stdout


def test_sizes_are_taken_over(tmp_path):
    source = exported(
        "--preset conv_lstm --to keras-code --max-features 777 --maxlen 33", tmp_path / "a.py"
    )
    model = run_script(source)["model"]
    assert model.input_shape == (None, 33)
    assert model.layers[0].input_dim == 777


def test_a_run_gives_its_stack_and_its_settings(run, tmp_path):
    source = exported(f"{run} --to keras-code", tmp_path / "run.py")
    assert "layers.GRU(32" in source
    assert "maxlen = 30" in source
    assert "keras.optimizers.Adam" in source
    assert "epochs=1" in source


@pytest.mark.parametrize("name", FORMS)
def test_a_run_is_written_in_every_form_that_the_window_offers(name, run, tmp_path, capsys):
    form = FORMS[name]
    out = tmp_path / f"given{form.suffix}"
    assert main(["export", str(run), "--to", name, "--out", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    assert (out / "run.json" if not form.suffix else out).is_file()


def test_two_epochs_of_a_keras_file_are_refused(run, tmp_path, refused):
    out = str(tmp_path / "a.keras")
    arguments = ["export", str(run), "--to", "keras", "--epochs", "1,2", "--out", out]
    assert "one epoch" in refused(arguments)


def test_an_older_script_is_replaced_and_nothing_else_left(tmp_path):
    out = tmp_path / "lstm.py"
    out.write_text("old")
    assert "keras" in exported("--preset lstm --to keras-code", out)
    assert [file.name for file in tmp_path.iterdir()] == ["lstm.py"]


WRONG = {
    "neither run nor preset": ("--to keras-code", "either a run folder or --preset"),
    "both": ("RUN --preset lstm --to keras-code", "either a run folder or --preset"),
    "no such preset": ("--preset transformer --to keras-code", "transformer"),
    "no such form": ("--preset lstm --to tensorflow-code", "tensorflow-code"),
    "no form": ("--preset lstm", "--to"),
    "bundle of a preset": ("--preset lstm --to bundle", "A preset has no weights"),
    "figures of a preset": ("--preset lstm --to history", "no figures"),
    "epochs of figures": ("RUN --to history --epochs 1", "--epochs"),
    "epochs of code": ("--preset lstm --to keras-code --epochs 1", "--epochs"),
    "sizes of a run": ("RUN --to pytorch-code --maxlen 20", "a run has its own"),
    "no timesteps": ("--preset lstm --to keras-code --maxlen 0", "maxlen"),
    "no words": ("--preset lstm --to pytorch-code --max-features 0", "max_features"),
    "not a number": ("--preset lstm --to keras-code --maxlen many", "many"),
    "too short to pool": ("--preset conv_lstm --to keras-code --maxlen 8", "cannot run"),
    "no such run": ("/nowhere --to keras-code", "/nowhere"),
}


@pytest.mark.parametrize("case", WRONG)
def test_misuse_is_one_sentence_and_exit_code_2(case, run, tmp_path, refused):
    command, words = WRONG[case]
    arguments = [str(run) if part == "RUN" else part for part in command.split()]
    assert words in refused(["export", *arguments, "--out", str(tmp_path / "code.py")])
    assert list(tmp_path.iterdir()) == [], "something half-written was left behind"


@pytest.mark.parametrize("place", ["nowhere/code.py", "folder"])
def test_a_place_that_cannot_be_written_is_a_sentence(place, tmp_path, refused):
    (tmp_path / "folder").mkdir()
    out = tmp_path / place
    said = refused(["export", "--preset", "lstm", "--to", "keras-code", "--out", str(out)])
    assert "cannot be written" in said
    assert [file.name for file in tmp_path.rglob("*")] == ["folder"]
