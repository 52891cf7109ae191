"""The module of every layer kind. A new kind adds its line here."""

from collections.abc import Callable

from torch import Generator

from explorer.network.cells.gru import GRU
from explorer.network.cells.lstm import LSTM
from explorer.network.cells.simple_rnn import SimpleRNN
from explorer.network.layer import Layer
from explorer.network.layers.dense import Dense
from explorer.network.layers.dropout import Dropout
from explorer.network.layers.embedding import Embedding
from explorer.problem import UserProblem
from explorer.stack.spec import LayerSpec, Shape

MODULES: dict[str, Callable[..., Layer]] = {
    "Embedding": Embedding,
    "SimpleRNN": SimpleRNN,
    "LSTM": LSTM,
    "GRU": GRU,
    "Dropout": Dropout,
    "Dense": Dense,
}


def build_layer(spec: LayerSpec, input_shape: Shape, generator: Generator) -> Layer:
    """Return the module of `spec` with fresh weights drawn from `generator`."""
    if spec.kind not in MODULES:
        raise UserProblem(f"The layer “{spec.name}” is of the kind {spec.kind}, which cannot run.")
    return MODULES[spec.kind](spec, input_shape, generator)
