"""Presets at the window: the stack and the recipe in one step, and back."""

import pytest

from explorer.reviews.encoding import Encoding
from explorer.stack.presets import preset
from explorer.training.settings import TrainingSettings
from tests.live_session import live_session

BEST = preset("best")


@pytest.fixture
def session(qapp):
    with live_session() as made:
        yield made


@pytest.fixture
def said(session):
    sentences: list[str] = []
    session.notice.connect(sentences.append)
    return sentences


def recipe_holds(session) -> bool:
    now = {**vars(session.data.encoding), **vars(session.training.settings)}
    wanted = {**BEST.recipe.encoding(), **BEST.recipe.settings()}
    return all(now[name] == value for name, value in wanted.items())


def test_stack_and_recipe_are_one_undo_step(session, said):
    before = session.edits.stack
    session.presets.apply(BEST)
    assert session.edits.stack == BEST.stack
    assert session.presets.in_use is BEST
    assert recipe_holds(session)
    assert session.edits.report.trainable
    assert "Best also set: vocabulary 50,000" in said[-1]
    assert (session.history.count, session.history.undo_name) == (1, "Preset Best")
    session.history.undo()
    assert session.edits.stack == before
    assert session.data.encoding == Encoding()
    assert session.training.settings == TrainingSettings()
    session.history.redo()
    assert session.edits.stack == BEST.stack
    assert recipe_holds(session)


def test_another_preset_gives_back_what_the_best_had_set_and_nothing_else(session):
    session.presets.apply(BEST)
    session.training.set(epochs=3, seed=5)
    session.presets.apply(preset("lstm"))
    assert session.data.encoding == Encoding()
    assert session.training.settings == TrainingSettings(epochs=3, seed=5)


def test_a_preset_without_a_recipe_leaves_the_users_own(session, said):
    session.training.set(learning_rate=0.01)
    session.data.set_encoding(maxlen=80)
    session.presets.apply(preset("gru"))
    assert session.training.settings.learning_rate == 0.01
    assert session.data.encoding.maxlen == 80
    assert said == []
    session.presets.apply(preset("gru"))  # once more: nothing to do
    assert session.history.count == 3


def test_a_recipe_waits_for_the_run_under_way(session, said, monkeypatch):
    before = session.edits.stack
    monkeypatch.setattr(session.training, "state", "running")
    session.presets.apply(BEST)
    assert session.edits.stack == before
    assert session.data.encoding == Encoding()
    assert "stop the run first" in said[-1]
    session.presets.apply(preset("gru"))
    assert session.edits.stack == preset("gru").stack


def test_nor_can_it_be_undone_during_one(session, said, monkeypatch):
    session.presets.apply(BEST)
    monkeypatch.setattr(session.training, "state", "running")
    session.history.undo()
    assert session.edits.stack == BEST.stack
    assert "locked while a run is under way" in said[-1]
