"""The cell diagram paints the trace's numbers, and its arithmetic adds up."""

from math import atanh, tanh

import numpy as np
import pytest
from PySide6.QtCore import Qt

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell.drawings import DRAWINGS
from explorer.ui.inspect.cell.moment import moment_of, subscript
from explorer.ui.inspect.cell.parts import HEIGHT

LEFT = Qt.MouseButton.LeftButton
PLACES = [(0, 0), (1, 3), (31, 7), (59, 5)]


@pytest.fixture
def painted(bare_page, session, open_run, runs, qtbot):
    """Open a cell's run, go to (t, unit), and return the moment and what was painted."""

    def paint(name: str, t: int, unit: int):
        if session.inspection.model is None:
            open_run(runs[name])
        session.selection.select(t=t, unit=unit)
        diagram = bare_page.cell.diagram
        diagram.grab()
        return diagram.moment, diagram.written

    return paint


@pytest.mark.parametrize("place", PLACES)
def test_lstm_numbers_are_the_traces(painted, session, place):
    t, unit = place
    moment, written = painted("lstm", t, unit)
    trace = session.inspection.result.trace
    rows = {name: values[trace.pads :] for name, values in trace.layers[0].signals.items()}
    for letter in "ifkoch":
        assert moment.now[letter] == rows[letter][t, unit]
    now = moment.now
    for letter in "ifo":
        assert f"{now[letter]:.2f}" in written
    for value in (now["k"], now["c"], now["h"], moment.before["c"]):
        assert signed(value) in written
    assert signed(now["f"] * moment.before["c"]) in written
    assert signed(now["i"] * now["k"]) in written
    for label in (f"c{subscript(t - 1)}", f"c{subscript(t)}", f"h{subscript(t)}"):
        assert label in written


def test_lstm_arithmetic_is_exact(painted):
    for t, unit in ((t, unit) for t in (0, 1, 20, 59) for unit in range(8)):
        moment, _ = painted("lstm", t, unit)
        now, before = moment.now, moment.before
        assert now["f"] * before["c"] + now["i"] * now["k"] == pytest.approx(now["c"], abs=1e-6)
        assert now["o"] * tanh(now["c"]) == pytest.approx(now["h"], abs=1e-6)


def test_gru_arithmetic_is_exact(painted):
    for t, unit in PLACES:
        moment, written = painted("gru", t, unit)
        now, before = moment.now, moment.before["h"]
        kept, added = now["z"] * before, (1 - now["z"]) * now["n"]
        assert kept + added == pytest.approx(now["h"], abs=1e-6)
        assert {signed(kept), signed(added), signed(now["n"]), f"{now['r']:.2f}"} <= set(written)


@pytest.mark.parametrize(("t", "unit"), PLACES)
def test_simple_rnn_sum_is_exact(painted, session, t, unit):
    moment, written = painted("simple_rnn", t, unit)
    layer = session.inspection.model.network.layers[1]
    with_state = layer.recurrent_kernel.detach().numpy()[:, unit]
    trace = session.inspection.result.trace
    h = trace.layers[0].signals["h"]
    before = h[trace.pads + t - 1] if trace.pads + t else np.zeros(8)
    assert moment.from_state == pytest.approx(float(before @ with_state), abs=1e-6)
    assert signed(atanh(moment.now["h"])) in written
    assert signed(moment.from_state) in written
    embedding = session.inspection.model.network.layers[0]
    x = embedding.embeddings.detach().numpy()[trace.ids[trace.pads + t]]
    from_word = x @ layer.kernel.detach().numpy()[:, unit] + layer.bias.detach().numpy()[unit]
    assert signed(float(from_word)) in written


def test_carry_lstm_writes_after_it_has_read(painted):
    for t, unit in PLACES:
        moment, written = painted("carry_lstm", t, unit)
        now, before = moment.now, moment.before
        assert now["f"] * before["c"] + now["i"] * now["k"] == pytest.approx(now["c"], abs=1e-6)
        assert written.index(f"c{subscript(t)}") < written.index(f"c{subscript(t + 1)}")
        assert {signed(before["c"]), signed(now["c"]), signed(now["h"])} <= set(written)
        assert "o" not in now


