"""Every kind of layer, one file an idea: its options and its own arithmetic."""

from explorer.stack.kinds.average_pooling1d import AveragePooling1DSpec
from explorer.stack.kinds.bidirectional import BidirectionalSpec
from explorer.stack.kinds.carry_lstm import CarryLSTMSpec
from explorer.stack.kinds.conv1d import Conv1DSpec
from explorer.stack.kinds.dense import DenseSpec
from explorer.stack.kinds.dropout import DropoutSpec
from explorer.stack.kinds.embedding import EmbeddingSpec
from explorer.stack.kinds.flatten import FlattenSpec
from explorer.stack.kinds.global_average_pooling1d import GlobalAveragePooling1DSpec
from explorer.stack.kinds.global_max_pooling1d import GlobalMaxPooling1DSpec
from explorer.stack.kinds.gru import GRUSpec
from explorer.stack.kinds.lstm import LSTMSpec
from explorer.stack.kinds.max_pooling1d import MaxPooling1DSpec
from explorer.stack.kinds.recurrent import RecurrentSpec
from explorer.stack.kinds.simple_rnn import SimpleRNNSpec
from explorer.stack.kinds.spatial_dropout1d import SpatialDropout1DSpec
from explorer.stack.spec import LayerSpec

__all__ = [
    "KINDS",
    "AveragePooling1DSpec",
    "BidirectionalSpec",
    "CarryLSTMSpec",
    "Conv1DSpec",
    "DenseSpec",
    "DropoutSpec",
    "EmbeddingSpec",
    "FlattenSpec",
    "GRUSpec",
    "GlobalAveragePooling1DSpec",
    "GlobalMaxPooling1DSpec",
    "LSTMSpec",
    "MaxPooling1DSpec",
    "RecurrentSpec",
    "SimpleRNNSpec",
    "SpatialDropout1DSpec",
]

KINDS: dict[str, type[LayerSpec]] = {
    "Embedding": EmbeddingSpec,
    "SimpleRNN": SimpleRNNSpec,
    "LSTM": LSTMSpec,
    "CarryLSTM": CarryLSTMSpec,
    "GRU": GRUSpec,
    "Bidirectional": BidirectionalSpec,
    "Conv1D": Conv1DSpec,
    "MaxPooling1D": MaxPooling1DSpec,
    "AveragePooling1D": AveragePooling1DSpec,
    "GlobalMaxPooling1D": GlobalMaxPooling1DSpec,
    "GlobalAveragePooling1D": GlobalAveragePooling1DSpec,
    "Dropout": DropoutSpec,
    "SpatialDropout1D": SpatialDropout1DSpec,
    "Dense": DenseSpec,
    "Flatten": FlattenSpec,
}
