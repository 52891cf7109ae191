"""Gradient flow equals autograd through loops, whichever way the stack is built."""

import numpy as np
import pytest
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from explorer.analysis.gradient import (
    FlowOverReviews,
    LayerDecay,
    decay_sentences,
    flow_over_reviews,
    gradient_flow,
)
from explorer.analysis.gradient.over_reviews import Spread
from explorer.problem import UserProblem
from explorer.reviews.encoding import Encoding
from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DropoutSpec,
    FlattenSpec,
    GlobalAveragePooling1DSpec,
    GRUSpec,
    LSTMSpec,
    SimpleRNNSpec,
)
from tests.analysis.naive_loops import NaiveRun, gradients
from tests.network.stacks import LENGTH, WORDS, small_network

IDS = np.random.default_rng(0).integers(1, WORDS, 12)
CELLS = [LSTMSpec, CarryLSTMSpec, GRUSpec, SimpleRNNSpec]
STACKS = {
    **{cell.kind: [cell(units=4)] for cell in CELLS},
    **{
        f"{cell.kind} below": [cell(units=3, return_sequences=True), GRUSpec(units=3)]
        for cell in CELLS
    },
    "three": [
        SimpleRNNSpec(units=3, return_sequences=True),
        CarryLSTMSpec(units=3, return_sequences=True),
        DropoutSpec(),
        LSTMSpec(units=3),
    ],
    "mean": [LSTMSpec(units=3, return_sequences=True), GlobalAveragePooling1DSpec()],
    "backwards": [GRUSpec(units=3, go_backwards=True)],
    **{f"both ways {cell.kind}": [BidirectionalSpec(layer=cell(units=3))] for cell in CELLS},
    "both ways below": [
        BidirectionalSpec(layer=CarryLSTMSpec(units=3, return_sequences=True), merge_mode="mul"),
        LSTMSpec(units=3),
    ],
}
stacks = pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS.keys())


@stacks
@pytest.mark.parametrize("label", [None, 0, 1])
def test_gradients_equal_autograd(layers, label):
    network = small_network(*layers)
    flow = gradient_flow(network, IDS, pads=3, label=label)
    ids = [0, 0, 0, *IDS.tolist()]

    def sent_back(cut=None):
        naive = NaiveRun(network, ids, cut=cut)
        loss = naive.logit
        if label is not None:
            target = torch.tensor(float(label), dtype=torch.float64)
            loss = binary_cross_entropy_with_logits(naive.logit, target)
        loss.backward()
        return naive, loss

    naive, loss = sent_back()
    assert flow.logit == pytest.approx(naive.logit.item(), abs=1e-12)
    assert flow.loss is None if label is None else flow.loss == pytest.approx(loss.item())
    np.testing.assert_allclose(flow.x, naive.x.grad, atol=1e-12)
    times = (naive.x.grad * naive.x.detach()).sum(1)
    np.testing.assert_allclose(flow.times_input, times, atol=1e-12)
    assert [layer.name for layer in flow.layers] == list(naive.states)
    for layer in flow.layers:
        states = naive.states[layer.name]
        np.testing.assert_allclose(layer.h, gradients(states["h"]), atol=1e-12)
        assert (layer.c is None) == (layer.kind in ("GRU", "SimpleRNN"))
        if layer.c is not None:
            np.testing.assert_allclose(layer.c, gradients(states["c"]), atol=1e-12)
            norms = np.linalg.norm(gradients(states["c"]), axis=1)
            np.testing.assert_allclose(layer.c_norm, norms, atol=1e-12)
        if layer.kind == "SimpleRNN":
            assert layer.direct is None and layer.side_norm is None
            continue
        alone, _ = sent_back(cut=layer.name)
        direct = gradients(alone.states[layer.name]["h" if layer.c is None else "c"])
        np.testing.assert_allclose(layer.direct, direct, atol=1e-12)


