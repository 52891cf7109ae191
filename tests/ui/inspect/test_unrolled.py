"""The unrolled network: its columns, its numbers, and lines as wide as what flows."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell.unrolled.layout import (
    CARRY_Y,
    THICKEST,
    WORD_Y,
    columns_around,
    thickness,
)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def unrolled(bare_page, session, open_run, runs, qtbot):
    """Open a cell's run, switch to the unrolled view with a click, go to (t, unit)."""

    def show(name: str, t: int = 20, unit: int = 3):
        open_run(runs[name])
        qtbot.mouseClick(bare_page.cell.drawn_as.segment("unrolled"), LEFT)
        session.selection.select(t=t, unit=unit)
        view = bare_page.cell.unrolled
        view.grab()
        return view

    return show


def test_the_toggle_swaps_cell_and_unrolled(page, qtbot):
    cell = page.cell
    assert cell.diagram.isVisible()
    assert not cell.unrolled.isVisible()
    qtbot.mouseClick(cell.drawn_as.segment("unrolled"), LEFT)
    assert cell.unrolled.isVisible()
    assert not cell.diagram.isVisible()
    qtbot.mouseClick(cell.drawn_as.segment("cell"), LEFT)
    assert cell.diagram.isVisible()


@pytest.mark.parametrize(("name", "keep", "write"), [("lstm", "fc", "ik"), ("gru", "zh", "zn")])
def test_its_numbers_are_the_traces(unrolled, bare_page, name, keep, write):
    view = unrolled(name)
    signals = bare_page.display.view.layer.signals
    state = keep[1]
    kept = float(signals[keep[0]][20, 3] * signals[state][19, 3])
    opened = signals[write[0]][20, 3] if name == "lstm" else 1 - signals["z"][20, 3]
    written = float(opened * signals[write[1]][20, 3])
    assert {signed(kept), signed(written)} <= set(view.written)
    columns = view.columns()
    for t in range(columns.first, columns.last + 1):
        assert signed(float(signals[state][t, 3])) in view.written
    said = [area.words for area in view.areas]
    assert any(words.endswith(signed(kept, 4)) for words in said if words.startswith("kept"))


@pytest.mark.parametrize("name", ["lstm", "gru", "simple_rnn", "carry_lstm"])
def test_every_cell_is_drawn_at_both_ends_of_the_review(unrolled, session, name):
    view = unrolled(name)
    last = session.selection.timesteps - 1
    for t in (0, last):
        session.selection.select(t=t)
        view.grab()
        assert str(t) in view.written


def test_all_units_give_means(unrolled, bare_page, qtbot):
    view = unrolled("lstm")
    qtbot.mouseClick(bare_page.cell.strengths_of.segment("all"), LEFT)
    view.grab()
    signals = bare_page.display.view.layer.signals
    kept = float(np.abs(signals["f"][20] * signals["c"][19]).mean())
    assert f"{kept:.2f}" in view.written
    assert any(f"{kept:.4f} (mean over units)" in area.words for area in view.areas)


def test_a_click_on_a_column_moves_the_cursor(unrolled, session, qtbot):
    view = unrolled("lstm")
    columns = view.columns()
    qtbot.mouseClick(view, LEFT, pos=QPoint(round(columns.x(21)), round(WORD_Y)))
    assert session.selection.t == 21


def test_the_scales_stay_while_time_goes_by(unrolled, session):
    view = unrolled("lstm")
    scale = view.strengths().state_scale
    session.selection.select(t=40)
    assert view.strengths().state_scale == scale
    signals = view.strengths().view.layer.signals
    f, c = signals["f"][1:, 3], signals["c"][:-1, 3]
    assert scale >= float(np.abs(f * c).max()) - 1e-6


def test_a_line_is_as_wide_as_it_is_strong():
    assert thickness(0.5, 1.0) == pytest.approx(THICKEST / 2)
    assert thickness(-0.5, 1.0) == thickness(0.5, 1.0)
    assert thickness(0.0, 1.0) > 0
    assert thickness(7.0, 1.0) == THICKEST


def test_columns_keep_inside_the_review():
    assert (columns_around(0, 50, 344, backwards=False).first) == 0
    assert (columns_around(49, 50, 344, backwards=False).last) == 49
    one = columns_around(0, 1, 344, backwards=False)
    assert (one.first, one.last) == (0, 0)
    assert one.t_at(one.x(0)) == 0
    assert columns_around(5, 50, 344, backwards=True).towards == -1


def test_strong_lines_are_painted_wider(unrolled, session, bare_page):
    """Count the carry's pixels between two parcels, where much and where little is kept."""
    view = unrolled("lstm")
    of = view.strengths()
    kept = np.abs(of.split.kept[:, 3])
    inner = np.arange(4, len(kept) - 4)
    heights = []
    for t in (inner[kept[inner].argmin()], inner[kept[inner].argmax()]):
        session.selection.select(t=int(t))
        image = view.grab().toImage()
        columns = view.columns()
        x = round((columns.x(int(t)) + columns.x(int(t) - 1)) / 2)
        ground = image.pixel(x, 120)
        column = [image.pixel(x, y) for y in range(round(CARRY_Y) - 8, round(CARRY_Y) + 8)]
        heights.append(sum(pixel != ground for pixel in column))
    assert heights[1] > heights[0]


def test_a_word_is_as_strong_as_its_products_with_the_weights(unrolled, session, qtbot):
    view = unrolled("lstm")
    qtbot.waitUntil(lambda: view.strengths().word is not None, timeout=20_000)
    weights, trace = session.inspection.model.network.weights(), session.inspection.result.trace
    x = weights["embedding/embeddings"][trace.ids[trace.pads + 20]].astype(float)
    columns = [gate * 8 + 3 for gate in range(4)]
    wanted = np.abs(x @ weights["lstm/kernel"][:, columns]).mean()
    assert view.strengths().word(20) == pytest.approx(float(wanted), abs=1e-6)
    view.grab()
    assert any(f"= {wanted:.4f} into the gates" in area.words for area in view.areas)
    assert view.strengths().send_scale >= wanted * 0.5
