"""GRU, reset_after: z, r = σ(x W + b + h U + b'), n = tanh(x W + b + r ⊙ (h U + b')),
h = z ⊙ h + (1 − z) ⊙ n."""

from typing import ClassVar

import torch
from torch import Generator, Tensor

from explorer.network.initialisers import glorot_uniform, orthogonal, zeros
from explorer.network.layer import new_parameter
from explorer.network.recurrent import Recurrent, affine, by_gate, previous
from explorer.network.stepped import Gradients, States, Steps, first_gradient
from explorer.stack.kinds import GRUSpec
from explorer.stack.spec import Shape


class GRUSteps(Steps):
    """Buffers: `gates` (T, B, 3H) opens as x W + b and ends as z, r, n; `inner` is h U + b'."""

    def forward(self) -> States:
        """Fill h, gates, inner."""
        options, clamps, units = self.options, self.options.clamps, self.units
        gate_, squash_, drop = (
            options.recurrent_activation.in_place,
            options.activation.in_place,
            self.drop(),
        )
        self.gates = self.from_input(None if self.bias is None else self.bias[0])
        self.inner = torch.empty_like(self.gates)
        z, r, n = (block.unbind(0) for block in self.gates.split(units, 2))
        z_r = self.gates[..., : 2 * units].unbind(0)
        inner, inner_n = self.inner.unbind(0), self.inner[..., 2 * units :].unbind(0)
        inner_z_r = self.inner[..., : 2 * units].unbind(0)
        h, h_read = self.h.unbind(0), self.h_read.unbind(0)
        b = self.gates.new_zeros(3 * units) if self.bias is None else self.bias[1]
        for t in range(self.steps):
            torch.addmm(b, h_read[t], self.recurrent_kernel, out=inner[t])
            gate_(z_r[t].add_(inner_z_r[t]))
            if clamps:
                clamps.apply("z", t, z[t])
                clamps.apply("r", t, r[t])
            squash_(n[t].addcmul_(r[t], inner_n[t]))
            if clamps:
                clamps.apply("n", t, n[t])
            torch.lerp(n[t], h[t], z[t], out=h[t + 1])
            if clamps:
                clamps.apply("h", t, h[t + 1])
            if drop:
                drop(t)
        return (self.h[-1],)

    def signals(self) -> dict[str, Tensor]:
        """Return z, r, n, h."""
        return dict(zip("zrn", self.gates.split(self.units, 2), strict=True)) | {"h": self.h[1:]}

    def backward(self, d_output: Tensor | None, d_states: States) -> Gradients:
        """Every gate's gradient is dh times a factor that needs no loop."""
        through, factors, n_factor = self._factors()
        step_back = self.back_through_time(d_output)
        dh = first_gradient(d_output, d_states[0])
        all_dh = torch.empty_like(self.h[1:])
        kept = torch.empty_like(dh)
        blocks = factors.view(self.steps, self.rows, 3, self.units).unbind(0)
        inner, through_t, dh_t = factors.unbind(0), through.unbind(0), all_dh.unbind(0)
        for t in reversed(range(self.steps)):
            dh_t[t].copy_(dh)
            torch.mul(dh, through_t[t], out=kept)
            blocks[t].mul_(dh.unsqueeze(1))
            step_back(t, inner[t], dh)
            dh.add_(kept)
        if keep := self.keep_passing("h"):
            keep(slice(None), all_dh)
        outer = factors.clone()
        outer[..., 2 * self.units :] = n_factor.mul_(all_dh)
        dx, d_kernel, d_recurrent = self.kernel_gradients(outer, factors)
        d_bias = None
        if self.bias is not None:
            d_bias = torch.stack([outer.sum((0, 1)), factors.sum((0, 1))])
        return Gradients(dx, (dh,), (d_kernel, d_recurrent, d_bias))

    def _factors(self) -> tuple[Tensor, Tensor, Tensor]:
        """Per unit of dh: what reaches h_{t−1} past the gates, h U + b', and n's x W + b."""
        options, clamps, units = self.options, self.options.clamps, self.units
        gate, squash = options.recurrent_activation.chain, options.activation.chain
        z, r, n = self.gates.split(units, 2)
        to_z, to_n, through = self.h[:-1] - n, 1.0 - z, z
        if clamps:
            to_z, to_n = (clamps.stop_gradient("h", values) for values in (to_z, to_n))
            through = clamps.stop_gradient("h", through)
            to_z, to_n = clamps.stop_gradient("z", to_z), clamps.stop_gradient("n", to_n)
        n_factor = squash(to_n, n)
        to_r = n_factor * self.inner[..., 2 * units :]
        if clamps:
            to_r = clamps.stop_gradient("r", to_r)
        return through, torch.cat([gate(to_z, z), gate(to_r, r), n_factor * r], 2), n_factor


class GRU(Recurrent):
    """kernel (E, 3H), recurrent_kernel (H, 3H), bias (2, 3H): blocks z, r, n.

    The bias's first row is added to the input's part, its second to the recurrent part.
    """

    steps_class = GRUSteps
    held: ClassVar[dict[str, float]] = {"z": 1.0, "r": 0.0, "n": 0.0}

    def __init__(self, spec: GRUSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec, spec.recurrent_activation)
        units, features = spec.units, input_shape[-1]
        self.kernel = new_parameter(glorot_uniform((features, 3 * units), generator))
        self.recurrent_kernel = new_parameter(orthogonal((units, 3 * units), generator))
        self.bias = new_parameter(zeros((2, 3 * units))) if spec.use_bias else None

    def gates(self, x: Tensor, h: Tensor, before: States) -> dict[str, Tensor]:
        """Return the gates from one matmul over all timesteps."""
        for_x, for_h = (None, None) if self.bias is None else self.bias
        z, r, n = from_x = by_gate(affine(x, self.kernel, for_x), 3)
        from_h = by_gate(affine(previous(h, before[0]), self.recurrent_kernel, for_h), 3)
        self.recurrent_activation.in_place(from_x[:2].add_(from_h[:2]))
        self.activation.in_place(n.addcmul_(r, from_h[2]))
        return {"z": z, "r": r, "n": n, "h": h}
