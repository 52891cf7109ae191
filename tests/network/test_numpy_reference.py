"""The torch cells against the teaching twin: every signal, fused and stepped."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.network import numpy_reference
from explorer.network.clamp import Clamp
from explorer.network.sequences import Laid
from explorer.stack.kinds import CarryLSTMSpec, GRUSpec, LSTMSpec, SimpleRNNSpec
from tests.network.keras_twin import our_layer

CELLS = {
    "simple_rnn": SimpleRNNSpec,
    "lstm": LSTMSpec,
    "carry_lstm": CarryLSTMSpec,
    "gru": GRUSpec,
}
TOLERANCE = {"float32": 2e-6, "float64": 1e-12}


def all_three(name, shape, units, dtype):
    """(Our signals from one matmul, from the stepped loop, the twin's), reading x (T, E)."""
    length, features = shape
    layer = our_layer(CELLS[name](units=units), shape, dtype, 0)
    x = torch.randn(length, 1, features, dtype=layer.kernel.dtype)
    weights = [weight.detach().numpy().astype(np.float64) for weight in layer.weights]
    twin = getattr(numpy_reference, name)(x[:, 0].numpy().astype(np.float64), *weights)
    nothing_held = [Clamp(layer.name, "h", np.zeros((0, units)), stop=0)]
    with torch.no_grad():
        matmul, _ = layer.signals(Laid.dense(x))
        stepped, _ = layer.signals(Laid.dense(x), nothing_held)
    return matmul, stepped, twin


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_every_signal(name, dtype):
    matmul, stepped, twin = all_three(name, (60, 5), 7, dtype)
    assert tuple(twin) == CELLS[name].signals
    for signal, expected in twin.items():
        for found in (matmul[signal], stepped[signal]):
            np.testing.assert_allclose(found.numpy(), expected, atol=TOLERANCE[dtype], rtol=0)


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(list(CELLS)),
    length=st.integers(1, 20),
    features=st.integers(1, 4),
    units=st.integers(1, 5),
)
def test_every_shape(name, length, features, units):
    matmul, stepped, twin = all_three(name, (length, features), units, "float64")
    for signal, expected in twin.items():
        np.testing.assert_allclose(matmul[signal].numpy(), expected, atol=1e-12, rtol=0)
        np.testing.assert_allclose(stepped[signal].numpy(), expected, atol=1e-12, rtol=0)


# What can be worked out on paper: x = 1, every weight and bias ½ (H = 1).
HALF = np.full((1, 1), 0.5)


def test_simple_rnn_on_paper():
    h = numpy_reference.simple_rnn(np.ones((2, 1)), HALF, HALF, np.full(1, 0.5))["h"]
    first = np.tanh(1.0)
    np.testing.assert_allclose(h[:, 0], [first, np.tanh(1.0 + 0.5 * first)])


def test_lstm_on_paper():
    wide = np.full((1, 4), 0.5)
    found = numpy_reference.lstm(np.ones((1, 1)), wide, wide, np.full(4, 0.5))
    gate = 1 / (1 + np.exp(-1.0))
    c = gate * np.tanh(1.0)
    np.testing.assert_allclose(found["c"][0], c)
    np.testing.assert_allclose(found["h"][0], gate * np.tanh(c))


def test_carry_lstm_reads_the_carry_before_it_writes():
    wide = np.full((1, 4), 0.5)
    found = numpy_reference.carry_lstm(np.ones((2, 1)), wide, wide, np.full(4, 0.5), HALF)
    gate, c = 1 / (1 + np.exp(-1.0)), np.tanh(1.0) / (1 + np.exp(-1.0))
    np.testing.assert_allclose(found["h"][0], np.tanh(1.0))
    np.testing.assert_allclose(found["c"][0], gate * np.tanh(1.0))
    np.testing.assert_allclose(found["h"][1], np.tanh(1.0 + 0.5 * found["h"][0] + 0.5 * c))


def test_gru_on_paper():
    wide = np.full((1, 3), 0.5)
    found = numpy_reference.gru(np.ones((1, 1)), wide, wide, np.full((2, 3), 0.5))
    gate = 1 / (1 + np.exp(-1.5))
    np.testing.assert_allclose(found["h"][0], (1 - gate) * np.tanh(1.0 + 0.5 * gate))
