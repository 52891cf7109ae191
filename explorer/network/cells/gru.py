"""GRU, reset_after: z, r = σ(x W + b + h U + b'), n = tanh(x W + b + r ⊙ (h U + b')),
h = z ⊙ h + (1 − z) ⊙ n."""

from typing import ClassVar

import torch
from torch import Generator, Tensor

from explorer.network.initialisers import glorot_uniform, orthogonal, zeros
from explorer.network.layer import new_parameter
from explorer.network.recurrent import Recurrent, States, affine, previous
from explorer.stack.kinds import GRUSpec
from explorer.stack.spec import Shape


class GRU(Recurrent):
    """kernel (E, 3H), recurrent_kernel (H, 3H), bias (2, 3H): blocks z, r, n.

    The bias's first row is added to the input's part, its second to the recurrent part.
    """

    held: ClassVar[dict[str, float]] = {"z": 1.0, "r": 0.0, "n": 0.0}

    def __init__(self, spec: GRUSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec)
        units, features = spec.units, input_shape[-1]
        self.kernel = new_parameter(glorot_uniform((features, 3 * units), generator))
        self.recurrent_kernel = new_parameter(orthogonal((units, 3 * units), generator))
        self.bias = new_parameter(zeros((2, 3 * units))) if spec.use_bias else None

    def run(self, x: Tensor, states: States) -> tuple[Tensor, States]:
        """One fused call; torch's gate order is r, z, n."""
        biases = x.new_zeros(2, 3 * self.units) if self.bias is None else self.bias
        weights = [
            self._as_torch(self.kernel).t(),
            self._as_torch(self.recurrent_kernel).t(),
            self._as_torch(biases[0]),
            self._as_torch(biases[1]),
        ]
        output, h = torch.gru(x, states[0][None], weights, True, 1, 0.0, False, False, False)
        return output, (h[0],)

    def _as_torch(self, weights: Tensor) -> Tensor:
        """Swap the first two of the three gate blocks on the last axis."""
        z, r, n = weights.chunk(3, -1)
        return torch.cat([r, z, n], -1)

    def gates(self, x: Tensor, h: Tensor, before: States) -> dict[str, Tensor]:
        """Return the gates from one matmul over all timesteps."""
        units = self.units
        for_x, for_h = (None, None) if self.bias is None else self.bias
        from_x = affine(x, self.kernel, for_x)
        from_h = affine(previous(h, before[0]), self.recurrent_kernel, for_h)
        z_r = torch.sigmoid(from_x[:, : 2 * units] + from_h[:, : 2 * units])
        z, r = z_r[:, :units], z_r[:, units:]
        n = torch.tanh(torch.addcmul(from_x[:, 2 * units :], r, from_h[:, 2 * units :]))
        return {"z": z, "r": r, "n": n, "h": h}
