"""Epochs revisited: the bundled LSTM's, a run opened from disk, and a run while it trains."""

from pathlib import Path

import numpy as np
import pytest

from explorer.analysis.predictions import trace_as_trained
from explorer.network.build import build_network
from explorer.resources import BUNDLED_MODELS
from explorer.reviews.encoding import encode_text
from explorer.session.data.review_in_view import ReviewInView
from explorer.training.machine.threads import use_threads
from explorer.training.runs.run_folder import RunFolder
from tests.live_session import live_session

LSTM = BUNDLED_MODELS / "lstm"
PROBE = ReviewInView(
    "A dull start and wooden leads, but the ending is wonderful.", 1, "A late turn"
)


@pytest.fixture
def session(qapp, qtbot):
    with live_session() as made:
        made.probes.choose(PROBE)
        yield made


@pytest.fixture
def bundled(session, qtbot):
    """The bundled LSTM in view, and somebody who looks."""
    with qtbot.waitSignal(session.inspection.modelChanged, timeout=20_000):
        session.inspection.open_run(LSTM, 3, "Bundled LSTM")
    machine = session.time_machine
    machine.want((PROBE,))
    qtbot.waitUntil(lambda: machine.moment is not None, timeout=20_000)
    return session


def expected(path: Path, epoch: int) -> np.ndarray:
    """The probe's logits by a network read straight from the folder."""
    run = RunFolder(path).read()
    ids = encode_text(PROBE.text, run.vocabulary, run.encoding).ids
    return trace_as_trained(run.network(epoch), ids, run.encoding).logits


def logits(machine) -> np.ndarray:
    """The probe's logits at the moment in view."""
    return machine.moment.of(PROBE)[1].logits


def go(qtbot, machine, epoch: int) -> None:
    with qtbot.waitSignal(machine.arrived, timeout=20_000):
        machine.go(epoch)


def test_a_run_opened_on_inspect_comes_into_view_with_its_history(bundled):
    story = bundled.run_in_view.story
    assert (story.path, story.title) == (LSTM, "Bundled LSTM")
    assert story.epochs == (1, 2, 3, 4, 5)
    assert bundled.time_machine.stops == (0, 1, 2, 3, 4, 5)
    assert bundled.time_machine.epoch == 3
    assert bundled.time_machine.moment.epoch == 3


def test_scrubbing_reads_the_probe_with_each_epochs_weights(bundled, qtbot):
    machine = bundled.time_machine
    for epoch in (1, 5, 3):
        go(qtbot, machine, epoch)
        assert machine.moment.epoch == epoch
        np.testing.assert_array_equal(logits(machine), expected(LSTM, epoch))


def test_epoch_0_is_the_network_before_training(bundled, qtbot):
    machine = bundled.time_machine
    go(qtbot, machine, 0)
    run = RunFolder(LSTM).read()
    ids = encode_text(PROBE.text, run.vocabulary, run.encoding).ids
    use_threads(0)  # as the worker has: the last bits of its first weights depend on how many
    untrained = build_network(
        run.stack, maxlen=run.encoding.maxlen, max_features=run.encoding.max_features,
        seed=run.settings.seed,
    )  # fmt: skip
    np.testing.assert_array_equal(
        logits(machine), trace_as_trained(untrained, ids, run.encoding).logits
    )


def test_inspect_goes_along_once_the_scrubber_rests(bundled, qtbot):
    with qtbot.waitSignal(bundled.inspection.modelChanged, timeout=20_000):
        bundled.time_machine.go(1)
        bundled.time_machine.go(2)
    assert bundled.inspection.model.epoch == 2
    assert bundled.inspection.model.title == "Bundled LSTM"
    assert bundled.time_machine.epoch == 2


def test_an_epoch_chosen_on_inspect_moves_the_scrubber(bundled, qtbot):
    with qtbot.waitSignal(bundled.time_machine.arrived, timeout=20_000):
        bundled.inspection.open_run(LSTM, 5, "Bundled LSTM")
    assert bundled.time_machine.epoch == 5


def test_a_drag_shows_what_it_passes_and_ends_where_it_ends(bundled, qtbot):
    machine, seen = bundled.time_machine, []
    machine.arrived.connect(lambda: seen.append(machine.moment.epoch))
    for epoch in (2, 1, 0, 1, 2, 4, 5):
        machine.go(epoch)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 5, timeout=20_000)
    assert len(seen) <= 2  # the one under way, then the newest wish


