"""A layer as the call that makes it in Keras: only what differs from Keras's defaults."""

from dataclasses import fields

from explorer.stack.code.source import INDENT, argument, call, keywords, literal, quoted
from explorer.stack.kinds import BidirectionalSpec, CarryLSTMSpec
from explorer.stack.spec import LayerSpec

POSITIONAL: dict[str, tuple[str, ...]] = {
    "Embedding": ("input_dim", "output_dim"),
    "SimpleRNN": ("units",),
    "LSTM": ("units",),
    "CarryLSTM": ("units",),
    "GRU": ("units",),
    "Conv1D": ("filters", "kernel_size"),
    "MaxPooling1D": ("pool_size",),
    "AveragePooling1D": ("pool_size",),
    "Dropout": ("rate",),
    "SpatialDropout1D": ("rate",),
    "Dense": ("units",),
}
"""What stands first and without its name, as people write it."""

NO_CUDNN = "use_cudnn=False"


def layer_call(
    layer: LayerSpec, max_features: int, *, cudnn: bool = True, depth: int = 0
) -> list[str]:
    """Return the lines that make `layer` under its own name, as an element of a list.

    cudnn=False keeps a recurrent layer, or the one in a Bidirectional, from it.
    """
    head, arguments = _parts(layer, max_features, cudnn, depth + 1)
    named = [*arguments, f"name={quoted(layer.name)}"]
    return call(head, named, depth=depth, after=",")


def commented(layer: LayerSpec, max_features: int, *, depth: int) -> list[str]:
    """Return the lines that would make a disabled layer, as comments."""
    lead = INDENT * depth
    return [f"{lead}# {line}" for line in layer_call(layer, max_features)]


def _parts(layer: LayerSpec, max_features: int, cudnn: bool, depth: int) -> tuple[str, list[str]]:
    """Return what is called, and with what; `depth` is that of an argument on its own line."""
    if isinstance(layer, BidirectionalSpec):
        head, arguments = _parts(layer.layer, max_features, cudnn, depth + 1)
        inner = argument(head, arguments, depth)
        return "layers.Bidirectional", [inner, *keywords(_changed(layer))]
    first = [_value(layer, name, max_features) for name in POSITIONAL.get(layer.kind, ())]
    last = [] if cudnn else [NO_CUDNN]
    head = layer.kind if isinstance(layer, CarryLSTMSpec) else f"layers.{layer.kind}"
    return head, [*first, *keywords(_changed(layer)), *last]


def _changed(layer: LayerSpec) -> dict[str, str]:
    """Return option → source of what is not Keras's default; the specs have the same ones."""
    apart = {*POSITIONAL.get(layer.kind, ()), "name", "enabled", "layer"}
    return {
        field.name: literal(getattr(layer, field.name))
        for field in fields(layer)
        if field.name not in apart and getattr(layer, field.name) != field.default
    }


def _value(layer: LayerSpec, name: str, max_features: int) -> str:
    value = getattr(layer, name)
    if name == "input_dim" and value == max_features:
        return "max_features"
    return literal(value)
