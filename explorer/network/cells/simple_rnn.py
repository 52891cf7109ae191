"""SimpleRNN: h = tanh(x W + h U + b)."""

import torch
from torch import Generator, Tensor

from explorer.network.initialisers import glorot_uniform, orthogonal, zeros
from explorer.network.layer import new_parameter
from explorer.network.recurrent import Recurrent, States
from explorer.stack.kinds import SimpleRNNSpec
from explorer.stack.spec import Shape


class SimpleRNN(Recurrent):
    """kernel (E, H), recurrent_kernel (H, H), bias (H,)."""

    def __init__(self, spec: SimpleRNNSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec)
        units, features = spec.units, input_shape[-1]
        self.kernel = new_parameter(glorot_uniform((features, units), generator))
        self.recurrent_kernel = new_parameter(orthogonal((units, units), generator))
        self.bias = new_parameter(zeros((units,))) if spec.use_bias else None

    def run(self, x: Tensor, states: States) -> tuple[Tensor, States]:
        """One fused call."""
        none = x.new_zeros(self.units)
        bias = none if self.bias is None else self.bias
        weights = [self.kernel.t(), self.recurrent_kernel.t(), bias, none]
        output, h = torch.rnn_tanh(x, states[0][None], weights, True, 1, 0.0, False, False, False)
        return output, (h[0],)

    def gates(self, x: Tensor, h: Tensor, before: States) -> dict[str, Tensor]:
        """A SimpleRNN has nothing but its hidden state."""
        return {"h": h}