def test_playing_walks_the_epochs_in_order_and_stops_at_the_last(bundled, qtbot, monkeypatch):
    monkeypatch.setattr("explorer.session.runs.time_machine.SLOWEST_MS", 60)
    machine, seen = bundled.time_machine, []
    machine.go(5)
    machine.arrived.connect(lambda: seen.append(machine.moment.epoch))
    machine.toggle()
    assert machine.playing
    qtbot.waitUntil(lambda: not machine.playing, timeout=30_000)
    assert seen[-6:] == [0, 1, 2, 3, 4, 5]


def test_another_probe_is_read_at_the_epoch_in_view(bundled, qtbot):
    machine = bundled.time_machine
    go(qtbot, machine, 4)
    other = ReviewInView("Never boring.", 1)
    with qtbot.waitSignal(machine.arrived, timeout=20_000):
        machine.want((other, PROBE))
    assert machine.moment.epoch == 4
    assert machine.moment.of(other)[0].tokens == ("<start>", "never", "boring")
    np.testing.assert_array_equal(logits(machine), expected(LSTM, 4))


def test_a_damaged_epoch_is_said_and_the_others_still_load(bundled, qtbot, tmp_path):
    import shutil

    copy = tmp_path / "lstm"
    shutil.copytree(LSTM, copy)
    shutil.copyfile(LSTM.parent / "vocabulary.txt", tmp_path / "vocabulary.txt")
    (copy / "epochs" / "002.safetensors").write_bytes(b"nothing of the kind")
    machine, said = bundled.time_machine, []
    machine.failed.connect(said.append)
    bundled.inspection.open_run(copy, 3)
    qtbot.waitUntil(lambda: machine.moment and machine.moment.path == copy, timeout=20_000)
    machine.go(2)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "damaged" in said[0]
    go(qtbot, machine, 1)
    assert machine.moment.epoch == 1


@pytest.fixture
def training(session, qtbot):
    """A run that takes a while, after its first two epochs."""
    session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    session.data.set_encoding(maxlen=60)
    session.training.set(limit=100, batch_size=32, epochs=500, threads=1, probe_every=1)
    session.time_machine.want((PROBE,))
    session.training.start()
    qtbot.waitUntil(lambda: len(session.training.history) >= 2, timeout=60_000)
    return session


def test_during_a_run_scrubbing_turns_live_off_until_it_is_asked_for_again(training, qtbot):
    machine = training.time_machine
    assert machine.live
    go(qtbot, machine, 1)
    assert not machine.live
    assert training.training.state == "running"
    done = len(training.training.history)
    qtbot.waitUntil(lambda: len(training.training.history) > done, timeout=60_000)
    assert machine.epoch == 1
    machine.follow_live()
    assert machine.live
    assert machine.place == training.training.history[-1].epoch


def test_epochs_to_come_cannot_be_shown(training, qtbot):
    machine = training.time_machine
    machine.go(400)
    assert machine.epoch == machine.newest < 400


def test_a_new_run_takes_the_view_and_a_run_opened_meanwhile_does_not(training, qtbot):
    assert training.run_in_view.own
    with qtbot.waitSignal(training.inspection.modelChanged, timeout=20_000):
        training.inspection.open_run(LSTM, 3)
    assert training.run_in_view.story is training.training.story
    training.training.stop()
    qtbot.waitUntil(lambda: training.training.state == "stopped", timeout=20_000)
    with qtbot.waitSignal(training.run_in_view.changed, timeout=20_000):
        training.inspection.open_run(BUNDLED_MODELS / "gru")
    assert training.run_in_view.story.path == BUNDLED_MODELS / "gru"
    assert not training.run_in_view.own


def test_a_batch_more_moves_nothing_and_an_epoch_more_does(training, qtbot):
    machine, run = training.time_machine, training.training
    run.pause()
    qtbot.waitUntil(lambda: run.state == "paused", timeout=20_000)
    training.run_in_view.grew.emit()
    told: list[int] = []
    machine.changed.connect(lambda: told.append(machine.newest))
    for _ in range(3):
        training.run_in_view.grew.emit()
    assert not told
    done = machine.newest
    run.resume()
    qtbot.waitUntil(lambda: done + 1 in told, timeout=60_000)
