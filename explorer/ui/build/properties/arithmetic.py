"""Where a layer's parameters come from, as a sum that a reader can check."""

from explorer.stack.kinds import (
    BidirectionalSpec,
    CarryLSTMSpec,
    Conv1DSpec,
    DenseSpec,
    EmbeddingSpec,
    RecurrentSpec,
)
from explorer.stack.spec import LayerSpec, Shape


def parameter_sum(layer: LayerSpec, input_shape: Shape) -> str:
    """Return the sum behind `parameters`: 4 × (32·32 + 32·32 + 32); empty if there are none."""
    width = input_shape[-1]
    if isinstance(layer, BidirectionalSpec):
        inner = parameter_sum(layer.layer, input_shape)
        return f"2 × ({inner})" if "+" in inner.partition("(")[0] else f"2 × {inner}"
    if isinstance(layer, RecurrentSpec):
        return _recurrent_sum(layer, width)
    if isinstance(layer, EmbeddingSpec):
        return f"{layer.input_dim:,} × {layer.output_dim}"
    if isinstance(layer, Conv1DSpec):
        bias = f" + {layer.filters}" if layer.use_bias else ""
        return f"{layer.kernel_size}·{width}·{layer.filters}{bias}"
    if isinstance(layer, DenseSpec):
        bias = f" + {layer.units}" if layer.use_bias else ""
        return f"{width}·{layer.units}{bias}"
    return ""


def _recurrent_sum(layer: RecurrentSpec, width: int) -> str:
    units = layer.units
    bias = {0: "", 1: f" + {units}"}.get(layer.bias_rows, f" + {layer.bias_rows}·{units}")
    one = f"{width}·{units} + {units}·{units}{bias}"
    total = one if layer.gates == 1 else f"{layer.gates} × ({one})"
    return f"{total} + {units}·{units}" if isinstance(layer, CarryLSTMSpec) else total


def gate_parts(layer: LayerSpec, input_shape: Shape) -> tuple[tuple[str, int], ...]:
    """Return each gate's letter and its parameters; empty for a layer without gates."""
    if isinstance(layer, BidirectionalSpec):
        return tuple((gate, 2 * n) for gate, n in gate_parts(layer.layer, input_shape))
    if not isinstance(layer, RecurrentSpec) or layer.gates == 1:
        return ()
    extra = layer.units**2 if isinstance(layer, CarryLSTMSpec) else 0
    each = (layer.parameters(input_shape) - extra) // layer.gates
    # V_o, through which the output reads the carry, belongs to o.
    return tuple(
        (gate, each + (extra if gate == "o" else 0)) for gate in layer.signals[: layer.gates]
    )
