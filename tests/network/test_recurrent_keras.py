"""Recurrent layers against real Keras: outputs, final states, gradients of every weight."""

import keras
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.network.recurrent import Recurrent
from explorer.network.sequences import Laid
from explorer.stack.kinds import BidirectionalSpec, GRUSpec, LSTMSpec, SimpleRNNSpec
from tests.network.keras_twin import (
    TOLERANCE,
    compare,
    drawn_mask,
    keras_layer,
    our_layer,
)

CELLS = [SimpleRNNSpec, LSTMSpec, GRUSpec]
MASKS = ["none", "pre", "post", "holes"]
cells = pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.kind)
dtypes = pytest.mark.parametrize("dtype", ["float32", "float64"])
masks = pytest.mark.parametrize("mask", MASKS)


@cells
@dtypes
@masks
@pytest.mark.parametrize("backwards", [False, True], ids=["forwards", "backwards"])
@pytest.mark.parametrize("sequences", [False, True], ids=["last", "all"])
def test_equals_keras(cell, dtype, mask, backwards, sequences):
    spec = cell(units=4, return_sequences=sequences, go_backwards=backwards)
    compare(spec, (5, 7, 3), dtype=dtype, mask=drawn_mask(mask, 5, 7, seed=3))


@cells
@masks
@pytest.mark.parametrize("merge", ["concat", "sum", "mul", "ave"])
@pytest.mark.parametrize("sequences", [False, True], ids=["last", "all"])
def test_bidirectional_equals_keras(cell, mask, merge, sequences):
    spec = BidirectionalSpec(layer=cell(units=3, return_sequences=sequences), merge_mode=merge)
    compare(spec, (4, 6, 2), dtype="float64", mask=drawn_mask(mask, 4, 6, seed=4))


@pytest.mark.parametrize("squash", ["tanh", "relu", "sigmoid", "linear"])
@pytest.mark.parametrize("gate", ["sigmoid", "hard_sigmoid"])
@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no bias"])
@pytest.mark.parametrize("cell", [LSTMSpec, GRUSpec], ids=lambda cell: cell.kind)
def test_activations_equal_keras(cell, squash, gate, bias):
    spec = cell(units=3, activation=squash, recurrent_activation=gate, use_bias=bias)
    # torch keeps the slope of hardsigmoid, 1/6, in float32 whatever it is asked for.
    compare(spec, (3, 5, 2), dtype="float32" if gate == "hard_sigmoid" else "float64")


@pytest.mark.parametrize("squash", ["tanh", "relu", "sigmoid", "linear"])
@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no bias"])
def test_simple_rnn_activations_equal_keras(squash, bias):
    spec = SimpleRNNSpec(units=3, activation=squash, use_bias=bias, return_sequences=True)
    compare(spec, (3, 5, 2), dtype="float64")


specs = st.builds(
    lambda cell, **options: cell(**options),
    st.sampled_from(CELLS),
    units=st.integers(1, 6),
    return_sequences=st.booleans(),
    go_backwards=st.booleans(),
    use_bias=st.booleans(),
)
shapes = st.tuples(st.integers(1, 6), st.integers(1, 9), st.integers(1, 5))


@settings(max_examples=80, deadline=None)
@given(spec=specs, shape=shapes, mask=st.sampled_from(MASKS), seed=st.integers(0, 2**16))
def test_any_shape_equals_keras(spec, shape, mask, seed):
    there = drawn_mask(mask, shape[0], shape[1], seed)
    compare(spec, shape, dtype="float64", seed=seed, mask=there)


@cells
@dtypes
@masks
@pytest.mark.parametrize("backwards", [False, True], ids=["forwards", "backwards"])
def test_final_states_equal_keras(cell, dtype, mask, backwards):
    """The trace's last row (first, read backwards) holds the states that Keras returns."""
    spec = cell(units=4, go_backwards=backwards)
    x = np.random.default_rng(0).normal(size=(5, 7, 3)).astype(dtype)
    there = drawn_mask(mask, 5, 7, seed=3)
    ours = our_layer(spec, (7, 3), dtype, 0)
    assert isinstance(ours, Recurrent)
    twin = keras_layer(spec, dtype, return_state=True)
    twin.build(x.shape)
    twin.set_weights([parameter.detach().numpy() for parameter in ours.parameters()])
    given_mask = {} if there is None else {"mask": torch.from_numpy(there)}
    _, *states = twin(torch.from_numpy(x), **given_mask)
    for review in range(5):
        rows = torch.from_numpy(x[review : review + 1]).transpose(0, 1)
        own_mask = None if there is None else torch.from_numpy(there[review : review + 1])
        with torch.no_grad():
            signals, _ = ours.signals(Laid.dense(rows, own_mask))
        for name, state in zip(("h", "c"), states, strict=False):
            expected = keras.ops.convert_to_numpy(state)[review]
            found = signals[name][0 if backwards else -1].numpy()
            tolerance = TOLERANCE[dtype]
            np.testing.assert_allclose(found, expected, rtol=tolerance, atol=tolerance)
