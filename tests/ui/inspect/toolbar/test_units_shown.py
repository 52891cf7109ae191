"""Which units have a line: counted, typed, clicked."""

import numpy as np
import pytest

from explorer.analysis.trace import LayerTrace
from explorer.problem import UserProblem
from explorer.ui.inspect.toolbar.choose_units import ChooseUnits
from explorer.ui.inspect.toolbar.units_shown import (
    ALL,
    CHOSEN,
    said,
    shown_units,
    units_from,
    weightiest,
)


def layer(weight: list[float] | None) -> LayerTrace:
    c = np.zeros((5, 4), np.float32)
    c[:, 2] = [0, 9, 0, 9, 0]
    c[:, 1] = [0, 1, 0, 1, 0]
    made = None if weight is None else np.array(weight, np.float32)
    return LayerTrace("lstm", "LSTM", {"c": c, "h": c / 10}, made, np.zeros((5, 2)), False)


def test_weight_decides_and_without_it_movement():
    assert set(weightiest(layer([0.1, -3.0, 0.2, 2.0]), 2)) == {1, 3}
    assert set(weightiest(layer(None), 2)) == {1, 2}


def test_shown_units_keep_their_order():
    order = np.array([3, 1, 0, 2])
    some = layer([0.1, -3.0, 0.2, 2.0])
    assert shown_units(some, order, ALL, frozenset()).tolist() == [3, 1, 0, 2]
    assert shown_units(some, order, "2", frozenset()).tolist() == [3, 1]
    assert shown_units(some, order, CHOSEN, frozenset({2, 1})).tolist() == [1, 2]
    assert shown_units(some, order, CHOSEN, frozenset({99})).tolist() == [3, 1, 0, 2]


@pytest.mark.parametrize(
    ("text", "units"),
    [("3", {3}), ("0–2, 7", {0, 1, 2, 7}), ("0 - 2;7", {0, 1, 2, 7}), ("5, 5,", {5})],
)
def test_numbers_are_read_and_written_alike(text, units):
    assert units_from(text, 8) == units
    assert units_from(said(frozenset(units)), 8) == units


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("8", "outside this layer: its units are 0–7"),
        ("5-3", "outside this layer"),
        ("two", "“two” is no unit"),
        ("  ", "No unit is named"),
    ],
)
def test_what_is_no_unit_is_said(text, sentence):
    with pytest.raises(UserProblem, match=sentence):
        units_from(text, 8)


def test_the_dialog_stays_open_on_what_it_cannot_read(qtbot):
    dialog = ChooseUnits(frozenset({1, 2}), 8)
    qtbot.addWidget(dialog)
    assert dialog.field.text() == "1–2"
    dialog.field.setText("9")
    dialog.accept()
    assert "outside this layer" in dialog.problem.text()
    assert not dialog.result()
    dialog.field.setText("4, 6")
    dialog.accept()
    assert dialog.chosen == {4, 6}
    assert dialog.result()
