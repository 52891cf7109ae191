"""How long writing lasts: by the gates, and as measured by exchanging words."""

import numpy as np
import pytest
import torch

from explorer.analysis.decay import measured_decay, memory_sentence
from explorer.analysis.ledger import open_ledger
from explorer.analysis.survival import half_lives, survival_curve
from explorer.analysis.trace import trace
from explorer.problem import UserProblem
from explorer.stack.kinds import BidirectionalSpec, Conv1DSpec, GRUSpec, LSTMSpec, SimpleRNNSpec
from tests.network.stacks import WORDS, small_network

IDS = np.random.default_rng(0).integers(3, WORDS, 25)


def constant_gates(forget, units=3):
    """An LSTM whose gates do not move: every forget gate is `forget`, whatever it reads."""
    network = small_network(LSTMSpec(units=units))
    cell = network.layers[1]
    with torch.no_grad():
        for block in (0, 1, 3):
            cell.kernel[:, block * units : (block + 1) * units] = 0
        cell.recurrent_kernel.zero_()
        cell.bias[units : 2 * units] = float(np.log(forget / (1 - forget)))
    return network


def test_constant_gates_have_the_half_life_of_radioactive_decay():
    network = constant_gates(0.75)
    found = half_lives(trace(network, IDS).layers[0])
    np.testing.assert_allclose(found, np.log(0.5) / np.log(0.75), rtol=1e-5)
    curve = survival_curve(open_ledger(network, IDS).at())
    np.testing.assert_allclose(curve.mean, 0.75 ** np.arange(25)[::-1], rtol=1e-9)
    assert curve.half_gone == 3
    np.testing.assert_allclose(curve.low, curve.high, rtol=1e-12)


def test_without_gates_that_move_the_measured_decay_is_the_gates_own():
    network = constant_gates(0.75)
    *_, found = measured_decay(network, IDS, later=10)
    assert found.state == "c" and found.total == len(found.words) == 24
    np.testing.assert_allclose(found.median, 0.75 ** np.arange(11), rtol=1e-9)
    np.testing.assert_allclose(found.by_unit, 0.75 ** np.arange(11)[:, None] + np.zeros(3))
    assert found.half_gone == 3 and (found.half_lives == 3).all()


def test_survival_is_summed_over_the_units():
    network = small_network(GRUSpec(units=5))
    balance = open_ledger(network, IDS).at(17)
    curve = survival_curve(balance)
    np.testing.assert_allclose(curve.mean, balance.survival.mean(1))
    np.testing.assert_allclose(curve.median, np.median(balance.survival, axis=1))
    assert (curve.low <= curve.median).all() and (curve.median <= curve.high).all()
    assert not curve.mean[18:].any() and curve.mean[17] == 1
    assert curve.longest_unit == balance.survival.sum(0).argmax()
    back = small_network(BidirectionalSpec(layer=LSTMSpec(units=3)))
    ledger = open_ledger(back, IDS, layer="bidirectional/backward")
    curve = survival_curve(ledger.at(17))
    assert curve.mean[0] == 1 and not curve.mean[18:].any()
    assert curve.mean[curve.half_gone] < 0.5 <= curve.mean[curve.half_gone - 1]


def test_pads_do_not_count_and_an_open_gate_never_halves():
    network = small_network(GRUSpec(units=3))
    traced = trace(network, IDS, pads=10)
    z = traced.layers[0].signals["z"][10:].astype(float)
    np.testing.assert_allclose(
        half_lives(traced.layers[0], pads=10), np.log(0.5) / np.log(z).mean(0), rtol=1e-9
    )
    assert np.isinf(half_lives(trace(constant_gates(1 - 1e-12), IDS).layers[0])).all()
    rnn = small_network(SimpleRNNSpec(units=3))
    assert half_lives(trace(rnn, IDS).layers[0]) is None
    with pytest.raises(UserProblem, match="nothing survives"):
        survival_curve(open_ledger(rnn, IDS).at())


@pytest.mark.parametrize("name", ["bidirectional/forward", "bidirectional/backward"])
def test_measured_decay_equals_two_traces(name):
    network = small_network(BidirectionalSpec(layer=SimpleRNNSpec(units=3)))
    *_, found = measured_decay(network, IDS, layer=name, words=[12], instead=1, later=30, pads=2)
    changed = IDS.copy()
    changed[12] = 1
    before, after = (
        next(one for one in trace(network, ids, pads=2).layers if one.name == name).signals["h"]
        for ids in (IDS, changed)
    )
    size = np.linalg.norm(after - before, axis=1)
    rows = size[14::-1] if name.endswith("backward") else size[14:]
    np.testing.assert_allclose(found.median[: len(rows)], rows / rows[0], atol=1e-5)
    assert np.isnan(found.median[len(rows) :]).all()


def test_progress_and_what_cannot_be_measured():
    network = small_network(LSTMSpec(units=3))
    events = list(measured_decay(network, IDS, sample=20))
    assert [len(one.words) for one in events] == [8, 16, 20]
    for arguments, said in (
        ({"layer": "gru"}, "no recurrent layer “gru”: choose lstm"),
        ({"words": [25]}, "outside"),
        ({"instead": int(IDS[3]), "words": [3]}, "no word to exchange"),
    ):
        with pytest.raises(UserProblem, match=said):
            next(measured_decay(network, IDS, **arguments))
    windows = small_network(Conv1DSpec(filters=3, kernel_size=3), LSTMSpec(units=3))
    with pytest.raises(UserProblem, match="windows of words"):
        next(measured_decay(windows, IDS))


def test_what_is_said_of_memory_comes_from_the_figures():
    network = constant_gates(0.75)
    *_, measured = measured_decay(network, IDS, later=10)
    curve = survival_curve(open_ledger(network, IDS).at())
    assert memory_sentence("lstm", curve.half_gone, measured) == (
        "By its gates alone, “lstm” loses half of a write within 3 of its timesteps. Measured by "
        "exchanging 24 words one at a time, half of the change is gone after 3 words in “lstm”."
    )
    *_, one = measured_decay(constant_gates(0.99), IDS, words=[3], later=5)
    assert memory_sentence("a", 2, one).endswith(
        "Measured by exchanging 1 word, more than half of the change is still there "
        "5 words later in “a”. What outlasts the gates is written anew through the hidden state."
    )
    assert memory_sentence("rnn", None, one).startswith("Measured by exchanging 1 word")
