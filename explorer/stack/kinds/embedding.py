"""Embedding: a learnt vector for every token id."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape, ShapeProblem, describe_shape


@dataclass(frozen=True, kw_only=True)
class EmbeddingSpec(LayerSpec):
    """ids (T,) → vectors (T, E)."""

    kind: ClassVar[str] = "Embedding"
    group: ClassVar[str] = "Input"
    summary: ClassVar[str] = "word index → vector"
    input_rank: ClassVar[int] = 1

    input_dim: int = option(
        10_000, "How many token ids have a vector: at least max_features.", low=5, high=1_000_000
    )
    output_dim: int = option(
        32, "How many numbers describe a word.", low=1, high=4096, slider_high=128
    )
    mask_zero: bool = option(False, "Lets later layers skip the pads (token id 0).")

    def output_shape(self, input_shape: Shape) -> Shape:
        """(T,) → (T, E)."""
        if len(input_shape) != 1:
            raise ShapeProblem(
                f"Embedding reads token ids, not vectors of shape {describe_shape(input_shape)}."
            )
        return (*input_shape, self.output_dim)

    def parameters(self, input_shape: Shape) -> int:
        """One vector an id."""
        return self.input_dim * self.output_dim

    def caption(self) -> str:
        """Rows and width of the table."""
        return f"{self.input_dim:,} → {self.output_dim}"
