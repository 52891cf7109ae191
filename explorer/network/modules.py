"""The module of every layer kind. A new kind adds its line here."""

from collections.abc import Callable

from torch import Generator

from explorer.network.cells.bidirectional import Bidirectional
from explorer.network.cells.carry_lstm import CarryLSTM
from explorer.network.cells.gru import GRU
from explorer.network.cells.lstm import LSTM
from explorer.network.cells.simple_rnn import SimpleRNN
from explorer.network.layer import Layer
from explorer.network.layers.conv1d import Conv1D
from explorer.network.layers.dense import Dense
from explorer.network.layers.dropout import Dropout, SpatialDropout1D
from explorer.network.layers.embedding import Embedding
from explorer.network.layers.flatten import Flatten
from explorer.network.layers.pooling import (
    AveragePooling1D,
    GlobalAveragePooling1D,
    GlobalMaxPooling1D,
    MaxPooling1D,
)
from explorer.problem import UserProblem
from explorer.stack.kinds import BidirectionalSpec
from explorer.stack.spec import LayerSpec, Shape


def _bidirectional(
    spec: BidirectionalSpec, input_shape: Shape, generator: Generator
) -> Bidirectional:
    return Bidirectional(spec, input_shape, generator, build_layer)


MODULES: dict[str, Callable[..., Layer]] = {
    "Embedding": Embedding,
    "SimpleRNN": SimpleRNN,
    "LSTM": LSTM,
    "CarryLSTM": CarryLSTM,
    "GRU": GRU,
    "Bidirectional": _bidirectional,
    "Conv1D": Conv1D,
    "MaxPooling1D": MaxPooling1D,
    "AveragePooling1D": AveragePooling1D,
    "GlobalMaxPooling1D": GlobalMaxPooling1D,
    "GlobalAveragePooling1D": GlobalAveragePooling1D,
    "Dropout": Dropout,
    "SpatialDropout1D": SpatialDropout1D,
    "Dense": Dense,
    "Flatten": Flatten,
}


def build_layer(spec: LayerSpec, input_shape: Shape, generator: Generator) -> Layer:
    """Return the module of `spec` with fresh weights drawn from `generator`."""
    if spec.kind not in MODULES:
        raise UserProblem(f"The layer “{spec.name}” is of the kind {spec.kind}, which cannot run.")
    return MODULES[spec.kind](spec, input_shape, generator)
