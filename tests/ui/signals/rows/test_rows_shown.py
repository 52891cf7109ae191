"""Which signals, which units and how much of the time before the words have rows."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from explorer.ui.signals.rows.heat_images import HeatImages, over_time
from explorer.ui.signals.rows.shades import Shade, word_colours
from explorer.ui.signals.view import SignalsView
from explorer.ui.theme.theme import theme
from tests.ui.signals.readings import LSTM, at, made_up, seen

LEFT = Qt.MouseButton.LeftButton
PADS = 12


@pytest.fixture
def padded(view: SignalsView) -> SignalsView:
    """The same words behind pads."""
    words, probability, signals = made_up(40 + PADS)
    view.set_trace(["pad"] * PADS + words[:40], probability, signals, lead=PADS)
    view.set_cursor(10)
    return view


def test_only_the_signals_that_are_wanted_have_rows(view: SignalsView):
    view.set_rows(("c", "h"))
    frame = view.frame()
    assert frame is not None
    assert [row.letter for row in frame.rows] == ["c", "h"]
    view.set_rows(None)
    frame = view.frame()
    assert frame is not None
    assert [row.letter for row in frame.rows] == list(LSTM)


def test_only_the_units_that_are_wanted_have_lines(qtbot, view: SignalsView):
    view.set_order([6, 2])
    with qtbot.waitSignal(view.unitPicked, check_params_cb=lambda unit: unit == 2):
        qtbot.mouseClick(view, LEFT, pos=at(view, 20, "o", 0.75))
    with qtbot.waitSignal(view.unitPicked, check_params_cb=lambda unit: unit == 6):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    look = view.look()
    assert look is not None
    view.set_unit(3)  # not shown: no arrows, no box, and the keys come back to the rows
    view.grab()
    with qtbot.waitSignal(view.unitPicked, check_params_cb=lambda unit: unit == 6):
        qtbot.keyClick(view, Qt.Key.Key_Down)


def test_a_ctrl_click_offers_the_unit_and_leaves_the_cursor(qtbot, view: SignalsView):
    ctrl = Qt.KeyboardModifier.ControlModifier
    with (
        qtbot.assertNotEmitted(view.cursorMoved),
        qtbot.waitSignal(view.unitToggled, check_params_cb=lambda unit: unit == 3),
    ):
        qtbot.mouseClick(view, LEFT, ctrl, pos=at(view, 20, "f", 3.5 / 8))


def test_pads_stand_before_timestep_0(qtbot, padded: SignalsView):
    assert padded.window_in_view() == (-PADS, 40)
    assert padded.cursor_timestep() == 10
    with qtbot.waitSignal(padded.cursorMoved, check_params_cb=lambda t: t == 25):
        qtbot.mouseClick(padded, LEFT, pos=at(padded, PADS + 25, "c"))
    qtbot.keyClick(padded, Qt.Key.Key_Home)
    assert padded.cursor_timestep() == 0


def test_a_click_on_a_pad_reads_it_and_leaves_the_cursor(qtbot, padded: SignalsView):
    with qtbot.assertNotEmitted(padded.cursorMoved):
        qtbot.mouseClick(padded, LEFT, pos=at(padded, 4, "c", 0.2))
    pin = padded.pinned()
    assert pin is not None
    assert (pin.t, pin.signal) == (4 - PADS, "c")


def test_the_word_under_the_cursor_stays_when_pads_come_and_go(padded: SignalsView):
    words, probability, signals = made_up(40)
    padded.set_trace(words, probability, signals)
    assert padded.cursor_timestep() == 10


def test_panning_and_zooming_cut_other_parts_out_of_one_picture(view: SignalsView):
    images, pictures = HeatImages(), set()
    for window in ((0, 40), (5, 25), (10, 30), (30, 38)):
        view.set_window(*window)
        look = view.look()
        assert look is not None
        cut = images.cut(look, look.frame.rows[0])
        pictures.add(cut.image.cacheKey())
        part = cut.part
        assert (part.left(), part.width()) == (window[0], window[1] - window[0])
    assert len(pictures) == 1


def test_crowded_timesteps_are_averaged_not_skipped():
    rng = np.random.default_rng(4)
    values = rng.uniform(-1, 1, (1000, 3)).astype(np.float32)
    wanted = np.stack([part.mean(axis=0) for part in np.array_split(values, 250)])
    assert np.allclose(over_time(values, 250), wanted, atol=1e-6)


def test_a_shade_colours_the_words_and_not_the_pads(padded: SignalsView):
    shade = Shade("Share", np.linspace(-2, 2, 40, dtype=np.float32), full=2.0)
    padded.set_words_by("share", shade)
    look = padded.look()
    assert look is not None
    colours = word_colours(look.reading, look.palette, shade=shade)
    assert len(set(colours[:PADS].tolist())) == 1
    assert colours[PADS] != colours[-1]
    first = padded.frame()
    assert first is not None
    y = round(first.push.center().y())
    neg, pos = theme().palette.colour("neg_fill"), theme().palette.colour("pos_fill")
    for column, wanted in ((PADS, neg), (PADS + 39, pos)):
        point = at(padded, column)
        point.setY(y)
        found = np.array(seen(padded, point))
        assert np.abs(found - np.array([wanted.red(), wanted.green(), wanted.blue()])).max() <= 3


def test_a_shade_of_another_length_is_refused(padded: SignalsView):
    with pytest.raises(ValueError, match="does not fit 40 words"):
        padded.set_words_by("share", Shade("Share", np.zeros(39, np.float32), full=1.0))
