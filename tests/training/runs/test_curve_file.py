"""curve.npz: what a run's folder keeps of its curve, and what becomes of a damaged one."""

from itertools import islice

import numpy as np
import pytest

from explorer.problem import UserProblem
from explorer.training import trainer
from explorer.training.control import Control
from explorer.training.curve import COLUMNS, Curve
from explorer.training.events import BatchDone, CurveSoFar, EpochDone, TrainingFinished, Warned
from explorer.training.loop import train
from explorer.training.runs import follow as following
from explorer.training.runs import recorder
from explorer.training.runs.bundle import bundle_run
from explorer.training.runs.curve_file import read_curve, write_curve
from explorer.training.runs.follow import follow
from explorer.training.runs.resume import continue_run
from explorer.training.runs.run_export import FORMS, export_run
from explorer.training.runs.run_folder import RunFolder
from tests.training.trained import small_plan, trained_run

ROWS = np.random.default_rng(0).random((12, 5)).cumsum(axis=0)


@pytest.fixture(scope="module")
def trained(tmp_path_factory, builtin_corpus):
    """A finished run of two epochs, and the rows that its events told."""
    path, told = tmp_path_factory.mktemp("runs") / "run", Curve()
    for event in train(small_plan(), builtin_corpus, path):
        if isinstance(event, BatchDone):
            told.add(event)
    return RunFolder(path).read(), told.rows.copy()


def test_a_run_read_back_has_the_curve_that_was_told(trained):
    run, told = trained
    assert len(told) == 2 * 5
    np.testing.assert_array_equal(run.curve, told)
    for record, row in zip(run.history, told[4::5], strict=True):
        assert (record.loss, record.accuracy) == (row[1], row[2])


def test_every_damaged_byte_leaves_the_curve_out_or_unharmed(tmp_path):
    write_curve(tmp_path, ROWS)
    file = tmp_path / "curve.npz"
    whole = file.read_bytes()
    cut = [whole[:length] for length in range(0, len(whole), 7)]
    flipped = [whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :] for at in range(len(whole))]
    left_out = 0
    for damaged in (*cut, *flipped, b"{}", b"PK\x05\x06" + 18 * b"\0"):
        file.write_bytes(damaged)
        rows = read_curve(tmp_path)
        left_out += len(rows) == 0
        assert len(rows) == 0 or np.array_equal(rows, ROWS)
    assert left_out > len(whole) // 2


@pytest.mark.parametrize(
    "figures",
    [
        {},
        dict.fromkeys(COLUMNS[1:], ROWS[:, 0]),
        {name: ROWS[::-1, place] for place, name in enumerate(COLUMNS)},
        {name: np.array([np.nan, 1.0]) for name in COLUMNS},
        {name: np.array(["one"]) for name in COLUMNS},
        {name: np.array([None]) for name in COLUMNS},
        dict.fromkeys(COLUMNS, ROWS),
    ],
)
def test_what_is_no_curve_is_left_out(figures, tmp_path):
    np.savez(tmp_path / "curve.npz", **figures)
    assert read_curve(tmp_path).shape == (0, 5)


def test_figures_that_a_newer_version_adds_do_no_harm(tmp_path):
    figures = {name: ROWS[:, place] for place, name in enumerate(COLUMNS)}
    np.savez(tmp_path / "curve.npz", **figures, warmth=ROWS[:, 0])
    np.testing.assert_array_equal(read_curve(tmp_path), ROWS)


def test_a_run_goes_on_with_its_curve_in_place_and_from_an_earlier_epoch(builtin_corpus, tmp_path):
    path = trained_run(tmp_path / "run", builtin_corpus)
    run = RunFolder(path).read()
    longer = list(continue_run(run, builtin_corpus, epochs=3))
    so_far = next(event for event in longer if isinstance(event, CurveSoFar))
    np.testing.assert_array_equal(so_far.rows, run.curve)
    grown = RunFolder(path).read()
    np.testing.assert_array_equal(grown.curve[:10], run.curve)
    assert grown.curve[-1, 0] == 3.0
    branch = tmp_path / "branch"
    events = list(continue_run(grown, builtin_corpus, from_epoch=1, epochs=2, where=branch))
    so_far = next(event for event in events if isinstance(event, CurveSoFar))
    np.testing.assert_array_equal(so_far.rows, run.curve[:5])
    np.testing.assert_allclose(RunFolder(branch).read().curve, run.curve, rtol=1e-12)


