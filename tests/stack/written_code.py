"""Stacks to write code of, and what it takes to run that code beside the engine's network."""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

from dataclasses import replace
from typing import Any

import numpy as np
import torch

from explorer.network.build import Network, build_network
from explorer.stack.kinds import (
    AveragePooling1DSpec,
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    DropoutSpec,
    EmbeddingSpec,
    FlattenSpec,
    GlobalAveragePooling1DSpec,
    GlobalMaxPooling1DSpec,
    GRUSpec,
    LSTMSpec,
    MaxPooling1DSpec,
    SimpleRNNSpec,
    SpatialDropout1DSpec,
)
from explorer.stack.presets import PRESETS
from explorer.stack.rules import InputSpec
from explorer.stack.spec import LayerSpec, StackSpec

READS = InputSpec(maxlen=17, max_features=40)
HEAD = DenseSpec(activation="sigmoid")
WORDS = EmbeddingSpec(input_dim=40, output_dim=5)
MASKED = replace(WORDS, mask_zero=True)


def _stack(*layers: LayerSpec) -> StackSpec:
    return StackSpec.of((*layers, HEAD), "My stack")


ODD: dict[str, StackSpec] = {
    "mask, backwards, sequences": _stack(
        MASKED,
        LSTMSpec(units=4, go_backwards=True, return_sequences=True),
        DropoutSpec(rate=0.4),
        GRUSpec(units=3),
    ),
    "mask reaches the mean": _stack(
        MASKED,
        DropoutSpec(enabled=False),
        SpatialDropout1DSpec(),
        BidirectionalSpec(layer=GRUSpec(units=4, return_sequences=True), merge_mode="sum"),
        DenseSpec(units=3, activation="relu"),
        GlobalAveragePooling1DSpec(),
    ),
    "mask stops at a convolution": _stack(
        MASKED,
        Conv1DSpec(filters=4, kernel_size=3),
        SimpleRNNSpec(units=4),
    ),
    "causal, dilated, pooled with padding": _stack(
        WORDS,
        Conv1DSpec(filters=4, kernel_size=3, padding="causal", dilation_rate=2, activation="relu"),
        MaxPooling1DSpec(pool_size=3, padding="same"),
        AveragePooling1DSpec(pool_size=3, strides=1, padding="same"),
        SimpleRNNSpec(units=4, activation="relu", go_backwards=True, use_bias=False),
    ),
    "strided, no bias, flattened": _stack(
        WORDS,
        Conv1DSpec(
            filters=3, kernel_size=4, padding="same", strides=2, activation="tanh", use_bias=False
        ),
        AveragePooling1DSpec(pool_size=2),
        FlattenSpec(),
        DenseSpec(units=4, activation="tanh", use_bias=False),
    ),
    "hard sigmoid, linear, no bias": _stack(
        WORDS,
        LSTMSpec(
            units=4,
            activation="linear",
            recurrent_activation="hard_sigmoid",
            use_bias=False,
            return_sequences=True,
        ),
        GRUSpec(units=4, recurrent_activation="hard_sigmoid", use_bias=False, go_backwards=True),
    ),
    "no forget bias": _stack(
        WORDS,
        LSTMSpec(units=4, unit_forget_bias=False, return_sequences=True),
        LSTMSpec(units=3, unit_forget_bias=False, activation="sigmoid", return_sequences=True),
        LSTMSpec(units=3, use_bias=False, recurrent_dropout=0.3, dropout=0.2),
    ),
    "carry LSTM with everything": _stack(
        MASKED,
        CarryLSTMSpec(
            units=4,
            recurrent_activation="hard_sigmoid",
            dropout=0.1,
            recurrent_dropout=0.2,
            return_sequences=True,
            go_backwards=True,
        ),
        BidirectionalSpec(layer=CarryLSTMSpec(units=3, use_bias=False), merge_mode="mul"),
    ),
    "torch reads both ways": _stack(
        WORDS,
        BidirectionalSpec(
            layer=SimpleRNNSpec(units=4, activation="relu", return_sequences=True),
            merge_mode="ave",
        ),
        BidirectionalSpec(layer=LSTMSpec(units=3, return_sequences=True)),
        BidirectionalSpec(layer=GRUSpec(units=3), merge_mode="mul"),
    ),
    "each way drops its own": _stack(
        WORDS,
        BidirectionalSpec(layer=GRUSpec(units=3, dropout=0.3, return_sequences=True)),
        BidirectionalSpec(layer=LSTMSpec(units=3, dropout=0.3), merge_mode="ave"),
    ),
    "masked both ways": _stack(
        MASKED,
        BidirectionalSpec(layer=LSTMSpec(units=3, return_sequences=True)),
        BidirectionalSpec(layer=SimpleRNNSpec(units=3), merge_mode="sum"),
    ),
    "torch's three at once": _stack(
        WORDS,
        SimpleRNNSpec(units=3, return_sequences=True),
        GRUSpec(units=3, return_sequences=True),
        LSTMSpec(units=3, return_sequences=True),
        GlobalMaxPooling1DSpec(),
    ),
    "odd names": StackSpec.of(
        (
            replace(WORDS, name="class"),
            LSTMSpec(name="forward", units=3, dropout=0.2, return_sequences=True),
            DropoutSpec(name="forward_dropout"),
            DenseSpec(name="a-b", units=2),
            DenseSpec(name="a_b", units=2),
            GRUSpec(name="门", units=2),
            replace(HEAD, name="2nd"),
        ),
        'Mine, "best"\n""" \\',
    ),
}

