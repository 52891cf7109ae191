"""Whole stacks against whole Keras models: verdicts and the gradient of every weight."""

import keras
import numpy as np
import pytest
import torch

from explorer.stack.kinds import (
    BidirectionalSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    GlobalAveragePooling1DSpec,
    GlobalMaxPooling1DSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
)
from tests.network.keras_twin import TOLERANCE, keras_layer
from tests.network.stacks import LENGTH, padded_ids, small_network

STACKS = {
    "one": [LSTMSpec(units=4)],
    "stacked": [
        SimpleRNNSpec(units=5, return_sequences=True),
        GRUSpec(units=4, return_sequences=True),
        LSTMSpec(units=3),
    ],
    "backwards below": [
        GRUSpec(units=4, return_sequences=True, go_backwards=True),
        LSTMSpec(units=3),
    ],
    "bidirectional twice": [
        BidirectionalSpec(layer=LSTMSpec(units=3, return_sequences=True)),
        BidirectionalSpec(layer=SimpleRNNSpec(units=3), merge_mode="sum"),
    ],
    "dense between": [
        LSTMSpec(units=4, return_sequences=True),
        DenseSpec(units=3, activation="tanh"),
        DropoutSpec(rate=0.5),
        GRUSpec(units=3),
    ],
    "shortened": [
        Conv1DSpec(filters=4, kernel_size=3, activation="relu"),
        MaxPooling1DSpec(pool_size=2),
        LSTMSpec(units=3),
    ],
    "window above": [
        LSTMSpec(units=4, return_sequences=True),
        Conv1DSpec(filters=3, kernel_size=3, padding="causal"),
        GlobalMaxPooling1DSpec(),
    ],
    "mean": [GRUSpec(units=4, return_sequences=True), GlobalAveragePooling1DSpec()],
    "mean of both ways": [
        BidirectionalSpec(layer=GRUSpec(units=3, return_sequences=True)),
        GlobalAveragePooling1DSpec(),
    ],
    "flat": [FlattenSpec(), DenseSpec(units=3, activation="relu")],
}


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("mask_zero", [False, True], ids=["no mask", "mask"])
@pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS.keys())
@pytest.mark.filterwarnings("ignore:Layer .* does not support mask")
def test_equals_keras(layers, mask_zero, dtype):
    network = small_network(*layers, mask_zero=mask_zero).to(getattr(torch, dtype)).eval()
    specs = network.stack.layers
    twins = [keras_layer(spec, dtype) for spec in specs]
    model = keras.Sequential([keras.Input((LENGTH,), dtype="int32"), *twins])
    weights = [parameter.detach().numpy() for parameter in network.parameters()]
    model.set_weights(weights)
    ids = padded_ids(7)
    weighting = torch.linspace(-1, 1, 7, dtype=getattr(torch, dtype))
    probability = torch.sigmoid(network(ids))
    (probability * weighting).sum().backward()
    expected = model(ids)[:, 0]
    (expected * weighting).sum().backward()
    tolerance = {"rtol": TOLERANCE[dtype], "atol": TOLERANCE[dtype]}
    np.testing.assert_allclose(probability.detach(), expected.detach(), **tolerance)
    for parameter, variable in zip(network.parameters(), model.trainable_variables, strict=True):
        np.testing.assert_allclose(
            parameter.grad, variable.value.grad, **tolerance, err_msg=variable.path
        )
