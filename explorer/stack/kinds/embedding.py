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
    about: ClassVar[str] = (
        "Token ids are only names of words. The embedding gives every id a vector and learns it, "
        "so that words that work alike come to lie close together."
    )
    input_rank: ClassVar[int] = 1

    input_dim: int = option(
        10_000,
        "How many token ids have a vector: at least max_features.",
        low=1,
        high=1_000_000,
        slider_high=20_000,
    )
    output_dim: int = option(
        32, "How many numbers describe a word.", low=1, high=4096, slider_high=128
    )
    mask_zero: bool = option(False, "Lets the recurrent layers above skip the pads (token id 0).")

    def output_shape(self, input_shape: Shape) -> Shape:
        """(T,) → (T, E)."""
        if len(input_shape) != 1:
            raise ShapeProblem(
                f"Embedding reads token ids, not vectors of shape {describe_shape(input_shape)}."
            )
        return (*input_shape, self.output_dim)

    def weights(self, input_shape: Shape) -> dict[str, Shape]:
        """embeddings (V, E): one row a token id."""
        return {"embeddings": (self.input_dim, self.output_dim)}

    def arithmetic(self, input_shape: Shape) -> str:
        """V × E."""
        return f"{self.input_dim:,} × {self.output_dim}"

    def caption(self) -> str:
        """Rows and width of the table."""
        return f"{self.input_dim:,} → {self.output_dim}"
