"""The headless commands, as a user types them."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from explorer.cli.main import main
from explorer.stack.presets import preset

ROOT = Path(__file__).parent.parent.parent
REVIEW = "Not once did I feel bored. The plot is thin, but the ending is wonderful."


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A small LSTM trained by the command itself."""
    path = tmp_path_factory.mktemp("cli") / "run"
    command = "train --preset lstm --data builtin --epochs 2 --limit 200 --maxlen 60 --threads 1"
    assert main([*command.split(), "--batch-size", "32", "--out", str(path)]) == 0
    return path


def test_summary_prints_keras_table(capsys):
    assert main(["summary", "--preset", "lstm"]) == 0
    printed = capsys.readouterr().out
    for expected in ("328,353", "320,000", "8,320", "33", "(None, 500, 32)", "(None, 1)"):
        assert expected in printed


def test_train_writes_the_promised_run_folder(run):
    lines = [json.loads(line) for line in (run / "history.jsonl").read_text().splitlines()]
    assert [line["epoch"] for line in lines] == [1, 2]
    assert all(line["reviews_per_second"] > 0 for line in lines)
    card = json.loads((run / "run.json").read_text())
    assert card["settings"]["batch_size"] == 32
    assert card["data"]["synthetic"] is True


def test_train_prints_plain_lines_when_there_is_no_terminal(tmp_path, capsys):
    command = "train --preset simple_rnn --data builtin --epochs 1 --limit 60 --maxlen 30"
    assert main([*command.split(), "--out", str(tmp_path / "run")]) == 0
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 3
    assert "val_accuracy" in out[1]
    assert "\r" not in "".join(out)


