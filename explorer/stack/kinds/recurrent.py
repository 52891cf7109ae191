"""What the recurrent layers share: options in Keras's words, and the arithmetic of G gates."""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.windows import needs_sequences
from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape

ACTIVATIONS = ("tanh", "relu", "sigmoid", "linear")
RECURRENT_ACTIVATIONS = ("sigmoid", "hard_sigmoid")


@dataclass(frozen=True, kw_only=True)
class RecurrentSpec(LayerSpec, ABC):
    """A layer that reads a review timestep by timestep. H is `units`, E the features it reads.

    Its kernels have G = `gates` blocks; `blocks` names them in Keras's order.
    """

    group: ClassVar[str] = "Recurrent"
    input_rank: ClassVar[int] = 2
    gates: ClassVar[int]
    blocks: ClassVar[tuple[str, ...]]

    units: int = option(
        32, "How many numbers the layer remembers.", low=1, high=4096, slider_high=128
    )
    activation: str = option("tanh", "Squashes what is written and shown.", choices=ACTIVATIONS)
    use_bias: bool = option(True, "Adds a learnt constant to every gate.")
    return_sequences: bool = option(
        False, "On: one output a timestep, for a layer that reads timesteps. Off: only the last."
    )
    dropout: float = option(
        0.0,
        "Share of the inputs set to zero while training: the same ones at every timestep.",
        low=0.0,
        high=0.99,
        step=0.05,
    )
    recurrent_dropout: float = option(
        0.0,
        "Share of the remembered state set to zero while training: the same units at every "
        "timestep. Training gets slower.",
        low=0.0,
        high=0.99,
        step=0.05,
    )
    go_backwards: bool = option(False, "Reads the review from its end to its start.")

    def output_shape(self, input_shape: Shape) -> Shape:
        """(T, E) → (T, H) with return_sequences, else (H,)."""
        timesteps, _ = needs_sequences(self.kind, input_shape)
        return (timesteps, self.units) if self.return_sequences else (self.units,)

    @property
    def bias_rows(self) -> int:
        """How many biases a unit has in each gate."""
        return 1 if self.use_bias else 0

    def weights(self, input_shape: Shape) -> dict[str, Shape]:
        """kernel (E, G·H), recurrent_kernel (H, G·H) and bias (G·H,)."""
        wide = self.gates * self.units
        found: dict[str, Shape] = {
            "kernel": (input_shape[-1], wide),
            "recurrent_kernel": (self.units, wide),
        }
        if self.bias_rows:
            found["bias"] = (wide,) if self.bias_rows == 1 else (self.bias_rows, wide)
        return found

    def by_gate(self, input_shape: Shape) -> dict[str, int]:
        """Return the parameters of each gate; they sum to all."""
        each = self.units * (input_shape[-1] + self.units + self.bias_rows)
        return dict.fromkeys(self.blocks, each)

    def arithmetic(self, input_shape: Shape) -> str:
        """G × (E·H + H·H + H): what reads the input, what reads the state, and the bias."""
        units = self.units
        terms = [f"{input_shape[-1]}·{units}", f"{units}·{units}"]
        if self.bias_rows:
            terms.append(f"{units}" if self.bias_rows == 1 else f"{self.bias_rows}·{units}")
        one = " + ".join(terms)
        return one if self.gates == 1 else f"{self.gates} × ({one})"

    def caption(self) -> str:
        """Units, and what is out of the ordinary."""
        parts = [f"{self.units} units"]
        if self.dropout:
            parts.append(f"dropout {self.dropout:g}")
        if self.recurrent_dropout:
            parts.append(f"rec. {self.recurrent_dropout:g}")
        return " · ".join(parts)
