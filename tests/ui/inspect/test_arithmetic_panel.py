"""The whole arithmetic of a gate: opened by a click, summing before one's eyes."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from explorer.analysis.arithmetic import GATES
from explorer.reviews.encoding import Encoding
from explorer.ui.inspect.cell.arithmetic.lines import sum_lines
from tests.ui.inspect.conftest import small

LEFT = Qt.MouseButton.LeftButton
KINDS = {"lstm": "LSTM", "gru": "GRU", "simple_rnn": "SimpleRNN", "carry_lstm": "CarryLSTM"}


def opened(page, qtbot):
    """Wait for the sum and return the lines."""
    table = page.cell.arithmetic.table
    qtbot.waitUntil(lambda: bool(table.lines), timeout=20_000)
    return table.lines


def adds_up(lines) -> None:
    """Terms and rest to their part, parts to the sum."""
    total, part, inside = 0.0, None, 0.0
    for line in lines:
        if line.depth == 1:
            inside += line.value
            continue
        if part is not None and part.label != "b" and not part.label.startswith("b "):
            assert inside == pytest.approx(part.value, abs=1e-9), part.label
        if line.depth == 2:
            break
        part, inside = line, 0.0
        total += line.value
    assert total == pytest.approx(next(x.value for x in lines if x.label == "sum"), abs=1e-9)


@pytest.mark.parametrize("name", list(KINDS))
def test_every_gate_of_every_cell_adds_up_to_the_trace(bare_page, open_run, runs, qtbot, name):
    open_run(runs[name])
    bare_page.session.selection.select(t=20, unit=3)
    cell = bare_page.cell
    qtbot.mouseClick(cell.whole, LEFT)
    opened(bare_page, qtbot)
    for gate in GATES[KINDS[name]]:
        cell.arithmetic.gates.set_current(gate)
        lines = opened(bare_page, qtbot)
        adds_up(lines)
        recorded = bare_page.display.view.layer.signals[gate][20, 3]
        assert lines[-1].value == pytest.approx(float(recorded), abs=1e-5)


def test_the_terms_are_the_products_of_the_weights(page, session, qtbot):
    session.selection.select(t=20, unit=3)
    qtbot.mouseClick(page.cell.whole, LEFT)
    page.cell.arithmetic.gates.set_current("f")
    found = page.cell.arithmetic._source.sum_of("f")
    while found is None:
        qtbot.wait(5)
        found = page.cell.arithmetic._source.sum_of("f")
    weights = session.inspection.model.network.weights()
    view, trace = page.display.view, session.inspection.result.trace
    word = trace.ids[trace.pads + 20]
    x = weights["embedding/embeddings"][word].astype(float)
    column = 8 + 3  # the forget gate's block, unit 3 of 8
    products = x * weights["lstm/kernel"][:, column]
    lines = sum_lines(found, "", 3)
    top = lines[1]
    assert top.label == f"word dim {np.abs(products).argmax()}"
    assert top.value == pytest.approx(float(products[np.abs(products).argmax()]), abs=1e-6)
    h = view.layer.signals["h"][19].astype(float) @ weights["lstm/recurrent_kernel"][:, column]
    state = next(line for line in lines if line.label == "h·U")
    assert state.value == pytest.approx(float(h), abs=1e-5)


def test_a_click_on_a_gate_opens_its_sum_and_once_more_closes_it(page, session, qtbot):
    session.selection.select(t=9, unit=1)
    cell = page.cell
    cell.diagram.grab()
    gate = next(area for area in cell.diagram.areas if area.words.startswith("forget gate"))
    qtbot.mouseClick(cell.diagram, LEFT, pos=gate.rect.center().toPoint())
    assert cell.arithmetic.isVisible()
    assert cell.arithmetic.gate == "f"
    assert not cell.barcode.isVisible()
    first = opened(page, qtbot)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: cell.arithmetic.table.lines != first, timeout=5_000)
    assert cell.arithmetic.about.text() == "unit 1, t 10"
    qtbot.mouseClick(cell.diagram, LEFT, pos=gate.rect.center().toPoint())
    assert not cell.arithmetic.isVisible()
    assert cell.barcode.isVisible()


def test_another_layer_shows_its_own_gates(bare_page, session, open_run, runs, qtbot):
    open_run(runs["lstm"])
    qtbot.mouseClick(bare_page.cell.whole, LEFT)
    bare_page.cell.arithmetic.gates.set_current("o")
    open_run(runs["gru"])
    panel = bare_page.cell.arithmetic
    qtbot.waitUntil(lambda: panel.gate in "zrn", timeout=5_000)
    adds_up(opened(bare_page, qtbot))
    qtbot.mouseClick(panel.close_button, LEFT)
    assert not panel.isVisible()
    assert not bare_page.cell.whole.isChecked()


def test_features_of_a_layer_below_are_named_by_it(bare_page, session, open_run, make_run, qtbot):
    open_run(make_run(small("stacked")))
    qtbot.mouseClick(bare_page.cell.whole, LEFT)
    lines = opened(bare_page, qtbot)
    below = bare_page.display.layer_names()[-2]
    assert any(line.label.startswith(f"{below} ") for line in lines)
    adds_up(lines)


def test_more_room_shows_more_terms(page, qtbot):
    qtbot.mouseClick(page.cell.whole, LEFT)
    few = len(opened(page, qtbot))
    page.resize(1848, 1050)
    qtbot.waitUntil(lambda: len(page.cell.arithmetic.table.lines) > few, timeout=5_000)
    adds_up(page.cell.arithmetic.table.lines)


@pytest.mark.parametrize("name", ["conv_lstm", "bidirectional"])
def test_windows_of_words_and_reading_backwards(bare_page, open_run, make_run, qtbot, name):
    encoding = Encoding(max_features=10_000, maxlen=200)
    open_run(make_run(small(name), encoding=encoding))
    session, display = bare_page.session, bare_page.display
    qtbot.mouseClick(bare_page.cell.whole, LEFT)
    assert display.view.lead > 0  # pads come first, and count in the engine's timesteps
    for layer in display.layer_names():
        session.selection.select(layer=layer)  # which opens with its weightiest unit
        session.selection.select(t=4, unit=2)
        for gate in "ifko":
            bare_page.cell.arithmetic.gates.set_current(gate)
            lines = opened(bare_page, qtbot)
            recorded = display.view.layer.signals[gate][4, 2]
            assert lines[-1].value == pytest.approx(float(recorded), abs=1e-5)


@pytest.mark.parametrize("text", ["Dreadful.", " ", "zxqv"])
def test_one_word_or_none(page, read, qtbot, text):
    read(text)
    qtbot.mouseClick(page.cell.whole, LEFT)
    adds_up(opened(page, qtbot))
    qtbot.mouseClick(page.cell.drawn_as.segment("unrolled"), LEFT)
    page.centre.toolbar.rows.action("text").trigger()
    page.centre.toolbar.rows.action("pads").trigger()
    assert page.centre.signals.lead == page.display.view.lead
    page.grab()
    assert page.display.view.timesteps == 1 + len(text.split())
    assert str(page.display.t) in page.cell.unrolled.written
