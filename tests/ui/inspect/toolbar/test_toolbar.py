"""Sorting, colours, words by, layers."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QAbstractButton

from explorer.ui.signals.ranges import full_range
from tests.ui.inspect.conftest import small

LEFT = Qt.MouseButton.LeftButton


def choose(button, group: str, choice: str) -> None:
    """Trigger a choice of a button's menu."""
    for action in button.menu().actions():
        if action.isCheckable() and tuple(action.data()) == (group, choice):
            action.trigger()
            return
    raise AssertionError(f"no choice {choice}")


def test_sort_by_output_weight(page):
    weights = page.display.view.layer.output_weight
    assert np.array_equal(page.display.order, np.argsort(-weights, kind="stable"))
    shown = page.centre.signals.look().reading.order
    assert np.array_equal(shown, page.display.order)


def test_sort_by_number(page):
    choose(page.centre.toolbar.sort, "sort", "index")
    assert page.display.order.tolist() == list(range(8))
    assert page.centre.signals.look().reading.order.tolist() == list(range(8))
    assert page.centre.toolbar.sort.text_shown() == "number"


def test_sort_by_mean(page):
    choose(page.centre.toolbar.sort, "sort", "mean")
    means = page.display.view.layer.signals["h"].mean(axis=0)[page.display.order]
    assert (np.diff(means) <= 0).all()


def test_sorting_keeps_the_unit(page, session):
    session.selection.select(unit=5)
    choose(page.centre.toolbar.sort, "sort", "index")
    assert session.selection.unit == 5
    assert page.cell.diagram.moment.unit == 5


def test_colours_and_range(page):
    choose(page.centre.toolbar.colours, "colours", "cividis")
    choose(page.centre.toolbar.colours, "range", "full")
    look = page.centre.signals.look()
    assert look.colours == "cividis"
    for letter in "ifkoch":
        assert look.ranges[letter] == full_range(letter) == page.display.ranges[letter]
    assert page.centre.toolbar.colours.text_shown() == "cividis, full"


def test_barcode_and_heatmaps_share_their_ranges(page):
    assert dict(page.display.ranges) == dict(page.centre.signals.ranges())


def test_words_by_a_signal(page, qtbot):
    for letter in "ifkoch":
        qtbot.mouseClick(page.centre.toolbar.words_by.segment(letter), LEFT)
        assert page.centre.signals.look().words_by == letter


def test_only_the_layers_own_signals_are_offered(bare_page, open_run, runs):
    open_run(runs["gru"])
    words_by = bare_page.centre.toolbar.words_by
    shown = {key for key in "ifkoczrnh" if words_by.segment(key).isVisible()}
    assert shown == set("zrnh")


def test_layers_are_offered_when_there_are_several(bare_page, session, open_run, make_run, runs):
    open_run(make_run(small("stacked")))
    toolbar, display = bare_page.centre.toolbar, bare_page.display
    assert toolbar.layers.isVisible()
    names = display.layer_names()
    assert len(names) > 1
    session.selection.select(t=9)
    choose(toolbar.layers, "layer", names[0])
    assert display.view.layer.name == names[0]
    assert session.selection.t == 9
    assert bare_page.cell.diagram.moment.kind == display.view.layer.kind
    open_run(runs["lstm"])
    assert not toolbar.layers.isVisible()


def test_without_output_weights_units_keep_their_numbers(bare_page, open_run, make_run):
    open_run(make_run(small("stacked")))
    toolbar, display = bare_page.centre.toolbar, bare_page.display
    choose(toolbar.layers, "layer", display.layer_names()[0])
    assert display.view.layer.output_weight is None
    assert display.order.tolist() == list(range(display.view.units))
    assert toolbar.sort.text_shown() == "number"


def test_a_convolution_below_makes_windows_of_words(bare_page, session, open_run, make_run):
    from explorer.reviews.encoding import Encoding

    open_run(make_run(small("conv_lstm"), encoding=Encoding(max_features=10_000, maxlen=200)))
    view, result = bare_page.display.view, session.inspection.result
    assert 0 < view.timesteps < len(result.encoded.tokens)
    assert session.selection.timesteps == view.timesteps
    assert view.words[-1].startswith("…")
    assert " … " in view.spans[-1]
    reads = view.layer.reads
    assert np.array_equal(view.probability, result.trace.probability[reads[:, 1]])