@pytest.mark.parametrize("name", ["LSTM", "CarryLSTM", "GRU", "SimpleRNN", "three"])
def test_masked_timesteps_pass_gradients_on(name):
    """With mask_zero: pads in front and between, skipped in the loop, too."""
    network = small_network(*STACKS[name], mask_zero=True)
    ids = np.concatenate([IDS[:4], [0, 0], IDS[4:]])
    flow = gradient_flow(network, ids, pads=2)
    naive = NaiveRun(network, [0, 0, *ids.tolist()])
    naive.logit.backward()
    np.testing.assert_allclose(flow.x, naive.x.grad, atol=1e-12)
    there = np.array([0, 0, *ids]) != 0
    for layer in flow.layers:
        states = naive.states[layer.name]
        np.testing.assert_allclose(layer.h[there], gradients(states["h"])[there], atol=1e-12)
        assert not layer.h[:2].any()
        if layer.c is not None:
            np.testing.assert_allclose(layer.c, gradients(states["c"]), atol=1e-12)


@pytest.mark.parametrize("name", ["LSTM", "both ways GRU"])
def test_as_if_the_review_had_ended_earlier(name):
    network = small_network(*STACKS[name])
    early, short = gradient_flow(network, IDS, at=6), gradient_flow(network, IDS[:7])
    assert early.logit == short.logit and early.at == 6
    for one, other in zip(early.layers, short.layers, strict=True):
        np.testing.assert_array_equal(one.h[:7], other.h)
        assert one.h.shape == (12, 4 if name == "LSTM" else 3) and not one.h[7:].any()
    np.testing.assert_array_equal(early.x_norm[:7], short.x_norm)


def test_finite_differences_of_the_embeddings():
    """Independent of any backward pass: nudge a token's own row of the table."""
    network = small_network(Conv1DSpec(filters=4, kernel_size=3), CarryLSTMSpec(units=3))
    ids = np.arange(1, 13)
    flow = gradient_flow(network, ids)
    assert flow.layers[0].h.shape == (10, 3)
    for token, feature in ((2, 0), (11, 4)):
        logits = []
        for nudge in (1e-6, -1e-6):
            with torch.no_grad():
                network.layers[0].embeddings[ids[token], feature] += nudge
                logits.append(network.eval()(torch.from_numpy(ids)[None]).item())
                network.layers[0].embeddings[ids[token], feature] -= nudge
        measured = (logits[0] - logits[1]) / 2e-6
        assert flow.x[token, feature] == pytest.approx(measured, rel=1e-6, abs=1e-9)


def test_flatten_is_filled_up():
    network = small_network(GRUSpec(units=2, return_sequences=True), FlattenSpec())
    flow = gradient_flow(network, IDS)
    assert flow.x.shape == (12, 5) and flow.layers[0].h.shape == (12, 2)
    filled = gradient_flow(network, IDS, pads=LENGTH - 12)
    np.testing.assert_array_equal(flow.x, filled.x[-12:])
    with pytest.raises(UserProblem, match="takes 30 tokens at most"):
        gradient_flow(network, np.tile(IDS, 3))
    windows = small_network(Conv1DSpec(filters=2, kernel_size=5), GRUSpec(units=2))
    with pytest.raises(UserProblem, match="4 tokens is too short"):
        gradient_flow(windows, IDS, at=3)
    with pytest.raises(UserProblem, match="Token 12 is outside"):
        gradient_flow(network, IDS, at=12)


def test_the_network_is_left_alone():
    network = small_network(LSTMSpec(units=3, dropout=0.5, recurrent_dropout=0.5))
    first, second = gradient_flow(network, IDS), gradient_flow(network, IDS)
    np.testing.assert_array_equal(first.x, second.x)
    assert network.training and all(one.grad is None for one in network.parameters())
    assert not first.x.flags.writeable and not first.layers[0].h.flags.writeable


