"""Every recorded gate is the activation of the sum that is shown."""

import numpy as np
import pytest

from explorer.analysis.arithmetic import GATES, Arithmetic
from explorer.analysis.trace import trace
from explorer.network.clamp import Clamp
from explorer.problem import UserProblem
from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DropoutSpec,
    GRUSpec,
    LSTMSpec,
    SimpleRNNSpec,
)
from tests.network.stacks import WORDS, small_network

IDS = np.random.default_rng(0).integers(1, WORDS, 9)
CELLS = [LSTMSpec, CarryLSTMSpec, GRUSpec, SimpleRNNSpec]
SQUASH = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh}


@pytest.mark.parametrize("cell", CELLS, ids=[cell.kind for cell in CELLS])
@pytest.mark.parametrize("mask_zero", [False, True], ids=["no mask", "mask"])
@pytest.mark.parametrize("both", [False, True], ids=["ahead", "both ways"])
def test_every_gate_is_its_activation_of_the_sum(cell, mask_zero, both):
    spec = cell(units=3)
    layers = [SimpleRNNSpec(units=4, return_sequences=True), DropoutSpec()]
    top = BidirectionalSpec(layer=spec) if both else spec
    network = small_network(*layers, top, mask_zero=mask_zero)
    ids = np.concatenate([IDS[:4], [0], IDS[4:]])
    sums = Arithmetic(network, ids, pads=2)
    for layer in trace(network, ids, pads=2).layers:
        gates = sums.gates(layer.name)
        assert set(gates) <= set(layer.signals)
        for t in range(12):
            for gate in gates:
                found = sums.of(layer.name, gate, 2, t)
                if mask_zero and t in (0, 1, 6):
                    assert found is None
                    continue
                assert SQUASH[found.squash](found.total) == pytest.approx(
                    layer.signals[gate][t, 2], abs=1e-6
                )
                assert found.value == pytest.approx(found.recorded, abs=1e-12)
                assert not found.clamped
                terms = sum(term.product for term in found.terms()) + found.bias_sum
                assert terms == pytest.approx(found.total, abs=1e-12)


def test_terms_name_dimensions_and_units_biggest_first():
    network = small_network(CarryLSTMSpec(units=3))
    found = Arithmetic(network, IDS).of("carry_lstm", "h", 1, 5)
    signals = trace(network, IDS).layers[0].signals
    cell = network.layers[1]
    terms = found.terms()
    assert [abs(term.product) for term in terms] == sorted(
        (abs(term.product) for term in terms), reverse=True
    )
    assert len(terms) == 5 + 3 + 3
    for term in terms:
        if term.source == "x":
            value = network.layers[0].embeddings[IDS[5], term.index]
            weight = cell.kernel[term.index, 9 + 1]
        elif term.source == "h":
            value = signals["h"][4, term.index]
            weight = cell.recurrent_kernel[term.index, 9 + 1]
        else:
            value = signals["c"][4, term.index]
            weight = cell.carry_kernel[term.index, 1]
        assert term.value == pytest.approx(float(value.item()), abs=1e-6)
        assert term.weight == pytest.approx(weight.item())


def test_a_grus_reset_gate_scales_what_the_candidate_takes_from_h():
    found = Arithmetic(small_network(GRUSpec(units=3)), IDS).of("gru", "n", 0, 4)
    assert 0 < found.scale < 1 and found.inner_bias != 0
    assert all(term.scale == found.scale for term in found.terms() if term.source == "h")
    assert all(term.scale == 1 for term in found.terms() if term.source == "x")


def test_held_signals_are_told_apart_from_their_sums():
    network = small_network(LSTMSpec(units=3))
    clamps = [Clamp("lstm", "f", 1.0, (1,), 3, 6)]
    sums = Arithmetic(network, IDS, clamps=clamps)
    assert sums.of("lstm", "f", 1, 4).clamped and not sums.of("lstm", "f", 1, 6).clamped
    held = trace(network, IDS, clamps=clamps).layers[0].signals
    assert sums.of("lstm", "o", 1, 5).value == pytest.approx(held["o"][5, 1], abs=1e-6)


def test_what_is_read_from_where():
    network = small_network(
        Conv1DSpec(filters=4, kernel_size=3), BidirectionalSpec(layer=GRUSpec(units=2))
    )
    sums = Arithmetic(network, IDS)
    assert sums.reads_from("bidirectional/backward") == "conv1d"
    assert sums.of("bidirectional/forward", "z", 0, 6).x.shape == (4,)
    assert set(GATES) == {cell.kind for cell in CELLS}
    for arguments, said in (
        (("lstm", "i", 0, 0), "no recurrent layer “lstm”"),
        (("bidirectional/forward", "h", 0, 0), "computes no “h” by a sum: choose z, r, n"),
        (("bidirectional/forward", "z", 2, 0), "units 0…1"),
        (("bidirectional/forward", "z", 0, 7), "Timestep 7 is outside"),
    ):
        with pytest.raises(UserProblem, match=said):
            sums.of(*arguments)
