"""The Gradient tab: what it shows is autograd's, what it says is counted, many can be stopped."""

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt

from explorer.ui.inspect.gradient.log_axis import LogAxis, axis_for, power_text
from explorer.ui.inspect.word_rows.paint import HEIGHT
from tests.ui.inspect.conftest import small

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(open_tab, qtbot):
    """Open a run with the Gradient tab in front, and wait for its gradients."""

    def show_(path):
        page = open_tab(path, "Gradient")
        settle(qtbot, page)
        return page

    return show_


def settle(qtbot, page) -> None:
    """Wait for the gradients of what is in view."""
    tab = page.gradient
    qtbot.waitUntil(
        lambda: (
            not page.session.gradient.waiting
            and tab.shown is not None
            and tab.shown.view is page.display.view
            and tab.shown.reading is page.session.gradient.reading
        ),
        timeout=20_000,
    )


def autograd_norms(session) -> np.ndarray:
    """‖∂logit/∂h_t‖ at every word of the review in view, by autograd through a plain LSTM loop."""
    model, result = session.inspection.model, session.inspection.result
    weights = {
        name: torch.tensor(values, dtype=torch.float64)
        for name, values in model.network.weights().items()
    }
    layer = result.trace.layers[-1].name
    kernel, recurrent, bias = (
        weights[f"{layer}/{part}"] for part in ("kernel", "recurrent_kernel", "bias")
    )
    table = next(values for name, values in weights.items() if name.endswith("/embeddings"))
    head = next(v for n, v in weights.items() if n.startswith("dense") and n.endswith("/kernel"))
    h = torch.zeros(recurrent.shape[0], dtype=torch.float64, requires_grad=True)
    c, states = torch.zeros_like(h), []
    for number in result.trace.ids.tolist():
        i, f, k, o = (table[number] @ kernel + h @ recurrent + bias).chunk(4)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(k)
        h = torch.sigmoid(o) * torch.tanh(c)
        h.retain_grad()
        states.append(h)
    (h @ head).sum().backward()
    return np.array([state.grad.norm().item() for state in states])[result.trace.pads :]


def test_shown_norms_are_autograds(show, session, runs):
    page = show(runs["lstm"])
    expected = autograd_norms(session)
    np.testing.assert_allclose(page.gradient.shown.norms["h"], expected, rtol=1e-9)
    t = len(expected) - 3
    card = {line.label: line.pieces[0][0] for line in page.gradient_view.chart.lines_at(t)}
    assert card["‖∂L/∂h‖"] == f"{expected[t]:.2e}".replace("-", "−")


def test_direct_and_side_add_up_to_the_carrys_gradient(show, runs):
    shown = show(runs["lstm"]).gradient.shown
    flow = next(one for one in shown.reading.flow.layers if one.name == shown.view.layer.name)
    side = flow.c - flow.direct
    sizes = np.linalg.norm(side, axis=1)[-shown.view.timesteps :]
    np.testing.assert_allclose(shown.norms["side"], sizes, atol=1e-12)


def test_the_sentence_counts_from_the_figures(show, session, runs):
    page = show(runs["lstm"])
    sizes = page.gradient.shown.norms["c"][::-1]
    said = page.gradient.said.text()
    assert f"keeps {sizes[30] / sizes[0]:.2f}× of the gradient" in said or "·10" in said
    below = np.flatnonzero(sizes < sizes[0] / 2)
    if len(below):
        noun = "1 word" if below[0] == 1 else f"{below[0]} words"
        assert f"It first falls below half {noun} back." in said
    else:
        assert "never falls below half" in said


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("gru", {"h", "direct", "side"}),
        ("simple_rnn", {"h"}),
        ("carry_lstm", {"c", "h", "direct", "side"}),
    ],
)
def test_every_cell_has_its_own_lines(show, runs, name, keys):
    page = show(runs[name])
    assert {line.key for line in page.gradient.shown.lines} == keys
    assert page.gradient.said.text()
    assert page.gradient_view.chart.grab().toImage().width() > 0


def test_a_carry_that_nobody_reads_any_more_is_passed_over(show, runs):
    """The Carry LSTM writes its last carry after its last output."""
    page = show(runs["carry_lstm"])
    shown = page.gradient.shown
    assert shown.main[-1] == 0.0
    assert shown.read_last == 1
    word, sizes = shown.view.words[-2], shown.main[:-1][::-1]
    said = page.gradient.said.text()
    assert f"at “{word}”, the last that is read" in said
    below = np.flatnonzero(sizes < sizes[0] / 2)
    if len(below):
        assert f"{below[0]} word" in said


