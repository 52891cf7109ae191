"""Values that words are coloured by."""

import numpy as np
import pytest

from explorer.analysis.gradient import gradient_flow
from explorer.analysis.ledger import logit_shares, open_ledger
from explorer.analysis.trace import trace
from explorer.analysis.whatif import leave_out
from explorer.analysis.word_values import (
    by_effect,
    by_gradient,
    by_gradient_times_input,
    by_push,
    by_share,
    by_signal,
    by_survival,
)
from explorer.stack.kinds import Conv1DSpec, LSTMSpec
from tests.network.stacks import WORDS, small_network

IDS = np.random.default_rng(0).integers(1, WORDS, 15)


def test_signals_of_a_unit_or_of_all():
    traced = trace(small_network(LSTMSpec(units=3)), IDS, pads=2)
    layer = traced.layers[0]
    gate = by_signal(traced, layer, "f", 1)
    np.testing.assert_allclose(gate.values, layer.signals["f"][:, 1])
    assert (gate.low, gate.high, gate.centred) == (0.0, 1.0, False)
    np.testing.assert_allclose(gate.scaled, gate.values)
    carry = by_signal(traced, layer, "c", None)
    np.testing.assert_allclose(carry.values, layer.signals["c"].mean(1), rtol=1e-6)
    assert carry.centred and carry.high == -carry.low == pytest.approx(np.abs(carry.values).max())
    np.testing.assert_allclose(carry.scaled, carry.values / carry.high / 2 + 0.5)


def test_over_windows_a_word_shows_what_it_completes():
    traced = trace(small_network(Conv1DSpec(filters=3, kernel_size=4), LSTMSpec(units=3)), IDS)
    shown = by_signal(traced, traced.layers[0], "h", 0).values
    assert np.isnan(shown[:3]).all()
    np.testing.assert_allclose(shown[3:], traced.layers[0].signals["h"][:, 0])


def test_shares_gradients_and_pushes():
    network = small_network(LSTMSpec(units=3))
    traced, flow = trace(network, IDS, pads=2), gradient_flow(network, IDS, pads=2)
    shares = logit_shares(network, IDS, pads=2)
    np.testing.assert_array_equal(by_share(shares).values, shares.by_token)
    gradient = by_gradient(flow)
    assert not gradient.centred and gradient.high == np.linalg.norm(flow.x[2:], axis=1).max()
    times = by_gradient_times_input(flow)
    np.testing.assert_array_equal(times.values, flow.times_input)
    assert times.centred
    push = by_push(traced)
    assert push.values[0] == 0
    np.testing.assert_allclose(push.values.cumsum(), traced.logits - traced.logits[0], atol=1e-6)
    assert push.high == np.abs(push.values[2:]).max()


def test_survival_and_the_effect_of_being_there():
    network = small_network(LSTMSpec(units=3))
    traced, balance = trace(network, IDS, pads=2), open_ledger(network, IDS, pads=2).at()
    left = by_survival(traced, traced.layers[0], balance)
    np.testing.assert_allclose(left.values, balance.survival.mean(1))
    assert (left.low, left.high) == (0.0, 1.0) and left.values[-1] == 1
    *_, influence = leave_out(network, IDS, pads=2)
    effect = by_effect(influence, pads=2)
    assert np.isnan(effect.values[:2]).all() and effect.centred
    np.testing.assert_allclose(effect.values[2:], influence.logit - influence.without)