def test_an_epoch_that_is_broken_off_is_kept_until_it_is_trained_again(builtin_corpus, tmp_path):
    control, path = Control(), tmp_path / "run"
    for event in train(small_plan(), builtin_corpus, path, control):
        if isinstance(event, BatchDone) and (event.epoch, event.batch) == (2, 3):
            control.stop()
    run = RunFolder(path).read()
    np.testing.assert_allclose(run.curve[:, 0], [0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6])
    assert len(run.curve_of_epochs) == 5
    assert [e.rows[-1, 0] for e in follow(path) if isinstance(e, CurveSoFar)] == [1.6]
    events = continue_run(run, builtin_corpus)
    (so_far,) = [event for event in islice(events, 5) if isinstance(event, CurveSoFar)]
    assert so_far.rows[-1, 0] == 1.0
    assert [e.rows[-1, 0] for e in islice(follow(path), 2) if isinstance(e, CurveSoFar)] == [1.0]
    list(events)
    assert len(RunFolder(path).read().curve) == 10


def test_the_curve_of_an_explosion_is_kept(builtin_corpus, tmp_path, monkeypatch):
    events = train(small_plan(), builtin_corpus, tmp_path / "run")
    for event in events:
        if isinstance(event, BatchDone) and event.batch == 3:
            monkeypatch.setattr(
                trainer, "binary_cross_entropy_with_logits", lambda logits, _: logits.mean() / 0
            )
            break
    with pytest.raises(UserProblem):
        list(events)
    assert len(RunFolder(tmp_path / "run").read().curve) == 3


def test_without_room_for_the_curve_the_run_is_kept_and_a_sentence_said_once(
    builtin_corpus, tmp_path, monkeypatch
):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recorder, "write_curve", full)
    events = list(train(small_plan(), builtin_corpus, tmp_path / "run"))
    (warning,) = [event for event in events if isinstance(event, Warned)]
    assert "No space left on device" in warning.sentence
    assert isinstance(events[-1], TrainingFinished) and events[-1].reason == "finished"
    run = RunFolder(tmp_path / "run").read()
    assert (run.epochs, len(run.curve)) == ((1, 2), 0)


def test_whoever_follows_has_the_whole_curve_of_every_finished_epoch(
    builtin_corpus, tmp_path, monkeypatch
):
    monkeypatch.setattr(following, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(following, "NAP", 0.0)
    writer, path = train(small_plan(), builtin_corpus, tmp_path / "run"), tmp_path / "run"
    next(event for event in writer if isinstance(event, BatchDone))
    reader, seen = follow(path), Curve()
    heard: list[object] = []
    for event in writer:
        for said in islice(reader, 4 if isinstance(event, EpochDone | TrainingFinished) else 1):
            heard.append(said)
            if isinstance(said, CurveSoFar):
                seen.begin_with(said.rows)
            elif isinstance(said, BatchDone):
                seen.add(said)
    for said in reader:
        if isinstance(said, CurveSoFar):
            seen.begin_with(said.rows)
    np.testing.assert_array_equal(seen.rows, RunFolder(path).read().curve)


def test_a_small_copy_has_the_curve_and_it_can_be_exported(trained, tmp_path):
    run, told = trained
    bundle_run(run, tmp_path / "small" / "one", (1,))
    np.testing.assert_array_equal(RunFolder(tmp_path / "small" / "one").read().curve, told[:5])
    export_run(run, (), FORMS["curve"], tmp_path / "curve.csv")
    assert (tmp_path / "curve.csv").read_text().startswith("epoch,loss,accuracy,gradient_norm,")
    table = np.loadtxt(tmp_path / "curve.csv", delimiter=",", skiprows=1)
    np.testing.assert_array_equal(table, told)


def test_a_run_from_before_curves_opens_and_says_what_it_lacks(trained, tmp_path):
    import shutil

    shutil.copytree(trained[0].path, tmp_path / "old")
    (tmp_path / "old" / "curve.npz").unlink()
    old = RunFolder(tmp_path / "old").read()
    assert (old.epochs, old.curve.shape) == ((1, 2), (0, 5))
    with pytest.raises(UserProblem, match="figures of its epochs alone"):
        export_run(old, (), FORMS["curve"], tmp_path / "curve.csv")


def test_a_small_copy_goes_on_after_the_epoch_that_it_holds(trained, builtin_corpus, tmp_path):
    run, told = trained
    bundle_run(run, tmp_path / "small" / "two", (2,))
    small, more = RunFolder(tmp_path / "small" / "two").read(), tmp_path / "more"
    events = continue_run(small, builtin_corpus, epochs=3, where=more, fresh_optimiser=True)
    trained_epochs = {event.epoch for event in events if isinstance(event, BatchDone)}
    again = RunFolder(more).read()
    assert (trained_epochs, again.epochs) == ({3}, (2, 3))
    np.testing.assert_array_equal(again.curve[: len(told)], told)
    np.testing.assert_array_equal(again.weights(2)["lstm/kernel"], small.weights(2)["lstm/kernel"])
