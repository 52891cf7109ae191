"""What the dropout layers share: zero a random share while training."""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape


@dataclass(frozen=True, kw_only=True)
class RandomZerosSpec(LayerSpec, ABC):
    """Leaves the shape as it is; off outside training. What stays is scaled by 1/(1 − rate)."""

    group: ClassVar[str] = "Regularisation"

    rate: float = option(
        0.2, "Share of values set to zero while training.", low=0.0, high=0.99, step=0.05
    )

    def output_shape(self, input_shape: Shape) -> Shape:
        """The input's."""
        return input_shape

    def caption(self) -> str:
        """Rate."""
        return f"rate {self.rate:g}"
