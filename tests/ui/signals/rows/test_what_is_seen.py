"""The view on screen: values, orders, themes, any layer, any length."""

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from explorer.ui.signals.ranges import ValueRange
from explorer.ui.signals.rows.word_row import shown_words
from explorer.ui.signals.view import SignalsView
from explorer.ui.theme.colormaps import lut
from explorer.ui.theme.palette import DARK, LIGHT
from explorer.ui.theme.theme import theme
from tests.ui.signals.readings import GRU, LSTM, RNN, at, made_up, seen


def test_heatmaps_on_screen_have_the_values_colours(view: SignalsView):
    words, probability, signals = made_up()
    signals["f"][20] = 0.0
    signals["f"][21] = 1.0
    view.set_trace(words, probability, signals)
    view.set_range_mode("full")
    table = lut("f", DARK)
    assert seen(view, at(view, 20, "f")) == table[0, :3].tolist()
    assert seen(view, at(view, 21, "f")) == table[255, :3].tolist()


def test_new_values_redraw_what_is_on_screen(view: SignalsView):
    _words, probability, signals = made_up()
    view.set_range_mode("full")
    for value, place in ((0.0, 0), (1.0, 255)):
        view.update_values(probability, signals | {"i": np.full((40, 8), value, np.float32)})
        assert seen(view, at(view, 25, "i")) == lut("i", DARK)[place, :3].tolist()


def test_update_wants_the_same_shapes_and_something_shown(qtbot, view: SignalsView):
    _, probability, signals = made_up(units=9)
    with pytest.raises(ValueError, match=r"\(40, 8\)"):
        view.update_values(probability, signals)
    empty = SignalsView()
    qtbot.addWidget(empty)
    with pytest.raises(ValueError, match="set_trace"):
        empty.update_values(probability, signals)


def test_units_are_shown_in_the_given_order(view: SignalsView):
    words, probability, signals = made_up()
    signals["o"][:] = 0.0
    signals["o"][:, 5] = 1.0
    view.set_trace(words, probability, signals)
    view.set_range_mode("full")
    bright = lut("o", DARK)[255, :3].tolist()
    for row, order in ((5, list(range(8))), (0, [5, 0, 1, 2, 3, 4, 6, 7])):
        view.set_order(order)
        assert seen(view, at(view, 25, "o", (row + 0.5) / 8)) == bright


def test_the_theme_recolours_everything(view: SignalsView):
    for palette in (DARK, LIGHT):
        theme().set_mode(palette.name)
        ground = view.grab().toImage().pixelColor(4, 700).name().upper()
        assert ground == palette.bg


@pytest.mark.parametrize("colours", ["cividis", "greys"])
def test_other_colour_maps(view: SignalsView, colours: str):
    before = seen(view, at(view, 25, "f"))
    view.set_colours(colours)
    assert seen(view, at(view, 25, "f")) != before
    with pytest.raises(ValueError, match="jet"):
        view.set_colours("jet")
    with pytest.raises(ValueError, match="half"):
        view.set_range_mode("half")


def test_shared_ranges_replace_fitted_ones(view: SignalsView):
    view.set_shared_ranges({"c": ValueRange(-5, 5)})
    assert view.ranges()["c"] == ValueRange(-5, 5)
    assert view.ranges()["h"] != ValueRange(-5, 5)
    view.set_shared_ranges(None)
    assert view.ranges()["c"].high <= 1


@pytest.mark.parametrize("letters", [LSTM, GRU, RNN])
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize(("timesteps", "units"), [(1, 1), (3, 2), (40, 32), (300, 200)])
def test_any_layer_and_any_length_is_drawn(qtbot, letters, compact, timesteps: int, units: int):
    made = SignalsView(compact=compact)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.set_trace(*made_up(timesteps, units, letters))
    made.set_cursor(timesteps - 1)
    made.set_unit(units - 1)
    image = made.grab().toImage()
    frame = made.frame()
    assert frame is not None
    assert tuple(row.letter for row in frame.rows) == letters
    ground = QColor(DARK.surface if compact else DARK.bg)
    for row in frame.rows:
        line = round(row.top + row.height * 0.25)
        inked = [image.pixelColor(x, line) != ground for x in range(110, 640, 3)]
        assert sum(inked) > 0.9 * len(inked)  # a value may happen to have the ground's colour


def test_a_view_with_nothing_to_show_is_calm(qtbot):
    made = SignalsView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.set_cursor(3)
    made.set_unit(2)
    made.set_window(3, 9)
    made.set_highlight("f")
    assert made.grab().toImage().pixelColor(200, 150).name().upper() == DARK.bg
    assert made.cursor_timestep() is None
    made.set_trace(*made_up())
    made.set_cursor(5)
    made.clear()
    assert made.grab().toImage().pixelColor(200, 150).name().upper() == DARK.bg


def test_all_words_show_where_there_is_room_else_those_that_push_most(view: SignalsView):
    words, probability, signals = made_up(400, 8)
    probability[:] = 0.5
    probability[123] = 0.99
    view.set_trace(words, probability, signals)
    view.set_cursor(300)
    look = view.look()
    assert look is not None
    shown = shown_words(look)
    assert {123, 300} <= set(shown)
    assert len(shown) < 60
    pitch = look.frame.column
    assert all((b - a) * pitch >= 12 for a, b in itertools.pairwise(shown))
    view.set_window(100, 130)
    look = view.look()
    assert look is not None
    assert shown_words(look) == list(range(100, 130))


def test_the_strip_recolours_by_the_chosen_unit(view: SignalsView):
    frame = view.frame()
    assert frame is not None
    point = QPointF(frame.x_of(25.5), frame.push.center().y()).toPoint()
    by_push = seen(view, point)
    view.set_words_by("c")
    assert seen(view, point) != by_push
    view.set_trace(*made_up(letters=GRU))
    assert seen(view, point) == by_push  # a GRU has no carry: back to push