@pytest.mark.parametrize("name", ["lstm", "gru", "simple_rnn", "carry_lstm"])
def test_the_equations_hold_the_same_numbers(painted, bare_page, name):
    moment, _ = painted(name, 12, 2)
    said = " ".join(bare_page.cell.equations.said())
    assert f"h{subscript(12)} = " in said
    letters = {"gru": "zn", "simple_rnn": "h", "carry_lstm": "fik"}.get(name, "fiko")
    for letter in letters:
        value = moment.now[letter]
        text = f"{value:.2f}" if letter in "ifozr" else signed(value).removeprefix("+")
        assert text in said
    assert said == " ".join(
        f"{''.join(p.text for p in one.symbols)}: {''.join(p.text for p in one.numbers)}"
        for one in DRAWINGS[moment.kind].equations(moment)
    )


def test_before_the_first_word_stand_the_pads(painted, session, read):
    painted("lstm", 0, 0)
    read("short and sweet")
    trace = session.inspection.result.trace
    assert trace.pads > 0
    moment, _ = painted("lstm", 0, 4)
    assert moment.before["c"] == trace.layers[0].signals["c"][trace.pads - 1, 4]
    assert moment.before["c"] != 0


def test_without_pads_the_state_begins_at_zero(painted, session):
    painted("lstm", 0, 0)  # the first sample fills maxlen: nothing is padded
    assert session.inspection.result.trace.pads == 0
    moment, written = painted("lstm", 0, 1)
    assert moment.before == {"c": 0.0, "h": 0.0}
    assert "+0.00" in written


def test_a_screen_reader_hears_the_numbers(painted, bare_page):
    moment, _ = painted("lstm", 8, 3)
    heard = bare_page.cell.diagram.accessibleDescription()
    assert "timestep 8" in heard
    assert f"carry {signed(moment.now['c'], 4)}" in heard


@pytest.mark.parametrize("name", ["lstm", "gru", "simple_rnn", "carry_lstm"])
def test_everything_is_painted_inside_the_diagram(painted, bare_page, name):
    painted(name, 3, 3)
    diagram = bare_page.cell.diagram
    for width in (300, 344, 700):
        diagram.resize(width, HEIGHT)
        diagram.grab()
        assert diagram.areas
        for area in diagram.areas:
            assert area.rect.left() >= -8
            assert area.rect.right() <= width + 8
            assert area.rect.bottom() <= HEIGHT


def test_a_click_on_a_gate_outlines_its_heatmap(painted, bare_page, qtbot):
    painted("lstm", 3, 3)
    diagram, signals = bare_page.cell.diagram, bare_page.centre.signals
    area = next(area for area in diagram.areas if area.words.startswith("forget gate"))
    qtbot.mouseClick(diagram, LEFT, pos=area.rect.center().toPoint())
    assert signals.look().highlight == "f"
    qtbot.mouseClick(diagram, LEFT, pos=area.rect.center().toPoint())
    assert signals.look().highlight is None


def test_every_part_explains_itself_with_exact_numbers(painted, bare_page):
    moment, _ = painted("lstm", 9, 1)
    said = [area.words for area in bare_page.cell.diagram.areas]
    kept = moment.now["f"] * moment.before["c"]
    assert any(words.startswith("kept: ") and words.endswith(signed(kept, 4)) for words in said)


def test_the_belt_moves_a_notch_and_rests(painted, bare_page, session, qtbot):
    painted("lstm", 9, 1)
    diagram = bare_page.cell.diagram
    session.selection.select(t=10)
    assert diagram.moving
    qtbot.waitUntil(lambda: not diagram.moving, timeout=2_000)


def test_the_belt_stands_still_when_motion_is_reduced(painted, bare_page, session):
    painted("lstm", 9, 1)
    bare_page.setStyleSheet("* { widget-animation-duration: 0; }")
    session.selection.select(t=11)
    assert not bare_page.cell.diagram.moving


def test_reading_backwards_the_word_after_comes_first(bare_page, session, open_run, make_run):
    from dataclasses import replace

    from tests.ui.inspect.conftest import small

    stack = small("lstm")
    place = next(n for n, layer in enumerate(stack.layers) if layer.kind == "LSTM")
    stack = stack.replaced(place, replace(stack.layers[place], go_backwards=True))
    open_run(make_run(stack))
    view = bare_page.display.view
    for t in (0, 30, view.timesteps - 1):
        moment = moment_of(view, t, 2)
        now, before = moment.now, moment.before
        assert moment.t_before == t + 1
        assert now["f"] * before["c"] + now["i"] * now["k"] == pytest.approx(now["c"], abs=1e-6)