def test_stacked_and_two_directions(show, session, qtbot, make_run):
    page = show(make_run(small("bidirectional")))
    for name in page.display.layer_names():
        session.selection.select(layer=name)
        settle(qtbot, page)
        assert page.gradient.shown.view.layer.name == name
        assert page.gradient.shown.main.max() > 0


def test_loss_only_where_the_review_has_a_label(show, session, qtbot, runs, read):
    page = show(runs["lstm"])
    qtbot.mouseClick(page.gradient.of.segment("loss"), LEFT)
    qtbot.waitUntil(lambda: page.gradient.shown.of == "loss", timeout=20_000)
    shown = page.gradient.shown
    chance = page.session.inspection.result.trace.probability[-1]
    label = session.inspection.review.label
    expected = autograd_norms(session) * abs(chance - label)  # dL/dlogit of the cross-entropy
    np.testing.assert_allclose(shown.norms["h"], expected, rtol=1e-4)


def test_words_and_chart_move_the_cursor(show, session, qtbot, runs):
    page = show(runs["lstm"])
    words, chart = page.gradient.words, page.gradient_view.chart
    qtbot.mouseClick(words, LEFT, pos=QPoint(60, HEIGHT + HEIGHT // 2))
    assert session.selection.t == words.rows[1].t
    words.setFocus()
    qtbot.keyClick(words, Qt.Key.Key_Down)
    assert session.selection.t == words.rows[2].t
    page.display.set_window(0, session.selection.timesteps)
    frame = chart.make_frame()
    at = QPoint(round(frame.x_of(5.5)), round(frame.curve.center().y()))
    qtbot.mouseClick(chart, LEFT, pos=at)
    assert session.selection.t == 5


@pytest.fixture
def reviews(session, qtbot):
    """The built-in reviews are open."""
    with qtbot.waitSignal(session.data.changed, timeout=60_000):
        session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.corpus is not None, timeout=60_000)


def test_many_reviews_are_measured_and_said(show, session, qtbot, runs, reviews):
    page = show(runs["lstm"])
    tab = page.gradient
    qtbot.mouseClick(tab.which.segment("many"), LEFT)
    assert page.gradient_view.many.isVisible()
    qtbot.mouseClick(tab.start, LEFT)
    assert tab.start.text() == "Cancel"
    qtbot.waitUntil(lambda: not session.gradient.running, timeout=60_000)
    many = session.gradient.many
    assert many.done == many.total
    assert f"{many.total} of {many.total} reviews read." in tab.said.text()
    assert page.gradient_view.many.layer is tab.decay
    assert tab.decay.h.median[0] == pytest.approx(1.0)
    assert "words back" in page.gradient_view.many.said_at(3)


def test_measuring_can_be_stopped(show, session, qtbot, runs, reviews):
    page = show(runs["lstm"])
    qtbot.mouseClick(page.gradient.which.segment("many"), LEFT)
    qtbot.mouseClick(page.gradient.start, LEFT)
    qtbot.mouseClick(page.gradient.start, LEFT)
    assert not session.gradient.running
    assert page.gradient.start.text() in ("Measure", "Measure again")
    session.inspection.modelChanged.emit()
    assert session.gradient.many is None


def test_without_reviews_it_says_what_to_do(show, qtbot, runs):
    page = show(runs["lstm"])
    qtbot.mouseClick(page.gradient.which.segment("many"), LEFT)
    assert not page.gradient.start.isEnabled()
    assert "Data page" in page.gradient.said.text()


def test_the_log_axis():
    axis = axis_for([np.array([0.002, 0.0, 30.0, np.inf])])
    assert (axis.low, axis.high) == (-3, 2)
    np.testing.assert_allclose(axis.share([1e-3, 1e2, 0.0, 1e-9]), [0, 1, 0, 0])
    assert LogAxis(-4, 0).levels(44.0) == [-4, -2, 0]
    assert [power_text(power) for power in (0, -1, -3, 12)] == ["1", "0.1", "10⁻³", "10¹²"]


def test_the_text_is_at_the_cursor_after_many_reviews_were_in_front(show, session, qtbot, runs):
    page = show(runs["lstm"])
    which, text = page.gradient.which, page.gradient_view.text
    session.selection.select(t=5)
    at_five = text.grab().toImage()
    session.selection.select(t=20)
    qtbot.mouseClick(which.segment("many"), LEFT)
    session.selection.select(t=5)
    qtbot.mouseClick(which.segment("one"), LEFT)
    assert text.grab().toImage() == at_five
