"""Carry LSTM: the tutorial's own cell, which reads the carry through a matrix."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.lstm import LSTMSpec
from explorer.stack.spec import Shape


@dataclass(frozen=True, kw_only=True)
class CarryLSTMSpec(LSTMSpec):
    """h_t = tanh(h_{t−1}U_o + x_tW_o + c_tV_o + b_o), then c_{t+1} = i⊙k + c_t⊙f (DESIGN §3).

    The gates i, f (σ) and the candidate k (tanh) read x_t and h_{t−1}, as an LSTM's do.
    """

    kind: ClassVar[str] = "CarryLSTM"
    title: ClassVar[str] = "Carry LSTM"
    summary: ClassVar[str] = "as the tutorial draws it"
    about: ClassVar[str] = (
        "The tutorial's own cell: its output reads the word, the state and the carry through one "
        "matrix each, and the carry is written afterwards. There is no output gate."
    )

    signals: ClassVar[tuple[str, ...]] = ("i", "f", "k", "c", "h")

    def weights(self, input_shape: Shape) -> dict[str, Shape]:
        """An LSTM's, and carry_kernel (H, H): V_o, through which the output reads the carry."""
        return super().weights(input_shape) | {"carry_kernel": (self.units, self.units)}

    def by_gate(self, input_shape: Shape) -> dict[str, int]:
        """As an LSTM's; the output block o has V_o on top."""
        found = super().by_gate(input_shape)
        return found | {"o": found["o"] + self.units * self.units}

    def arithmetic(self, input_shape: Shape) -> str:
        """4 × (E·H + H·H + H) + H·H."""
        return f"{super().arithmetic(input_shape)} + {self.units}·{self.units}"
