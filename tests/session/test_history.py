"""One history for build, settings, encoding and probe."""

import pytest

from explorer.reviews.encoding import Encoding
from explorer.session import history as history_module
from explorer.session.data.review_in_view import ReviewInView
from explorer.stack.kinds import DropoutSpec
from explorer.training.settings import TrainingSettings
from tests.live_session import live_session

OWN = ReviewInView("Never boring, never loud, and the ending is wonderful.", None, "yours")


@pytest.fixture
def session(qapp):
    with live_session() as made:
        yield made


@pytest.fixture
def at_leisure(monkeypatch):
    """Every change is a step: nobody is that quick."""
    monkeypatch.setattr(history_module, "PAUSE_MS", -1)


def test_edits_of_every_kind_are_undone_in_their_order_and_by_name(session):
    stack = session.edits.stack
    session.training.set(learning_rate=0.01)
    session.edits.insert(1, DropoutSpec())
    session.data.set_encoding(maxlen=80, padding="post")
    session.probes.choose(OWN)
    names = []
    while session.history.undo_name:
        names.append(session.history.undo_name)
        session.history.undo()
    assert names == [
        "Choose the probe review",
        "Set maxlen and padding",
        "Add Dropout",
        "Set learning rate",
    ]
    assert session.edits.stack == stack
    assert session.training.settings == TrainingSettings()
    assert session.data.encoding == Encoding()
    assert session.probes.shown is None
    for name in reversed(names):
        assert session.history.redo_name == name
        session.history.redo()
    assert session.training.settings.learning_rate == 0.01
    assert (session.data.encoding.maxlen, session.data.encoding.padding) == (80, "post")
    assert session.probes.shown == OWN
    assert session.edits.stack.layers[1].kind == "Dropout"


def test_undoing_an_encoding_is_heard_by_the_rules(session):
    session.data.set_encoding(max_features=20_000)
    assert not session.edits.report.trainable
    session.history.undo()
    assert session.edits.report.trainable


def test_changes_of_one_setting_without_a_pause_are_one_step(session):
    for epochs in range(11, 20):
        session.training.set(epochs=epochs)
    session.training.set(seed=1)
    assert session.history.count == 2
    session.history.undo()
    session.history.undo()
    assert session.training.settings == TrainingSettings()


def test_changes_with_a_pause_are_two_steps(session, at_leisure):
    session.training.set(epochs=11)
    session.training.set(epochs=12)
    assert session.history.count == 2
    session.history.undo()
    assert session.training.settings.epochs == 11


def test_after_an_undo_a_new_step_begins(session):
    session.training.set(epochs=11)
    session.training.set(seed=2)
    session.history.undo()
    session.training.set(epochs=12)
    session.history.undo()
    assert session.training.settings.epochs == 11


def test_many_at_once_are_one_step_with_a_plain_name(session):
    session.training.set(epochs=2, seed=3, limit=100)
    assert session.history.undo_name == "Change the training settings"
    session.history.undo()
    assert session.training.settings == TrainingSettings()


def test_what_is_undone_is_said(session):
    said: list[str] = []
    session.notice.connect(said.append)
    session.training.set(epochs=2)
    session.history.undo()
    session.history.redo()
    assert said == ["Undone: Set epochs", "Redone: Set epochs"]


def test_a_locked_setting_is_not_undone_and_says_why(session, qtbot):
    said: list[str] = []
    session.notice.connect(said.append)
    session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    session.training.set(limit=100, batch_size=32, epochs=50, threads=1, probe_every=0)
    settings = session.training.settings
    session.training.start()
    session.history.undo()
    assert session.training.settings == settings
    assert "locked" in said[-1]
    session.training.stop()
    qtbot.waitUntil(lambda: session.training.state == "stopped", timeout=30_000)
    session.history.undo()
    assert session.training.settings == TrainingSettings()
