"""The live probe: words, signals after the pads, what one word did, which layer."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPoint, Qt

from explorer.analysis.trace import Trace
from explorer.reviews.encoding import EncodedText
from explorer.stack.presets import (
    BidirectionalSpec,
    Conv1DSpec,
    DenseSpec,
    EmbeddingSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    StackSpec,
    preset,
)
from explorer.ui.train.page import TrainPage


class Read(NamedTuple):
    """A probe as a network reads it."""

    text: EncodedText
    trace: Trace


def seen_of(session):
    """How the finished run reads the probe in view."""
    return Read(*session.time_machine.moment.of(session.probes.shown))


def untrained(card):
    """Text and trace of the probe in view before any run."""
    return card.untrained.moment.of(card._session.probes.shown)


def run(page, click, wait_for) -> None:
    click(page.run_bar.buttons.start)
    wait_for("finished")


def test_before_any_run_the_untrained_network_reads_the_probe(page, ready, qtbot):
    card = page.probe
    qtbot.waitUntil(card.view.isVisible, timeout=20_000)
    assert "untrained" in card.head.when.text()
    assert abs(untrained(card)[1].probability - 0.5).max() < 0.2
    look = card.view.look()
    assert look.reading.words == untrained(card)[0].tokens
    assert look.reading.words[0] == "<start>"


def test_the_untrained_reading_follows_seed_and_stack(page, ready, qtbot):
    card = page.probe
    qtbot.waitUntil(lambda: card.untrained.moment is not None, timeout=20_000)
    _, before = untrained(card)
    with qtbot.waitSignal(card.untrained.changed, timeout=20_000):
        ready.training.set(seed=5)
    _, after = untrained(card)
    assert not np.array_equal(before.probability, after.probability)
    with qtbot.waitSignal(card.untrained.changed, timeout=20_000):
        ready.edits.remove(len(ready.edits.stack.layers) - 1)
    assert card.untrained.moment is None
    assert card.words.isVisible()


def test_while_training_the_view_shows_the_newest_trace_without_its_pads(
    page, ready, qtbot, click, wait_for
):
    run(page, click, wait_for)
    qtbot.waitUntil(lambda: ready.time_machine.moment is not None, timeout=20_000)
    view = page.probe.view
    seen = seen_of(ready)
    text, trace = seen.text, seen.trace
    assert trace.pads == 60 - len(text.ids)
    live = ready.training.watched.of(ready.probes.shown)
    assert live.text == text or live.text.tokens == text.tokens
    assert ready.time_machine.moment.epoch == 2
    qtbot.waitUntil(
        lambda: np.array_equal(view.look().reading.probability, trace.probability[trace.pads :])
    )
    reading = view.look().reading
    assert reading.words == text.tokens
    np.testing.assert_array_equal(reading.probability, trace.probability[trace.pads :])
    assert set(reading.signals) == set("ifkoch")
    np.testing.assert_array_equal(reading.signals["c"], trace.layers[0].signals["c"][trace.pads :])
    weights = trace.layers[0].output_weight[reading.order]
    assert (np.diff(weights) <= 0).all()


def test_the_head_says_what_the_word_at_the_cursor_did(page, ready, qtbot, click, wait_for):
    run(page, click, wait_for)
    qtbot.waitUntil(lambda: ready.time_machine.moment is not None, timeout=20_000)
    card, view = page.probe, page.probe.view
    qtbot.waitUntil(lambda: "largest turn" in card.head.turn.text())
    frame = view.frame()
    t = 5
    at = QPoint(round(frame.x_of(t + 0.5)), round(frame.curve.center().y()))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    reading = seen_of(ready).trace.probability[seen_of(ready).trace.pads :]
    said = card.head.turn.text()
    assert said.startswith(seen_of(ready).text.tokens[t])
    assert f"{reading[t - 1]:.2f}" in said
    assert f"{reading[t]:.2f}" in said
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert card.head.turn.text().startswith(seen_of(ready).text.tokens[t + 1])


def test_a_stack_of_recurrent_layers_offers_each(page, ready, qtbot, click, wait_for):
    ready.edits.apply(preset("stacked").stack, "Stacked")
    run(page, click, wait_for)
    qtbot.waitUntil(lambda: ready.time_machine.moment is not None, timeout=20_000)
    names = [layer.name for layer in seen_of(ready).trace.layers]
    assert len(names) > 1
    chooser = page.probe.head.layers
    qtbot.waitUntil(lambda: chooser.count() == len(names))
    assert chooser.isVisible()
    assert chooser.currentText() == names[-1]
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Home)
    assert chooser.currentText() == names[0]
    pads = seen_of(ready).trace.pads
    np.testing.assert_array_equal(
        page.probe.view.look().reading.signals["h"],
        seen_of(ready).trace.layers[0].signals["h"][pads:],
    )


def test_without_recurrence_the_card_says_so(page, ready, qtbot):
    stack = ready.edits.stack
    place = next(n for n, layer in enumerate(stack.layers) if layer.kind == "LSTM")
    from explorer.stack.kinds import GlobalMaxPooling1DSpec

    ready.edits.apply(stack.removed(place).inserted(place, GlobalMaxPooling1DSpec()), "No LSTM")
    assert page.run_bar.buttons.start.isEnabled()
    qtbot.waitUntil(lambda: page.probe.untrained.moment is not None, timeout=20_000)
    assert page.probe.words.isVisible()
    assert "no recurrent layer" in page.probe.words.hint.text()


def test_without_reviews_the_words_stand_there_all_the_same(session, qtbot):
    from explorer.session.data.review_in_view import ReviewInView

    session.probes.choose(ReviewInView("Not bad at all.", 1, "Litotes"))
    page = TrainPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.probe.words.isVisible()
    assert page.probe.words.text.text() == "Not bad at all."
    assert page.probe.words.title.text() == "Litotes (positive)"
    assert "every batch" in page.probe.words.hint.text()


def test_a_badge_opens_the_probe_on_inspect(page, ready, qtbot, click, wait_for):
    page.probe.view.badgeClicked.emit("f")
    assert ready.page != "train"
    ready.go("train")
    run(page, click, wait_for)
    qtbot.waitUntil(lambda: ready.time_machine.moment is not None, timeout=20_000)
    page.probe.view.badgeClicked.emit("f")
    assert ready.page == "inspect"
    assert ready.inspection.review == ready.probes.shown


def test_over_a_convolution_and_a_pool_a_timestep_is_a_window_of_words(page, ready, qtbot, click):
    """Two recurrent layers above them, one of which reads both ways."""
    layers = (
        EmbeddingSpec(input_dim=10_000, output_dim=8, name="embedding"),
        Conv1DSpec(filters=8, kernel_size=3, name="conv"),
        MaxPooling1DSpec(pool_size=4, name="pool"),
        BidirectionalSpec(layer=LSTMSpec(units=4, return_sequences=True), name="both"),
        GRUSpec(units=6, name="gru"),
        DenseSpec(units=1, activation="sigmoid", name="dense"),
    )
    ready.edits.apply(StackSpec(title="Deep", layers=layers), "Another stack")
    click(page.run_bar.buttons.start)
    qtbot.waitUntil(lambda: ready.training.state == "finished", timeout=30_000)
    card = page.probe
    qtbot.waitUntil(lambda: ready.time_machine.moment is not None, timeout=10_000)
    text, trace = seen_of(ready)
    ends: list[int] = []
    for layer in trace.layers:
        card._choose_layer(layer.name)
        assert card._pages.currentWidget() is card.view
        ends = [last - trace.pads for _, last in layer.reads if last >= trace.pads]
        shown = card.view.look().reading
        assert shown.timesteps == len(ends) < len(text.tokens)
        assert [word.lstrip("…") for word in shown.words] == [text.tokens[end] for end in ends]
        np.testing.assert_array_equal(shown.probability, trace.probability[trace.pads :][ends])
        np.testing.assert_array_equal(shown.signals["h"], layer.signals["h"][-len(ends) :])
    card.view.set_cursor(2)
    card.redraw()
    turn = card.head.turn.turn
    assert turn.after == trace.probability[trace.pads + ends[2]]
    assert turn.before == trace.probability[trace.pads + ends[1]]
    click(card.head.modes.segment("weights"))
    card._choose_layer("both")
    qtbot.waitUntil(lambda: bool(card.weights.histograms) and card.weights.layer == "both")
    tensors = card.weights.grid().tensors
    ways = [name.partition("/")[0] for name in tensors]
    assert ways == ["forward", "backward"] * 3
    assert tensors[0] == "forward/kernel"
