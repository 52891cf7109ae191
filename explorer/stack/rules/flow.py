"""Shapes through the stack, as far as they can be worked out."""

from dataclasses import dataclass

from explorer.stack.rules.report import InputSpec
from explorer.stack.spec import LayerSpec, Shape, ShapeProblem, StackSpec


@dataclass(frozen=True)
class LayerFlow:
    """One layer with what comes in and goes out; `refusal` says why nothing goes out.

    A disabled layer passes its input through. `masked` tells whether pads are still marked.
    """

    index: int
    layer: LayerSpec
    input_shape: Shape | None
    output_shape: Shape | None
    refusal: str = ""
    masked: bool = False

    @property
    def parameters(self) -> int:
        """Trainable numbers; 0 for a layer that is off or cannot read its input."""
        if self.input_shape is None or self.output_shape is None or not self.layer.enabled:
            return 0
        return self.layer.parameters(self.input_shape)


def walk(stack: StackSpec, spec: InputSpec) -> list[LayerFlow]:
    """Return one flow a layer, from the token ids (T,) on."""
    flows: list[LayerFlow] = []
    shape: Shape | None = (spec.maxlen,)
    masked = False
    for index, layer in enumerate(stack.layers):
        flow = _through(index, layer, shape, masked)
        flows.append(flow)
        shape, masked = flow.output_shape, flow.masked
    return flows


def _through(index: int, layer: LayerSpec, shape: Shape | None, masked: bool) -> LayerFlow:
    if shape is None or not layer.enabled:
        return LayerFlow(index, layer, shape, shape, masked=masked)
    try:
        output = layer.output_shape(shape)
    except ShapeProblem as problem:
        return LayerFlow(index, layer, shape, None, str(problem))
    if getattr(layer, "mask_zero", False):
        masked = True
    elif not layer.carries_mask or len(output) != 2:
        masked = False
    return LayerFlow(index, layer, shape, output, masked=masked)
