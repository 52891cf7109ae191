"""LSTM: i, f, o = σ(x W + h U + b), k = tanh(…), c = f ⊙ c + i ⊙ k, h = o ⊙ tanh(c)."""

from typing import ClassVar

import torch
from torch import Generator, Tensor

from explorer.network.initialisers import forget_bias, glorot_uniform, orthogonal
from explorer.network.layer import new_parameter
from explorer.network.recurrent import Recurrent, States, affine, previous
from explorer.network.scan import linear_scan
from explorer.stack.kinds import LSTMSpec
from explorer.stack.spec import Shape


class LSTM(Recurrent):
    """kernel (E, 4H), recurrent_kernel (H, 4H), bias (4H,): blocks i, f, k, o."""

    state_count = 2
    held: ClassVar[dict[str, float]] = {"i": 0.0, "f": 1.0, "k": 0.0}

    def __init__(self, spec: LSTMSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec)
        units, features = spec.units, input_shape[-1]
        self.kernel = new_parameter(glorot_uniform((features, 4 * units), generator))
        self.recurrent_kernel = new_parameter(orthogonal((units, 4 * units), generator))
        self.bias = None
        if spec.use_bias:
            # Once: torch has two biases and would count the forget bias twice.
            bias = forget_bias(units, blocks=4, block=1)
            self.bias = new_parameter(bias if spec.unit_forget_bias else torch.zeros_like(bias))

    def run(self, x: Tensor, states: States) -> tuple[Tensor, States]:
        """One fused call; torch's gate order i, f, g, o is Keras's, its weights are transposed."""
        h, c = states
        none = x.new_zeros(4 * self.units)
        bias = none if self.bias is None else self.bias
        weights = [self.kernel.t(), self.recurrent_kernel.t(), bias, none]
        keep_gates = torch.is_grad_enabled()
        output, h, c = torch.lstm(
            x, (h[None], c[None]), weights, True, 1, 0.0, keep_gates, False, False
        )
        return output, (h[0], c[0])

    def gates(self, x: Tensor, h: Tensor, before: States) -> dict[str, Tensor]:
        """Return the gates from one matmul over all timesteps, then scan for the carry."""
        h_before, c_before = before
        z = affine(x, self.kernel, self.bias)
        z = z.addmm_(previous(h, h_before), self.recurrent_kernel)
        units = self.units
        i_f = torch.sigmoid(z[:, : 2 * units])
        i, f = i_f[:, :units], i_f[:, units:]
        k = torch.tanh(z[:, 2 * units : 3 * units])
        o = torch.sigmoid(z[:, 3 * units :])
        return {"i": i, "f": f, "k": k, "o": o, "c": linear_scan(f, i * k, c_before), "h": h}
