"""The ledger: sums that must hold to the last digit, against loops and the network itself."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.analysis.ledger import logit_shares, open_ledger
from explorer.analysis.trace import trace
from explorer.network.clamp import Clamp
from explorer.network.numpy_reference import gru, lstm
from explorer.problem import UserProblem
from explorer.resources import BUNDLED_MODELS
from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    GlobalMaxPooling1DSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
)
from explorer.training.runs.opened_model import open_model
from tests.network.stacks import WORDS, small_network

IDS = np.random.default_rng(0).integers(1, WORDS, 25)
CELLS = [LSTMSpec, CarryLSTMSpec, GRUSpec, SimpleRNNSpec]
cells = pytest.mark.parametrize("cell", CELLS, ids=[cell.kind for cell in CELLS])
STACKS = {
    **{cell.kind: [cell(units=4)] for cell in CELLS},
    "stacked": [GRUSpec(units=3, return_sequences=True), DropoutSpec(), LSTMSpec(units=4)],
    "backwards": [CarryLSTMSpec(units=4, go_backwards=True)],
    "backwards below": [
        LSTMSpec(units=3, return_sequences=True, go_backwards=True),
        GRUSpec(units=3),
    ],
    **{f"both ways {cell.kind}": [BidirectionalSpec(layer=cell(units=3))] for cell in CELLS},
    "both ways, mean": [BidirectionalSpec(layer=LSTMSpec(units=3), merge_mode="ave")],
    "windows": [
        Conv1DSpec(filters=4, kernel_size=3),
        MaxPooling1DSpec(pool_size=2),
        LSTMSpec(units=3),
    ],
    "sigmoid": [LSTMSpec(units=3, activation="sigmoid")],
    "relu": [SimpleRNNSpec(units=3, activation="relu")],
}
stacks = pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS.keys())


@stacks
@pytest.mark.parametrize("mask_zero", [False, True], ids=["no mask", "mask"])
@pytest.mark.parametrize("pads", [0, 4])
def test_shares_sum_to_the_logit_at_every_token(layers, mask_zero, pads):
    network = small_network(*layers, mask_zero=mask_zero).eval()
    found = trace(network, IDS, pads=pads)
    for t in (pads, pads + 9, pads + 24):
        split = logit_shares(network, IDS, pads=pads, at=t)
        assert split.logit == pytest.approx(found.logits[t], abs=1e-5)
        assert split.shares.shape == (pads + 25,)
        assert abs(split.residual) < 1e-12
        assert not split.shares[:pads].any() and not split.shares[t + 1 :].any()
        if pads == 0:
            assert split.pad_share == 0
        if "sigmoid" not in [getattr(layer, "activation", "") for layer in layers]:
            total = split.shares.sum() + split.pad_share
            assert total == pytest.approx(split.logit - split.bias, abs=1e-12)


@st.composite
def networks(draw):
    """Any cell, with weights so large that its gates saturate."""
    cell, units = draw(st.sampled_from(CELLS)), draw(st.integers(1, 6))
    spec = cell(units=units, use_bias=draw(st.booleans()))
    layer = BidirectionalSpec(layer=spec) if draw(st.booleans()) else spec
    seed, scale = draw(st.integers(0, 1000)), draw(st.floats(0.1, 20.0))
    network = small_network(layer, mask_zero=draw(st.booleans()), seed=seed).eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.mul_(scale)
    return network


@given(networks(), st.lists(st.integers(0, WORDS - 1), min_size=1, max_size=20), st.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_shares_sum_for_any_weights(network, ids, pads):
    split = logit_shares(network, ids, pads=pads)
    read = torch.from_numpy(np.concatenate([np.zeros(pads, int), ids]))[None]
    with torch.no_grad():
        logit = float(network(read))
    assert split.logit == pytest.approx(logit, abs=1e-9 * (1 + abs(logit)))
    total = split.shares.sum() + split.pad_share
    assert total == pytest.approx(logit - split.bias, abs=1e-9 * (1 + abs(logit)))
    assert not split.shares[read[0].numpy() == 0].any()


def test_an_lstm_ledger_equals_a_loop_over_its_equations():
    network = small_network(LSTMSpec(units=4)).eval()
    x = network.layers[0].embeddings.detach().numpy()[IDS]
    signals = lstm(x, *(weight.detach().numpy() for weight in network.layers[1].weights))
    w = network.head.kernel[:, 0].detach().numpy()
    for t in (7, 24):
        balance = open_ledger(network, IDS).at(t)
        running = np.zeros(4)
        for s in range(t + 1):
            write = signals["i"][s] * signals["k"][s]
            left = np.ones(4)
            for later in range(s + 1, t + 1):
                left = left * signals["f"][later]
            step = np.tanh(running + write * left) - np.tanh(running)
            running = running + write * left
            np.testing.assert_allclose(balance.written[s], write, atol=1e-12)
            np.testing.assert_allclose(balance.survival[s], left, atol=1e-12)
            np.testing.assert_allclose(balance.contribution[s], write * left, atol=1e-12)
            np.testing.assert_allclose(balance.shown[s], signals["o"][t] * step, atol=1e-12)
            share = (w * signals["o"][t] * step).sum()
            assert balance.logit.shares[s] == pytest.approx(share, abs=1e-12)
        np.testing.assert_allclose(balance.carry, signals["c"][t], atol=1e-12)
        np.testing.assert_allclose(balance.h, signals["h"][t], atol=1e-12)


def test_a_gru_ledger_equals_a_loop_over_its_equations():
    network = small_network(GRUSpec(units=4)).eval()
    x = network.layers[0].embeddings.detach().numpy()[IDS]
    signals = gru(x, *(weight.detach().numpy() for weight in network.layers[1].weights))
    balance = open_ledger(network, IDS).at()
    for s in range(25):
        write = (1 - signals["z"][s]) * signals["n"][s]
        for later in range(s + 1, 25):
            write = write * signals["z"][later]
        np.testing.assert_allclose(balance.contribution[s], write, atol=1e-12)
        np.testing.assert_array_equal(balance.shown[s], balance.contribution[s])
    np.testing.assert_allclose(balance.carry, signals["h"][-1], atol=1e-12)


@pytest.mark.parametrize("cell", [SimpleRNNSpec, CarryLSTMSpec])
def test_shares_through_tanh_equal_a_loop_word_by_word(cell):
    """h after the words up to s alone count, less h without word s: at every timestep anew."""
    network = small_network(cell(units=3)).eval()
    layer = network.layers[1]
    x = network.layers[0].embeddings.detach().numpy()[IDS[:9]]
    W, U, b = (weight.detach().numpy()[..., -3:] for weight in layer.weights[:3])
    V = layer.weights[3].detach().numpy() if cell is CarryLSTMSpec else np.zeros((3, 3))
    signals = trace(network, IDS[:9]).layers[0].signals
    parts, carried = [], []
    for t in range(9):
        levels = [part @ U + held @ V for part, held in zip(parts, carried, strict=True)]
        levels.append(x[t] @ W + b)
        parts = [np.tanh(sum(levels[: s + 1])) - np.tanh(sum(levels[:s])) for s in range(t + 1)]
        if cell is CarryLSTMSpec:
            carried = [held * signals["f"][t] for held in carried]
            carried.append(signals["i"][t] * signals["k"][t])
        else:
            carried.append(np.zeros(3))
    balance = open_ledger(network, IDS[:9]).at()
    np.testing.assert_allclose(balance.shown, parts, atol=1e-6)
    np.testing.assert_allclose(balance.shown.sum(0), signals["h"][-1], atol=1e-6)
    if cell is CarryLSTMSpec:
        np.testing.assert_allclose(balance.contribution, carried, atol=1e-6)
        np.testing.assert_allclose(balance.carry, signals["c"][-1], atol=1e-6)


@pytest.mark.parametrize("cell", [SimpleRNNSpec, CarryLSTMSpec])
@pytest.mark.parametrize("mask_zero", [False, True], ids=["no mask", "mask"])
def test_the_order_of_asking_does_not_matter(cell, mask_zero):
    network = small_network(cell(units=3), mask_zero=mask_zero)
    ids = np.tile(IDS, 3)
    ids[40] = 0
    ledger = open_ledger(network, ids, pads=3)
    for t in (70, 2, 33, 71, 31, 64):
        asked, fresh = ledger.at(t), open_ledger(network, ids, pads=3).at(t)
        np.testing.assert_array_equal(asked.shown, fresh.shown)
        assert abs(asked.logit.residual) < 1e-12


def test_a_write_moves_the_carry_by_what_survives():
    """Finite differences: i·k of unit 2 raised at timestep 5, all gates held as they were."""
    network = small_network(LSTMSpec(units=4)).eval()
    before = trace(network, IDS).layers[0].signals
    held = [Clamp("lstm", gate, before[gate].astype(float)) for gate in "ifo"]
    k = before["k"].astype(float)
    changed = k.copy()
    changed[5, 2] += 0.25
    plain, raised = (
        trace(network, IDS, clamps=[*held, Clamp("lstm", "k", values)]).layers[0].signals["c"]
        for values in (k, changed)
    )
    balance = open_ledger(network, IDS).at()
    expected = 0.25 * before["i"][5, 2] * balance.survival[5, 2]
    assert raised[-1, 2] - plain[-1, 2] == pytest.approx(expected, rel=1e-3, abs=1e-6)


def test_clamped_gates_have_their_ledger_and_clamped_states_none():
    network = small_network(LSTMSpec(units=4)).eval()
    clamps = [Clamp("lstm", "f", 1.0, start=10), Clamp("lstm", "i", 0.0, start=10)]
    balance = open_ledger(network, IDS, clamps=clamps).at()
    np.testing.assert_array_equal(balance.survival[9], 1)
    np.testing.assert_array_equal(balance.written[10:], 0)
    logit = trace(network, IDS, clamps=clamps).logits[-1]
    assert balance.logit.logit == pytest.approx(logit, abs=1e-6)
    assert abs(balance.logit.residual) < 1e-12
    with pytest.raises(UserProblem, match="“c” of “lstm” is held"):
        open_ledger(network, IDS, clamps=[Clamp("lstm", "c", 0.0)])


def test_layers_below_have_survival_and_no_shares():
    network = small_network(
        SimpleRNNSpec(units=3, return_sequences=True),
        LSTMSpec(units=3, return_sequences=True),
        GRUSpec(units=3),
        DenseSpec(units=2),
    )
    for name, carry in (("lstm", "c"), ("gru", "h")):
        ledger = open_ledger(network, IDS, layer=name)
        assert ledger.grounds.carry == carry and not ledger.grounds.splits_logit
        assert "cannot be split" in ledger.grounds.note
        balance = ledger.at()
        assert balance.logit is None
        state = trace(network, IDS).layers[1 if name == "lstm" else 2].signals[carry][-1]
        np.testing.assert_allclose(balance.carry, state, atol=1e-6)
    with pytest.raises(UserProblem, match="no ledger"):
        open_ledger(network, IDS, layer="simple_rnn").at()
    with pytest.raises(UserProblem, match="no ledger"):
        logit_shares(network, IDS)


@pytest.mark.parametrize("padding", ["valid", "causal", "same"])
def test_windows_both_ways(padding):
    windows = Conv1DSpec(filters=3, kernel_size=4, padding=padding)
    network = small_network(windows, BidirectionalSpec(layer=LSTMSpec(units=3)))
    logits = trace(network, IDS).logits
    assert logit_shares(network, IDS).logit == pytest.approx(logits[-1], abs=1e-6)
    if padding == "same":
        with pytest.raises(UserProblem, match="at the end of the review only"):
            logit_shares(network, IDS, at=12)
        return
    for t in (3, 12, 20):
        split = logit_shares(network, IDS, at=t)
        assert split.logit == pytest.approx(logits[t], abs=1e-6)
        assert abs(split.residual) < 1e-12


def test_what_does_not_exist_gets_a_sentence():
    network = small_network(LSTMSpec(units=3))
    with pytest.raises(UserProblem, match="no recurrent layer “gru”: choose lstm"):
        open_ledger(network, IDS, layer="gru")
    with pytest.raises(UserProblem, match="Token 25 is outside"):
        open_ledger(network, IDS).at(25)
    with pytest.raises(UserProblem, match="no token"):
        open_ledger(network, [])
    with pytest.raises(UserProblem, match="no recurrent layer, so nothing"):
        open_ledger(small_network(GlobalMaxPooling1DSpec()), IDS)
    with pytest.raises(UserProblem, match="no recurrent layer to carry"):
        logit_shares(small_network(GlobalMaxPooling1DSpec()), IDS)


@cells
def test_a_ledger_keeps_the_weights_it_was_opened_with(cell):
    network = small_network(cell(units=3))
    ledger = open_ledger(network, IDS)
    with torch.no_grad():
        network.head.kernel.add_(1.0)
    kept = ledger.at()
    assert kept.logit.logit != pytest.approx(open_ledger(network, IDS).at().logit.logit)
    for values in (kept.shown, kept.logit.shares, kept.h):
        assert values.dtype == np.float64 and not values.flags.writeable


@pytest.mark.parametrize("name", ["lstm", "gru", "simple_rnn", "conv_lstm"])
def test_bundled_models_balance_on_a_whole_review(name):
    model = open_model(BUNDLED_MODELS / name)
    ids = np.random.default_rng(0).integers(4, model.encoding.max_features, 219)
    split = logit_shares(model.network, ids, pads=281)
    logit = trace(model.network, ids, pads=281).logits[-1]
    assert split.logit == pytest.approx(logit, abs=1e-4)
    total = split.shares.sum() + split.pad_share
    assert total == pytest.approx(split.logit - split.bias, abs=1e-10)