def test_a_small_layer_offers_no_counts(page):
    units = [a.data()[1] for a in page.centre.toolbar.sort.menu().actions() if a.isCheckable()]
    assert units[-2:] == ["all", "chosen"]  # a layer of 8 units has no 8 to pick


def test_chosen_units_are_asked_for(page, session):
    toolbar = page.centre.toolbar
    toolbar.ask_units = lambda _parent, _chosen, units: frozenset({1, units - 1})
    choose(toolbar.sort, "units", "chosen")
    assert set(page.centre.signals.look().reading.order.tolist()) == {1, 7}
    assert toolbar.sort.text_shown() == "weight, 2 chosen"
    toolbar.ask_units = lambda *_: None
    choose(toolbar.sort, "units", "chosen")
    assert page.display.chosen_units == {1, 7}


def test_ctrl_clicks_take_units_in_and_out(page, session, qtbot):
    signals, ctrl = page.centre.signals, Qt.KeyboardModifier.ControlModifier

    def click(place: float) -> None:
        frame = signals.frame()
        row = next(row for row in frame.rows if row.letter == "c")
        y = row.top + place * row.height
        qtbot.mouseClick(signals, LEFT, ctrl, pos=QPointF(frame.left + 20, y).toPoint())

    first = int(page.display.order[2])
    click(2.5 / 8)
    assert signals.look().reading.order.tolist() == [first]
    second = next(unit for unit in range(8) if unit != first)
    page.display.toggle_unit(second)
    assert set(signals.look().reading.order.tolist()) == {first, second}
    click(0.25)
    click(0.5)
    assert len(signals.look().reading.order) == 8  # none left: all again


def test_rows_are_ticked_and_one_stays(page):
    rows, signals = page.centre.toolbar.rows, page.centre.signals
    for letter in "ifkoc":
        rows.action(letter).trigger()
    assert [row.letter for row in signals.look().frame.rows] == ["h"]
    assert not rows.action("h").isEnabled()
    assert rows.text_shown() == "h"
    rows.action("c").trigger()
    assert [row.letter for row in signals.look().frame.rows] == ["c", "h"]


def test_pads_stand_before_the_words(page, session, read):
    read("a short film of nine words or a few")
    rows, signals, view = page.centre.toolbar.rows, page.centre.signals, page.display.view
    session.selection.select(t=5)
    assert view.lead > 0
    rows.action("pads").trigger()
    assert signals.lead == view.lead
    assert signals.window_in_view() == (-view.lead, view.timesteps)
    assert signals.cursor_timestep() == 5
    shown = signals.look().reading.signals["c"]
    whole = session.inspection.result.trace.layers[0].signals["c"]
    assert np.array_equal(shown, whole)
    session.selection.select(t=7)
    assert signals.cursor_timestep() == 7
    rows.action("pads").trigger()
    assert signals.lead == 0
    assert np.array_equal(signals.look().reading.signals["c"], whole[view.lead :])


def test_everything_fits_however_narrow(page, qtbot):
    toolbar = page.centre.toolbar
    for width in (1848, 1368, 1208, 1000):  # 1208 is a window of 1280 without the rail
        page.resize(width, 728)
        qtbot.wait(1)
        shown = [*toolbar.findChildren(QAbstractButton)]
        rights = [
            button.mapTo(toolbar, button.rect().topRight()).x()
            for button in shown
            if button.isVisible()
        ]
        assert max(rights) < toolbar.width(), width
    assert not toolbar.words_by.letters.isVisible()
    choose(toolbar.words_by.menu, "words", "f")
    assert page.centre.signals.look().words_by == "f"
    page.resize(1848, 1000)
    qtbot.waitUntil(toolbar.words_by.letters.isVisible, timeout=2_000)
    assert toolbar.words_by.letters.current() == "f"
