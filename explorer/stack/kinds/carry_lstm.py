"""Carry LSTM: the tutorial's own cell, which reads the carry through a matrix."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.lstm import LSTMSpec
from explorer.stack.spec import Shape


@dataclass(frozen=True, kw_only=True)
class CarryLSTMSpec(LSTMSpec):
    """h_t = tanh(h_{t−1}U_o + x_tW_o + c_tV_o + b_o), then c_{t+1} = i⊙k + c_t⊙f (DESIGN §3)."""

    kind: ClassVar[str] = "CarryLSTM"
    summary: ClassVar[str] = "as in the article"

    def parameters(self, input_shape: Shape) -> int:
        """An LSTM's, and V_o: H·H numbers through which the output reads the carry."""
        return super().parameters(input_shape) + self.units * self.units
