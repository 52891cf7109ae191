"""SpatialDropout1D: a feature is missing throughout a review."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.random_zeros import RandomZerosSpec
from explorer.stack.kinds.windows import needs_sequences
from explorer.stack.spec import Shape


@dataclass(frozen=True, kw_only=True)
class SpatialDropout1DSpec(RandomZerosSpec):
    """A feature is dropped in all timesteps of a review at once (Tompson et al. 2015)."""

    kind: ClassVar[str] = "SpatialDropout1D"
    summary: ClassVar[str] = "zero whole features"
    about: ClassVar[str] = (
        "As Dropout, but a feature is missing at every timestep of a review or at none: "
        "neighbouring words cannot give away what was dropped."
    )
    input_rank: ClassVar[int] = 2

    def output_shape(self, input_shape: Shape) -> Shape:
        """The input's, which must be sequences."""
        needs_sequences(self.kind, input_shape)
        return input_shape
