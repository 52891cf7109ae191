"""What a layer is like when it leaves the palette: Keras's defaults, fitted to this task."""

from explorer.stack.kinds import KINDS, DenseSpec, EmbeddingSpec
from explorer.stack.rules import InputSpec
from explorer.stack.spec import LayerSpec


def template(kind: str, reading: InputSpec) -> LayerSpec:
    """Return a new layer: an Embedding for all word indices, a Dense that ends in P(positive)."""
    if kind == EmbeddingSpec.kind:
        return EmbeddingSpec(input_dim=reading.max_features)
    if kind == DenseSpec.kind:
        return DenseSpec(activation="sigmoid")
    return KINDS[kind]()