def test_evaluate_prints_one_json_object(run, capsys):
    assert main(["evaluate", str(run), "--data", "builtin"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) == {"accuracy", "loss", "reviews", "seconds"}
    assert result["reviews"] == 400
    assert 0.3 < result["accuracy"] <= 1.0
    assert main(["evaluate", str(run), "--data", "builtin", "--split", "train"]) == 0
    assert json.loads(capsys.readouterr().out)["reviews"] == 1_600


def test_trace_writes_every_signal(run, tmp_path, capsys):
    out = tmp_path / "trace.npz"
    assert main(["trace", str(run), "--text", REVIEW, "--out", str(out)]) == 0
    with np.load(out, allow_pickle=False) as arrays:
        tokens = list(arrays["tokens"])
        assert tokens[:4] == ["<start>", "not", "once", "did"]
        timesteps = len(tokens)
        for signal in "ifkoch":
            assert arrays[f"lstm/{signal}"].shape == (timesteps, 32)
        assert arrays["probability"].shape == arrays["ids"].shape == (timesteps,)
        c, i, f, k = (arrays[f"lstm/{signal}"] for signal in "cifk")
        np.testing.assert_allclose(c[1:], f[1:] * c[:-1] + i[1:] * k[1:], atol=1e-6)
        np.testing.assert_allclose(c[0], i[0] * k[0], atol=1e-6)


def test_trace_by_ids_equals_trace_by_text(run, tmp_path):
    by_text, by_ids = tmp_path / "a.npz", tmp_path / "b.npz"
    main(["trace", str(run), "--text", REVIEW, "--out", str(by_text)])
    ids = ",".join(map(str, np.load(by_text)["ids"]))
    assert main(["trace", str(run), "--ids", ids, "--out", str(by_ids)]) == 0
    np.testing.assert_array_equal(np.load(by_text)["lstm/c"], np.load(by_ids)["lstm/c"])


def test_pads_are_read_first_only_when_asked_for(run, tmp_path):
    review = tmp_path / "review.txt"
    review.write_text(REVIEW)
    out = tmp_path / "padded.npz"
    assert main(["trace", str(run), "--file", str(review), "--pad", "--out", str(out)]) == 0
    arrays = np.load(out)
    assert arrays["lstm/h"].shape == (60, 32)
    assert arrays["tokens"][0] == "<pad>"


@pytest.mark.parametrize("pad", [[], ["--pad"]])
def test_trace_with_the_ledger_sums_to_logit_less_bias(pad, run, tmp_path):
    out = tmp_path / "ledger.npz"
    assert main(["trace", str(run), "--text", REVIEW, "--ledger", *pad, "--out", str(out)]) == 0
    arrays = np.load(out)
    share = arrays["ledger/logit_share"]
    assert share.shape == arrays["ids"].shape
    total = share.sum() + arrays["ledger/pad_share"]
    assert total == pytest.approx(float(arrays["logit"] - arrays["bias"]), abs=1e-12)
    probability = 1 / (1 + np.exp(-arrays["logit"]))
    assert probability == pytest.approx(float(arrays["probability"][-1]), abs=1e-6)
    assert bool(arrays["ledger/pad_share"]) == bool(pad)


def test_the_files_name_says_what_is_written(run, tmp_path):
    for name in ("trace.csv", "report.html"):
        assert main(["trace", str(run), "--text", REVIEW, "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "trace.csv").read_text().startswith("t,word,id,p_positive,logit,lstm/i_0,")
    assert (tmp_path / "report.html").read_text().startswith("<!doctype html>")


WRONG = {
    "no such preset": ("summary --preset transformer", "transformer"),
    "no such command option": ("summary --preset lstm --wat", "--wat"),
    "missing archive": ("train --preset lstm --data /nowhere.tar.gz --out RUN", "nowhere.tar.gz"),
    "negative epochs": ("train --preset lstm --data builtin --epochs -1 --out RUN", "epochs"),
    "no run": ("evaluate /nowhere --data builtin", "/nowhere"),
    "empty text": ("trace RUNS --text   --out OUT", "argument"),
    "both text and ids": ("trace RUNS --text a --ids 1 --out OUT", "not allowed"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_one_sentence_and_exit_code_2(case, run, tmp_path, refused):
    command, words = WRONG[case]
    places = {"RUN": str(tmp_path / "run"), "RUNS": str(run), "OUT": str(tmp_path / "out.npz")}
    assert words in refused([places.get(part, part) for part in command.split()])
    assert list(tmp_path.iterdir()) == [], "something half-written was left behind"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--text", "   "], "empty"),
        (["--ids", "1,x"], "whole numbers"),
        (["--ids", "1,99999"], "outside"),
        (["--ids", ","], "empty"),
        (["--file", "/nowhere.txt"], "cannot be read"),
    ],
)
def test_a_review_that_cannot_be_traced(arguments, words, run, tmp_path, capsys):
    out = tmp_path / "out.npz"
    assert main(["trace", str(run), *arguments, "--out", str(out)]) == 2
    assert words in capsys.readouterr().err
    assert not out.exists()


def test_a_truncated_archive_is_a_sentence_and_leaves_nothing(imdb_archive, tmp_path, capsys):
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(imdb_archive.read_bytes()[:2_000_000])
    arguments = ["train", "--preset", "lstm", "--data", str(cut), "--out", str(tmp_path / "run")]
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["cut.tar.gz"]


def test_the_headless_twin_loads_no_qt_and_needs_no_display():
    script = (
        "import sys; sys.argv = ['carrytrack', 'summary', '--preset', 'lstm'];"
        "from explorer.launch import main; code = main();"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph'))];"
        "sys.exit(code)"
    )
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "328,353" in done.stdout


def test_no_display_is_a_sentence():
    done = subprocess.run(
        [sys.executable, "main.py"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "no display" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_preset_brings_its_own_recipe_and_explicit_options_win(tmp_path, capsys):
    best = "train --preset best --data builtin --limit 60 --threads 1 --epochs 1"
    assert main([*best.split(), "--maxlen", "40", "--out", str(tmp_path / "run")]) == 0
    card = json.loads((tmp_path / "run" / "run.json").read_text())
    recipe = preset("best").recipe
    kept = {**recipe.encoding(), **recipe.settings()} | {"maxlen": 40, "epochs": 1}
    found = card["encoding"] | card["settings"]
    assert {name: found[name] for name in kept} == kept
    assert card["stack"]["layers"][0]["input_dim"] == recipe.max_features
    capsys.readouterr()
    assert main(["summary", "--preset", "best"]) == 0
    assert f"{recipe.max_features * 64:,}" in capsys.readouterr().out


def test_the_tutorials_values_where_nothing_is_told(run):
    card = json.loads((run / "run.json").read_text())
    assert card["encoding"]["max_features"] == 10_000
    assert card["settings"]["optimiser"] == "rmsprop"
    assert card["settings"]["validation_split"] == 0.2
