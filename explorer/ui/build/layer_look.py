"""How each kind of layer looks: its icon and its name in words."""

from explorer.stack.kinds import BidirectionalSpec
from explorer.stack.spec import LayerSpec, StackSpec

ICONS: dict[str, str] = {
    "Embedding": "layer_embedding",
    "SimpleRNN": "layer_rnn",
    "LSTM": "layer_lstm",
    "CarryLSTM": "layer_carry_lstm",
    "GRU": "layer_gru",
    "Bidirectional": "layer_bidirectional",
    "Conv1D": "layer_conv",
    "MaxPooling1D": "layer_max",
    "AveragePooling1D": "layer_average",
    "GlobalMaxPooling1D": "layer_global_max",
    "GlobalAveragePooling1D": "layer_average",
    "Dropout": "layer_dropout",
    "SpatialDropout1D": "layer_dropout",
    "Dense": "layer_dense",
    "Flatten": "layer_flatten",
}


def layer_title(layer: LayerSpec) -> str:
    """Return a layer's kind in words; a wrapper says what it wraps."""
    if isinstance(layer, BidirectionalSpec):
        return f"{layer.title} {layer.layer.title}"
    return layer.title


def layer_subtitle(layer: LayerSpec) -> str:
    """Return name and main settings: lstm_1 · 32 units."""
    return " · ".join(part for part in (layer.name, layer.caption()) if part)


def telling_layer(stack: StackSpec) -> str | None:
    """Return the name of the layer worth showing first: a recurrent one, else the first."""
    recurrent = [layer.name for layer in stack.layers if layer_signals(layer)]
    names = recurrent or [layer.name for layer in stack.layers]
    return names[0] if names else None


def layer_signals(layer: LayerSpec) -> tuple[str, ...]:
    """Return the letters of what the layer lets one watch."""
    return layer.layer.signals if isinstance(layer, BidirectionalSpec) else layer.signals
