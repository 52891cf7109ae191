"""What colours the words: worked out by the engine, shown in the strip and in the text."""

import importlib
import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from explorer.analysis.gradient import gradient_flow
from explorer.analysis.ledger import logit_shares
from explorer.analysis.trace import trace
from explorer.stack.kinds.global_average_pooling1d import GlobalAveragePooling1DSpec
from explorer.stack.presets import preset
from explorer.stack.spec import StackSpec
from explorer.ui.inspect.toolbar import unit_sorting
from tests.ui.inspect.toolbar.test_toolbar import choose

# The package has a function of that name.
leaving = importlib.import_module("explorer.analysis.whatif.leave_out")

LEFT = Qt.MouseButton.LeftButton


def colour_by(page, qtbot, key: str):
    """Click a key and wait until its values are there."""
    qtbot.mouseClick(page.centre.toolbar.words_by.segment(key), LEFT)
    qtbot.waitUntil(
        lambda: page.display.shade is not None and bool(np.any(page.display.shade.values)),
        timeout=20_000,
    )
    return page.display.shade


def read_by(session):
    trace = session.inspection.result.trace
    return session.inspection.model.network, trace.ids[trace.pads :], trace.pads


def test_shares_of_the_logit(page, session, qtbot):
    shade = colour_by(page, qtbot, "share")
    network, ids, pads = read_by(session)
    wanted = logit_shares(network, ids, pads=pads)
    assert np.allclose(shade.values, wanted.by_token[pads:], atol=1e-6)
    look = page.centre.signals.look()
    assert look.shade is shade
    assert look.words_by == "share"


def test_gradients(page, session, qtbot):
    shade = colour_by(page, qtbot, "gradient")
    network, ids, pads = read_by(session)
    assert np.allclose(shade.values, gradient_flow(network, ids, pads=pads).x_norm[pads:])
    assert shade.unsigned


def test_left_out(page, session, qtbot):
    """Against the review read again without a word, one more pad in its place."""
    shade = colour_by(page, qtbot, "left out")
    qtbot.waitUntil(lambda: bool(np.all(page.display.shade.values)), timeout=20_000)
    shade = page.display.shade
    network, ids, pads = read_by(session)
    logit = trace(network, ids, pads=pads).logits[-1]
    for t in (0, 3, len(ids) - 1):
        without = trace(network, np.delete(ids, t), pads=pads + 1 if pads else 0).logits[-1]
        assert shade.values[t] == pytest.approx(logit - without, abs=1e-5)


def test_left_out_word_by_word_says_how_far_it_is(page, session, qtbot, monkeypatch):
    monkeypatch.setattr(leaving, "ROWS", 8)
    said: list[str] = []
    session.notice.connect(said.append)
    colour_by(page, qtbot, "left out")
    qtbot.waitUntil(lambda: "Read again without each word, one at a time" in said, timeout=20_000)
    shares = [text for text in said if text.startswith("Reading again without each word: ")]
    assert len(shares) == -(-page.display.view.timesteps // 8) - 1


def test_what_is_no_longer_wanted_is_not_worked_out(page, session, qtbot, monkeypatch):
    reads, go_on, logits = [], threading.Event(), leaving._logits

    def slow(network, ids):
        reads.append(len(ids))
        if len(reads) > 5:
            go_on.wait(20)
        return logits(network, ids)

    monkeypatch.setattr(leaving, "ROWS", 1)
    monkeypatch.setattr(leaving, "_logits", slow)
    colour_by(page, qtbot, "left out")
    page.display.set_words_by("push")
    go_on.set()
    done = session.worker.submit("a later job", lambda: iter(()))
    with qtbot.waitSignal(done.ended, timeout=20_000):
        pass
    assert len(reads) == 6
    assert page.display.shade is None
    assert page.display.words_by == "push"


def test_another_review_is_coloured_anew(page, session, qtbot, read):
    before = colour_by(page, qtbot, "share")
    read("a dreadful film and a waste of time")
    qtbot.waitUntil(
        lambda: page.display.shade is not before and bool(np.any(page.display.shade.values)),
        timeout=20_000,
    )
    assert len(page.display.shade.values) == page.display.view.timesteps


def test_where_there_are_no_shares_it_is_said(bare_page, session, open_run, make_run, qtbot):
    stack = preset("lstm").stack
    place = next(n for n, layer in enumerate(stack.layers) if layer.kind == "LSTM")
    recurrent = replace(stack.layers[place], units=4, return_sequences=True)
    pool = GlobalAveragePooling1DSpec(name="pool")
    layers = (*stack.layers[:place], recurrent, pool, *stack.layers[place + 1 :])
    open_run(make_run(StackSpec.of(layers, "Pooled")))
    said: list[str] = []
    session.failed.connect(said.append)
    qtbot.mouseClick(bare_page.centre.toolbar.words_by.segment("share"), LEFT)
    qtbot.waitUntil(lambda: any("There is no ledger" in text for text in said), timeout=20_000)
    assert bare_page.display.words_by == "push"
    assert bare_page.centre.toolbar.words_by.letters.current() == "push"


@pytest.mark.parametrize("key", ["push", "c", "f"])
def test_the_text_has_the_strips_colours(page, session, qtbot, key):
    page.centre.toolbar.rows.action("text").trigger()
    pane = page.centre.pane
    assert pane.area.isVisible()
    page.display.set_words_by(key)
    shades = pane.text._shades
    view = page.display.view
    source = view.push() if key == "push" else view.layer.signals[key][:, page.display.unit]
    if key == "f":
        assert np.argmax(shades.values) == np.argmax(source)
        assert shades.above == "f"
    else:
        strong = np.abs(source) > 0.05
        assert np.array_equal(np.sign(shades.values[strong]), np.sign(source[strong]))


def test_a_click_in_the_text_moves_the_cursor(page, session, qtbot):
    page.centre.toolbar.rows.action("text").trigger()
    text = page.centre.pane.text
    qtbot.waitUntil(lambda: text.box_of(4) is not None, timeout=2_000)
    qtbot.mouseClick(text, LEFT, pos=text.box_of(4).center().toPoint())
    assert session.selection.t == 4
    page.centre.toolbar.rows.action("text").trigger()
    assert not page.centre.pane.area.isVisible()


def test_units_sorted_by_correlation_and_by_likeness(page):
    view = page.display.view
    choose(page.centre.toolbar.sort, "sort", "correlation")
    h, logits = view.layer.signals["h"], view.logits
    wanted = [np.corrcoef(h[:, unit], logits)[0, 1] for unit in page.display.order]
    assert np.all(np.diff(wanted) <= 1e-6)
    choose(page.centre.toolbar.sort, "sort", "likeness")
    assert sorted(page.display.order.tolist()) == list(range(view.units))


def test_many_units_are_sorted_by_the_worker(page, qtbot, monkeypatch):
    monkeypatch.setattr(unit_sorting, "AT_ONCE", 2)
    with qtbot.waitSignal(page.display.orderChanged):
        choose(page.centre.toolbar.sort, "sort", "likeness")
    wanted = unit_sorting.ORDERS["likeness"](page.display.view).tolist()
    qtbot.waitUntil(lambda: page.display.order.tolist() == wanted, timeout=20_000)
    assert page.centre.signals.look().reading.order.tolist() == wanted