STACKS: dict[str, StackSpec] = ODD | {
    name: preset.stack.replaced(0, replace(preset.stack.layers[0], input_dim=40))  # pyright: ignore
    for name, preset in PRESETS.items()
}


def run(source: str, name: str = "written") -> dict[str, Any]:
    """Run a script in a namespace of its own."""
    namespace: dict[str, Any] = {"__name__": name}
    exec(compile(source, "<written>", "exec"), namespace)
    return namespace


def network_of(stack: StackSpec) -> Network:
    """The engine's network with weights that are nowhere zero, so that none can be mixed up."""
    network = build_network(stack, maxlen=READS.maxlen, max_features=READS.max_features, seed=1)
    rng = np.random.default_rng(7)
    moved = {
        name: (values + rng.uniform(-0.3, 0.3, values.shape)).astype(np.float32)
        for name, values in network.weights().items()
    }
    network.load_weights(moved)
    return network.eval()


def padded_ids(rows: int = 6) -> np.ndarray:
    """Reviews (rows, T) of every length from one word on, pads in front and one id 0 within."""
    rng = np.random.default_rng(3)
    ids = rng.integers(1, READS.max_features, (rows, READS.maxlen))
    for row, pads in enumerate(np.linspace(0, READS.maxlen - 1, rows).astype(int)):
        ids[row, :pads] = 0
    ids[0, 5] = 0
    return ids


def probabilities(network: Network, ids: np.ndarray) -> np.ndarray:
    """P(positive) of every review, as the engine computes it."""
    with torch.no_grad():
        return torch.sigmoid(network(torch.from_numpy(ids))).numpy()


def keras_arrays(model: Any) -> dict[str, Any]:
    """The trainable variables of a Keras model by Carrytrack's names."""
    found: dict[str, Any] = {}
    for layer in model.layers:
        if hasattr(layer, "forward_layer"):
            parts = {"forward/": layer.forward_layer, "backward/": layer.backward_layer}
        else:
            parts = {"": layer}
        for way, part in parts.items():
            for variable in part.trainable_variables:
                found[f"{layer.name}/{way}{variable.name}"] = variable
    return found


def trainable(module: torch.nn.Module) -> int:
    """How many numbers of a module are trained."""
    return sum(weight.numel() for weight in module.parameters() if weight.requires_grad)
