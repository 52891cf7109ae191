"""What the recurrent layers share: options in Keras's words, and the arithmetic of G gates."""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape, ShapeProblem, describe_shape

ACTIVATIONS = ("tanh", "relu", "sigmoid", "linear")
RECURRENT_ACTIVATIONS = ("sigmoid", "hard_sigmoid")


@dataclass(frozen=True, kw_only=True)
class RecurrentSpec(LayerSpec, ABC):
    """A layer that reads a review timestep by timestep. H is `units`, E the features it reads."""

    group: ClassVar[str] = "Recurrent"
    input_rank: ClassVar[int] = 2
    gates: ClassVar[int]

    units: int = option(
        32, "How many numbers the layer remembers.", low=1, high=4096, slider_high=128
    )
    activation: str = option("tanh", "Squashes what is written and shown.", choices=ACTIVATIONS)
    use_bias: bool = option(True, "Adds a learnt constant to every gate.")
    return_sequences: bool = option(False, "On: one output a timestep. Off: only the last one.")
    dropout: float = option(
        0.0, "Share of inputs set to zero while training.", low=0.0, high=0.99, step=0.05
    )
    recurrent_dropout: float = option(
        0.0,
        "Share of the remembered state set to zero while training; training gets slower.",
        low=0.0,
        high=0.99,
        step=0.05,
    )
    go_backwards: bool = option(False, "Reads the review from its end to its start.")

    def output_shape(self, input_shape: Shape) -> Shape:
        """(T, E) → (T, H) with return_sequences, else (H,)."""
        if len(input_shape) != 2:
            raise ShapeProblem(
                f"{self.kind} reads one vector a timestep, not {describe_shape(input_shape)}."
            )
        return (input_shape[0], self.units) if self.return_sequences else (self.units,)

    def parameters(self, input_shape: Shape) -> int:
        """G·H·(E + H + 1): a kernel, a recurrent kernel and a bias for every gate."""
        per_unit = input_shape[-1] + self.units + self.bias_rows
        return self.gates * self.units * per_unit

    @property
    def bias_rows(self) -> int:
        """How many biases a unit has in each gate."""
        return 1 if self.use_bias else 0

    def caption(self) -> str:
        """Units, and what is out of the ordinary."""
        parts = [f"{self.units} units"]
        if self.dropout:
            parts.append(f"dropout {self.dropout:g}")
        if self.recurrent_dropout:
            parts.append(f"recurrent {self.recurrent_dropout:g}")
        return " · ".join(parts)
