"""The list of runs: what it says of each, what it leaves unread, and what people note of a run."""

import json
import shutil
from datetime import datetime, timedelta

import pytest

from explorer.problem import UserProblem
from explorer.training.runs.lock import RunLock, is_being_written
from explorer.training.runs.run_differences import differences
from explorer.training.runs.run_folder import RunFolder
from explorer.training.runs.run_label import (
    RunLabel,
    read_label,
    tags_from_text,
    title_of,
    write_label,
)
from explorer.training.runs.run_list import RunLister, RunSummary, summarise
from tests.training.trained import small_plan, trained_run


@pytest.fixture(scope="module")
def original(tmp_path_factory, builtin_corpus):
    return trained_run(tmp_path_factory.mktemp("runs") / "one", builtin_corpus, epochs=2)


@pytest.fixture
def home(tmp_path, original):
    shutil.copytree(original, tmp_path / "runs" / "one")
    return tmp_path / "runs"


def test_a_summary_says_what_the_whole_run_says(home):
    summary, run = summarise(home / "one"), RunFolder(home / "one").read()
    assert summary.history == run.history
    assert summary.title == run.title
    assert summary.best_epoch == run.best_epoch
    assert summary.best_accuracy == max(record.val_accuracy for record in run.history)
    assert summary.seconds == pytest.approx(sum(record.seconds for record in run.history))
    assert summary.plan == run.plan
    assert not summary.writing


def test_the_newest_run_comes_first(home):
    shutil.copytree(home / "one", home / "two")
    card = json.loads((home / "two" / "run.json").read_text())
    card["started"] = "2031-01-01T00:00:00+00:00"
    (home / "two" / "run.json").write_text(json.dumps(card))
    listed = RunLister((home,)).read()
    assert [run.path.name for run in listed.runs] == ["two", "one"]


def test_a_broken_run_is_told_apart_and_hides_no_other(home):
    (home / "bad").mkdir()
    (home / "bad" / "run.json").write_text("{")
    listed = RunLister((home,)).read()
    assert [run.path.name for run in listed.runs] == ["one"]
    assert [entry.path.name for entry in listed.unreadable] == ["bad"]
    assert "run.json" in listed.unreadable[0].problem


def test_what_changed_is_read_again_and_nothing_else(home, monkeypatch):
    lister = RunLister((home,))
    before = lister.read().runs[0]
    assert lister.read().runs[0] is before
    write_label(home / "one", RunLabel("First try"))
    assert lister.read().runs[0].title == "First try"


def test_a_run_is_being_written_as_long_as_somebody_holds_its_lock(home):
    assert not is_being_written(home / "one")
    lock = RunLock(home / "one")
    lock.acquire()
    assert is_being_written(home / "one")
    lock.release()
    assert not is_being_written(home / "one")


def test_a_label_comes_back_as_it_was_written_and_names_the_run(home):
    label = RunLabel("Für den Vortrag", "lr 0.01 was too much\nthis is better", ("talk", "best"))
    write_label(home / "one", label)
    assert read_label(home / "one") == label
    assert RunFolder(home / "one").read().title == "Für den Vortrag"


def test_a_damaged_label_takes_nothing_of_the_run_with_it(home):
    (home / "one" / "label.json").write_text("[1")
    with pytest.raises(UserProblem, match=r"label\.json cannot be read"):
        read_label(home / "one")
    assert RunFolder(home / "one").read().history
    assert "label.json" in RunLister((home,)).read().runs[0].problem


def test_a_label_that_cannot_be_written_leaves_the_old_one(home, monkeypatch):
    write_label(home / "one", RunLabel("Before"))
    monkeypatch.setattr("pathlib.Path.replace", _full_disk)
    with pytest.raises(UserProblem, match="No space left"):
        write_label(home / "one", RunLabel("After"))
    assert read_label(home / "one").name == "Before"
    assert not list((home / "one").glob("*.partial"))


def _full_disk(_self, _target):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("text", "tags"),
    [("", ()), ("a, b", ("a", "b")), (" two  words ,,a,a", ("two words", "a"))],
)
def test_tags_are_what_stands_between_commas(text, tags):
    assert tags_from_text(text) == tags


def test_differences_are_the_fields_in_which_runs_differ(home):
    one = summarise(home / "one")
    other = RunSummary(
        path=home / "two",
        label=RunLabel(),
        plan=small_plan(seed=7),
        data_title=one.data_title,
        data_identity=one.data_identity,
        history=(),
    )
    rows = {row.field: row.values for row in differences((one, other), lambda run: "a stack")}
    assert rows["seed"] == (str(one.plan.settings.seed), "7")
    assert rows["best validation accuracy"] == (f"{one.best_accuracy:.2%}", "–")
    assert "optimiser" not in rows
    assert "stack" not in rows


def test_runs_that_began_in_the_same_minute_have_titles_of_their_own():
    began = datetime(2026, 5, 4, 12, 30, 5).astimezone()
    titles = {title_of(RunLabel(), "LSTM", began + timedelta(seconds=s)) for s in (0, 10, 20)}
    assert len(titles) == 3
    assert title_of(RunLabel("Mine"), "LSTM", began) == "Mine"
