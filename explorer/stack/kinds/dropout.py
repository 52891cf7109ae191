"""Dropout and SpatialDropout1D: zero a random share while training."""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.windows import needs_sequences
from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape


@dataclass(frozen=True, kw_only=True)
class RandomZerosSpec(LayerSpec, ABC):
    """Leaves the shape as it is; off outside training."""

    group: ClassVar[str] = "Regularisation"

    rate: float = option(
        0.2, "Share of values set to zero while training.", low=0.0, high=0.99, step=0.05
    )

    def output_shape(self, input_shape: Shape) -> Shape:
        """The input's."""
        return input_shape

    def parameters(self, input_shape: Shape) -> int:
        """None."""
        return 0

    def caption(self) -> str:
        """Rate."""
        return f"rate {self.rate:g}"


@dataclass(frozen=True, kw_only=True)
class DropoutSpec(RandomZerosSpec):
    """Every value is dropped by itself (Srivastava et al. 2014)."""

    kind: ClassVar[str] = "Dropout"
    summary: ClassVar[str] = "zero a random share"


@dataclass(frozen=True, kw_only=True)
class SpatialDropout1DSpec(RandomZerosSpec):
    """A feature is dropped in all timesteps of a review at once (Tompson et al. 2015)."""

    kind: ClassVar[str] = "SpatialDropout1D"
    summary: ClassVar[str] = "zero whole features"
    input_rank: ClassVar[int] = 2

    def output_shape(self, input_shape: Shape) -> Shape:
        """The input's, which must be sequences."""
        needs_sequences(self.kind, input_shape)
        return input_shape
