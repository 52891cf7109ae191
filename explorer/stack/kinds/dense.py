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
    about: ClassVar[str] = (
        "A weighted sum of all features for every output. With 1 unit and sigmoid it ends the "
        "stack: P(positive). Given sequences, it does the same at every timestep."
    )

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

    def weights(self, input_shape: Shape) -> dict[str, Shape]:
        """kernel (F, units) and bias (units,)."""
        found: dict[str, Shape] = {"kernel": (input_shape[-1], self.units)}
        return found | ({"bias": (self.units,)} if self.use_bias else {})

    def arithmetic(self, input_shape: Shape) -> str:
        """F·units + units."""
        kernel = f"{input_shape[-1]}·{self.units}"
        return kernel + (f" + {self.units}" if self.use_bias else "")

    def caption(self) -> str:
        """Units and activation."""
        return f"{self.units} unit{'s' if self.units > 1 else ''} · {self.activation}"
