"""Edits, undo, and what follows them."""

from dataclasses import replace

import pytest

from explorer.session.history import History
from explorer.session.stack_edits import StackEdits
from explorer.stack.kinds import DropoutSpec, LSTMSpec
from explorer.stack.rules import InputSpec


@pytest.fixture
def history(qapp):
    return History()


@pytest.fixture
def edits(history):
    return StackEdits(history)


def names(edits: StackEdits) -> list[str]:
    return [layer.name for layer in edits.stack.layers]


def test_an_edit_is_undone_and_redone_by_name(edits, history):
    edits.insert(1, DropoutSpec())
    assert names(edits) == ["embedding", "dropout", "lstm", "dense"]
    assert history.undo_name == "Add Dropout"
    history.undo()
    assert names(edits) == ["embedding", "lstm", "dense"]
    history.redo()
    assert names(edits) == ["embedding", "dropout", "lstm", "dense"]


def test_append_stands_before_the_output_layer(edits):
    edits.append(LSTMSpec())
    assert names(edits) == ["embedding", "lstm", "lstm_1", "dense"]
    assert edits.selected == "lstm_1"


def test_a_slider_drag_is_one_undo_step(edits, history):
    for units in range(33, 60):
        edits.replace(1, replace(edits.stack.layers[1], units=units), "Units", merge="lstm.units")
    assert history.count == 1
    history.undo()
    assert edits.stack.layers[1].units == 32


def test_the_report_follows_the_stack_and_the_input(edits):
    assert edits.report.parameters == 328_353
    edits.replace(1, replace(edits.stack.layers[1], units=64), "Units")
    assert edits.report.parameters == 320_000 + 4 * 64 * (32 + 64 + 1) + 65
    edits.set_input(InputSpec(maxlen=100))
    assert edits.report.layers[0].output_shape == (100, 32)


def test_a_removed_layer_is_not_selected_any_more(edits):
    edits.select("lstm")
    edits.remove(1)
    assert edits.selected is None


def test_an_edit_that_changes_nothing_is_no_step(edits, history):
    edits.apply(edits.stack, "Nothing")
    assert history.count == 0


def test_a_slider_dragged_back_leaves_no_step(edits, history):
    for units in (40, 50, 32):
        edits.replace(1, replace(edits.stack.layers[1], units=units), "Units", merge="lstm.units")
    assert history.count == 0
    assert not history.undo_name


def test_undo_brings_the_selection_back(edits, history):
    edits.select("lstm")
    edits.insert(1, DropoutSpec())
    assert edits.selected == "dropout"
    history.undo()
    assert edits.selected == "lstm"