class FewReviews:
    """Reviews of different lengths, as a corpus split gives them."""

    def __init__(self, count):
        rng = np.random.default_rng(5)
        self.rows = [rng.integers(1, WORDS, rng.integers(3, LENGTH)) for _ in range(count)]

    def ids(self, index, encoding):
        return self.rows[index]


@pytest.mark.parametrize("padding", ["pre", "post"])
def test_over_reviews_equals_one_review_at_a_time(padding):
    network = small_network(
        LSTMSpec(units=3, return_sequences=True), GRUSpec(units=3, return_sequences=True),
        SimpleRNNSpec(units=2),
    )  # fmt: skip
    split = FewReviews(40)
    encoding = Encoding(maxlen=LENGTH, max_features=WORDS, padding=padding)
    first, last = flow_over_reviews(network, split, range(40), encoding, back=10)
    assert (first.done, last.done, last.total) == (32, 40, 40)
    kept = {"h": [], "c": [], "direct": []}
    for ids in split.rows:
        pads = LENGTH - len(ids) if padding == "pre" else 0
        layer = gradient_flow(network, ids, pads=pads).layers[0]
        for name, norm, beside in (
            ("h", layer.h_norm, layer.h_norm),
            ("c", layer.c_norm, layer.c_norm),
            ("direct", layer.direct_norm, layer.c_norm),
        ):
            row = np.full(10, np.nan)
            words = min(10, len(ids))
            row[:words] = (norm[::-1] / beside[-1])[:words]
            kept[name].append(row)
    lstm, gru, rnn = last.layers
    for name, rows in kept.items():
        expected = np.nanquantile(np.array(rows), [0.25, 0.5, 0.75], axis=0)
        spread = getattr(lstm, name)
        np.testing.assert_allclose([spread.low, spread.median, spread.high], expected, rtol=1e-9)
    np.testing.assert_array_equal(
        lstm.h.count, [sum(len(r) > n for r in split.rows) for n in range(10)]
    )
    assert lstm.carry is lstm.c and gru.carry is gru.h and rnn.carry is None and rnn.direct is None


def test_over_reviews_says_when_there_is_nothing_to_count():
    encoding = Encoding(maxlen=LENGTH, max_features=WORDS)
    windows = small_network(Conv1DSpec(filters=3, kernel_size=3), LSTMSpec(units=2))
    for network in (windows, small_network(GRUSpec(units=2, go_backwards=True))):
        with pytest.raises(UserProblem, match="no words back"):
            next(flow_over_reviews(network, FewReviews(2), [0, 1], encoding))
    with pytest.raises(UserProblem, match="no review"):
        next(flow_over_reviews(windows, FewReviews(2), [], encoding))


def spread(median):
    values = np.array(median)
    return Spread(values / 2, values, values * 2, np.full(len(values), 7))


def test_sentences_come_from_the_figures():
    fading = LayerDecay(
        "lstm", "LSTM", spread([1, 0.9]), spread([1, 0.6, 0.34]), spread([1, 1e-5, 3.1e-5])
    )
    growing = LayerDecay("rnn", "SimpleRNN", spread([1.0, 1.5, 12.34]), None, None)
    said = decay_sentences(FlowOverReviews((fading, growing), 7, 7), back=2)
    assert said == [
        "2 words back the carry of “lstm” keeps 0.34× of its gradient (median of 7 reviews; half "
        "of them between 0.17× and 0.68×). It first falls below half 2 words back.",
        "Along the carry alone, without the way through the gates, 3.1·10⁻⁵× is left.",
        "2 words back the hidden state of “rnn” keeps 12.3× of its gradient (median of 7 reviews; "
        "half of them between 6.17× and 24.7×). It does not fall below half within 2 words.",
    ]
    (short,) = decay_sentences(FlowOverReviews((growing,), 7, 7), back=3)
    assert short == "No review here has 4 words, so “rnn” cannot be judged there."
