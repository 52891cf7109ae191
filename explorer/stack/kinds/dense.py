"""Dense: every output reads every input."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape


@dataclass(frozen=True, kw_only=True)
class DenseSpec(LayerSpec):
    """(…, F) → (…, units)."""

    kind: ClassVar[str] = "Dense"
    group: ClassVar[str] = "Output"
    summary: ClassVar[str] = "final score"

    units: int = option(1, "How many outputs.", low=1, high=4096, slider_high=128)
    activation: str = option(
        "linear",
        "sigmoid turns the last score into P(positive).",
        choices=("linear", "sigmoid", "relu", "tanh"),
    )
    use_bias: bool = option(True, "Adds a learnt constant to every output.")

    def output_shape(self, input_shape: Shape) -> Shape:
        """The last axis becomes `units`."""
        return (*input_shape[:-1], self.units)

    def parameters(self, input_shape: Shape) -> int:
        """F·units, and a bias an output."""
        return self.units * (input_shape[-1] + (1 if self.use_bias else 0))

    def caption(self) -> str:
        """Units and activation."""
        return f"{self.units} unit{'s' if self.units > 1 else ''} · {self.activation}"
