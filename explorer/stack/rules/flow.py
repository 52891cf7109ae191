"""Shapes through the stack; behind a misfit they go on as if it were mended."""

from dataclasses import dataclass

from explorer.stack.kinds import (
    BidirectionalSpec,
    EmbeddingSpec,
    RecurrentSpec,
    SpatialDropout1DSpec,
)
from explorer.stack.rules.report import InputSpec
from explorer.stack.spec import LayerSpec, Shape, ShapeProblem, StackSpec


@dataclass(frozen=True)
class LayerFlow:
    """One layer with what comes in and goes out.

    `input_shape` is what really comes in, `taken` what the layer computes with: another shape
    where it refuses its input, None where token ids reach a layer that reads vectors. `masked`
    tells whether its output still says which timesteps are pads.
    """

    index: int
    layer: LayerSpec
    input_shape: Shape | None
    taken: Shape | None
    output_shape: Shape | None
    refusal: str = ""
    masked: bool = False

    @property
    def parameters(self) -> int:
        """Trainable numbers; 0 for a layer that is off or has nothing to read."""
        if self.taken is None or not self.layer.enabled:
            return 0
        return self.layer.mended().parameters(self.taken)

    @property
    def recurrent(self) -> RecurrentSpec | None:
        """The layer itself if it is recurrent, or what Bidirectional wraps; None if it is off."""
        if not self.layer.enabled:
            return None
        inner = self.layer.layer if isinstance(self.layer, BidirectionalSpec) else self.layer
        return inner if isinstance(inner, RecurrentSpec) else None

    def path_of(self, option: str) -> str:
        """Return where a recurrent option sits: units, or layer.units in Bidirectional."""
        return f"layer.{option}" if isinstance(self.layer, BidirectionalSpec) else option


@dataclass(frozen=True)
class StackFlow:
    """A stack, what it reads, and one flow a layer: what every rule looks at."""

    stack: StackSpec
    reads: InputSpec
    layers: tuple[LayerFlow, ...]

    @property
    def active(self) -> list[LayerFlow]:
        """The flows of the layers that are switched on."""
        return [flow for flow in self.layers if flow.layer.enabled]

    def first(self, kind: type[LayerSpec]) -> LayerFlow | None:
        """Return the first active layer of a kind."""
        return next((flow for flow in self.active if isinstance(flow.layer, kind)), None)

    def before(self, index: int) -> list[LayerFlow]:
        """Return the active layers before a place, the nearest first."""
        return [flow for flow in reversed(self.layers[:index]) if flow.layer.enabled]


def walk(stack: StackSpec, reads: InputSpec) -> StackFlow:
    """Return the flow of every layer, from the token ids (T,) on."""
    flows: list[LayerFlow] = []
    shape: Shape | None = (reads.maxlen,)
    timesteps, is_ids, masked = reads.maxlen, True, False
    for index, layer in enumerate(stack.layers):
        if not layer.enabled:
            flow = LayerFlow(index, layer, shape, shape, shape, masked=masked)
        elif is_ids:
            flow = _from_ids(index, layer, shape, reads.maxlen)
            is_ids = not isinstance(layer, EmbeddingSpec)
        else:
            assert shape is not None, "only token ids have no shape for the layer after them"
            flow = _from_vectors(index, layer, shape, timesteps, masked)
        flows.append(flow)
        shape, masked = flow.output_shape, flow.masked
        if shape is not None and len(shape) == 2:
            timesteps = shape[0]
    return StackFlow(stack, reads, tuple(flows))


def _from_ids(index: int, layer: LayerSpec, shape: Shape | None, maxlen: int) -> LayerFlow:
    """Only an Embedding makes sense of token ids; others leave the shape unknown."""
    if not isinstance(layer, EmbeddingSpec):
        return LayerFlow(index, layer, shape, None, None, "reads vectors, not word indices")
    mended = layer.mended()
    output = mended.output_shape((maxlen,))
    refusal = "" if shape == (maxlen,) else "reads word indices"
    masked = layer.mask_zero is True
    return LayerFlow(index, layer, shape, (maxlen,), output, refusal, masked)


def _from_vectors(
    index: int, layer: LayerSpec, shape: Shape, timesteps: int, masked: bool
) -> LayerFlow:
    mended = layer.mended()
    taken, refusal = shape, ""
    if isinstance(mended, EmbeddingSpec):
        # It must go: its table counts for nothing, and the vectors go on as they are.
        return LayerFlow(index, layer, shape, None, shape, "reads word indices", masked)
    if mended.input_rank == 2 and len(shape) == 1:
        taken = (timesteps, shape[0])
    try:
        output = mended.output_shape(taken)
        mended.output_shape(shape)
    except ShapeProblem as problem:
        refusal = str(problem)
        output = _as_if_long_enough(mended, taken)
    if isinstance(mended, SpatialDropout1DSpec):
        output = shape  # its mend is Dropout, which leaves a vector a vector
    keeps = masked and mended.carries_mask and len(output) == 2
    return LayerFlow(index, layer, shape, taken, output, refusal, keeps)


def _as_if_long_enough(layer: LayerSpec, taken: Shape) -> Shape:
    """Return the output of a layer whose window is longer than its input: one timestep."""
    try:
        return layer.output_shape(taken)
    except ShapeProblem:
        return (1, layer.output_shape((10**9, taken[1]))[1])
