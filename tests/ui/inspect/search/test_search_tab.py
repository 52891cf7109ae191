"""Searching: what is found is what the traces say, and a row leads there."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.analysis.predictions import trace_as_trained
from explorer.ui.inspect.search.hits import HEIGHT

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(open_tab):
    """Open a run with the Search tab in front."""
    return lambda path: open_tab(path, "Search")


def test_here_it_lists_every_timestep_and_jumps(show, session, qtbot, runs):
    page = show(runs["lstm"])
    tab, view = page.search, page.display.view
    session.selection.select(unit=3)
    qtbot.mouseClick(tab.signals.segment("f"), LEFT)
    tab.value.setValue(0.55)
    f = view.layer.signals["f"][:, 3]
    expected = np.flatnonzero(f > 0.55).tolist()
    assert [hit.t for hit in tab.model.hits] == expected
    assert [hit.value for hit in tab.model.hits] == pytest.approx(f[expected].tolist())
    assert tab.said.text() == f"At {len(expected)} of {len(f)} timesteps of this review."
    qtbot.mouseClick(tab.side.segment("below"), LEFT)
    below = np.flatnonzero(f < 0.55).tolist()
    assert [hit.t for hit in tab.model.hits] == below
    qtbot.mouseClick(tab.list.viewport(), LEFT, pos=QPoint(60, HEIGHT // 2))
    assert session.selection.t == below[0]
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert session.selection.t == below[1]
    assert page.centre.signals.isVisible()
    assert page.centre.toolbar.words_by.isVisible()


def test_what_is_found_is_marked_under_the_words(show, session, qtbot, runs):
    page = show(runs["lstm"])
    tab, view, signals = page.search, page.display.view, page.centre.signals
    session.selection.select(unit=3, t=0)
    qtbot.mouseClick(tab.signals.segment("f"), LEFT)
    tab.value.setValue(0.55)
    places = np.flatnonzero(view.layer.signals["f"][:, 3] > 0.55).tolist()
    assert 0 < len(places) < view.timesteps
    page.display.set_window(0, view.timesteps)
    look = signals.look()
    assert list(look.matches) == places
    picture = signals.grab().toImage()
    accent, y = look.palette.colour("accent").name(), round(look.frame.words.bottom() - 3)
    marked = [
        t
        for t in range(view.timesteps)
        if picture.pixelColor(round(look.frame.x_of(t + 0.5)), y).name() == accent
    ]
    assert marked == places
    page.display.show_pads(True)  # the marks stay with their words
    look = signals.look()
    assert list(look.matches) == [t + look.reading.lead for t in places]
    page.tabs.setCurrentWidget(page.cell)
    assert signals.look().matches == ()


def test_another_cell_offers_its_own_signals(show, runs):
    page = show(runs["gru"])
    shown = {key for key in "ifkoczrnh" if page.search.signals.segment(key).isVisible()}
    assert shown == set("zrnh")


def test_another_cell_comes_into_view_while_one_looks(show, session, qtbot, open_run, runs):
    page = show(runs["lstm"])
    session.selection.select(unit=int(page.display.order[-1]))  # the next cell chooses another
    qtbot.mouseClick(page.search.signals.segment("c"), LEFT)
    open_run(runs["gru"])
    values = page.display.view.layer.signals[page.search.signals.current()][:, page.display.unit]
    expected = np.flatnonzero(values > page.search.value.value()).tolist()
    assert [hit.t for hit in page.search.model.hits] == expected
    assert list(page.centre.signals.look().matches) == expected


@pytest.mark.parametrize("side", ["above", "below"])
def test_test_reviews_are_searched_and_opened(show, session, qtbot, runs, side):
    with qtbot.waitSignal(session.data.changed, timeout=60_000):
        session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.corpus is not None, timeout=60_000)
    page = show(runs["lstm"])
    tab = page.search
    qtbot.mouseClick(tab.side.segment(side), LEFT)
    qtbot.mouseClick(tab.where.segment("all"), LEFT)
    qtbot.mouseClick(tab.start, LEFT)
    qtbot.waitUntil(lambda: not session.search.running, timeout=60_000)
    condition, model = session.search.condition, session.inspection.model
    split, found = session.data.corpus.under(model.run.vocabulary).test, session.search.found
    extremes = found.peak if side == "above" else found.low
    for number in range(0, len(split), 37):
        ids = split.ids(number, model.run.encoding)
        trace = trace_as_trained(model.network, ids, model.run.encoding)
        values = trace.layers[-1].signals[condition.signal][trace.pads :, condition.unit]
        extreme = values.max() if side == "above" else values.min()
        assert extremes[number] == pytest.approx(float(extreme), abs=1e-5)
    holding = int(condition.holds(extremes).sum())
    assert session.search.count() == holding
    assert tab.said.text().startswith(f"In {holding} of {len(split)} test reviews.")
    hits = tab.model.hits
    order = np.diff([hit.value for hit in hits])
    assert (order <= 0).all() if side == "above" else (order >= 0).all()
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        qtbot.mouseClick(tab.list.viewport(), LEFT, pos=QPoint(60, HEIGHT // 2))
    assert session.selection.t == hits[0].t
    view = page.display.view
    value = view.layer.signals[condition.signal][hits[0].t, condition.unit]
    assert float(value) == pytest.approx(hits[0].value, abs=1e-5)
    assert view.words[hits[0].t] == hits[0].word or hits[0].word == "<unknown>"


def test_without_reviews_it_says_what_to_do(show, qtbot, runs):
    page = show(runs["lstm"])
    qtbot.mouseClick(page.search.where.segment("all"), LEFT)
    assert not page.search.start.isEnabled()
    assert "Data page" in page.search.said.text()
