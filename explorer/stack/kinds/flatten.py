"""Flatten: all timesteps side by side in one vector."""

from dataclasses import dataclass
from math import prod
from typing import ClassVar

from explorer.stack.spec import LayerSpec, Shape


@dataclass(frozen=True, kw_only=True)
class FlattenSpec(LayerSpec):
    """(T, F) → (T·F,)."""

    kind: ClassVar[str] = "Flatten"
    group: ClassVar[str] = "Pooling"
    summary: ClassVar[str] = "all timesteps in one vector"
    about: ClassVar[str] = (
        "Lays all timesteps side by side. The next Dense then has weights of its own for every "
        "place in the review: many, and tied to one length."
    )
    carries_mask: ClassVar[bool] = False

    def output_shape(self, input_shape: Shape) -> Shape:
        """One axis."""
        return (prod(input_shape),)
