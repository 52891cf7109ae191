"""The tutorial's own cell: h = tanh(x W_o + h U_o + c V_o + b_o), and then c = f ⊙ c + i ⊙ k.

Against the LSTM: the output reads the carry through a matrix V_o instead of gating tanh(c), and
it reads the carry as it was before this timestep wrote to it.
"""

from typing import ClassVar

import torch
from torch import Generator, Tensor

from explorer.network.cells.lstm import lstm_parameters
from explorer.network.initialisers import orthogonal
from explorer.network.layer import new_parameter
from explorer.network.recurrent import Recurrent, affine, by_gate, previous
from explorer.network.scan import linear_scan
from explorer.network.stepped import Gradients, States, Steps, Weights, first_gradient
from explorer.stack.kinds import CarryLSTMSpec
from explorer.stack.spec import Shape


class CarryLSTMSteps(Steps):
    """Buffers: `gates` (T, B, 4H) opens as x W + b and ends as i, f, k, h; c (T+1, B, H)."""

    @property
    def carry_kernel(self) -> Tensor:
        """V_o (H, H)."""
        assert self.more[0] is not None
        return self.more[0]

    def forward(self) -> States:
        """Fill h, c, gates."""
        options, clamps, units = self.options, self.options.clamps, self.units
        gate_, squash_, drop = (
            options.recurrent_activation.in_place,
            options.activation.in_place,
            self.drop(),
        )
        self.c = self.opened(self.before[1])
        self.gates = self.from_input(self.bias)
        z, i_f = self.gates.unbind(0), self.gates[..., : 2 * units].unbind(0)
        i, f, k, shown = (block.unbind(0) for block in self.gates.split(units, 2))
        h, h_read, c = self.h.unbind(0), self.h_read.unbind(0), self.c.unbind(0)
        for t in range(self.steps):
            z[t].addmm_(h_read[t], self.recurrent_kernel)
            gate_(i_f[t])
            squash_(k[t])
            squash_(torch.addmm(shown[t], c[t], self.carry_kernel, out=h[t + 1]))
            if clamps:
                for name, values in (("i", i[t]), ("f", f[t]), ("k", k[t]), ("h", h[t + 1])):
                    clamps.apply(name, t, values)
            torch.mul(f[t], c[t], out=c[t + 1]).addcmul_(i[t], k[t])
            if clamps:
                clamps.apply("c", t, c[t + 1])
            if drop:
                drop(t)
        return self.h[-1], self.c[-1]

    def signals(self) -> dict[str, Tensor]:
        """Return i, f, k, c, h."""
        gates = dict(zip("ifk", self.gates.split(self.units, 2), strict=False))
        return gates | {"c": self.c[1:], "h": self.h[1:]}

    def backward(self, d_output: Tensor | None, d_states: States) -> Gradients:
        """Gradients of i, f, k are dc times a factor that needs no loop; of z_o, dh times one."""
        dz, through = self._factors()
        step_back = self.back_through_time(d_output)
        dh, dc = first_gradient(d_output, d_states[0]), d_states[1].clone()
        written = dz[..., : 3 * self.units].unflatten(2, (3, self.units)).unbind(0)
        shown = dz[..., 3 * self.units :].unbind(0)
        dz_t, through_t = dz.unbind(0), through.unbind(0)
        carry_back = self.carry_kernel.t()
        keep = self.keep_passing("h", "c")
        for t in reversed(range(self.steps)):
            if keep:
                keep(t, dh, dc)
            written[t].mul_(dc.unsqueeze(1))
            dc.mul_(through_t[t]).addmm_(shown[t].mul_(dh), carry_back)
            step_back(t, dz_t[t], dh)
        dx, d_kernel, d_recurrent = self.kernel_gradients(dz, dz)
        d_bias = None if self.bias is None else dz.sum((0, 1))
        cells = self.steps * self.rows
        d_shown = dz[..., 3 * self.units :].reshape(cells, -1)
        d_carry = self.c[:-1].view(cells, -1).t() @ d_shown
        return Gradients(dx, (dh, dc), (d_kernel, d_recurrent, d_bias, d_carry))

    def _factors(self) -> tuple[Tensor, Tensor]:
        """Slopes of i, f, k by c and of z_o by h (T, B, 4H); of c by the c before."""
        options, clamps = self.options, self.options.clamps
        gate, squash = options.recurrent_activation.chain, options.activation.chain
        i, f, k, _ = self.gates.split(self.units, 2)
        h = self.h[1:]
        slopes = {"i": gate(k, i), "f": gate(self.c[:-1], f), "k": squash(i, k)}
        slopes["h"] = squash(torch.ones_like(h), h)
        through = f
        if clamps:
            slopes = {name: clamps.stop_gradient(name, slope) for name, slope in slopes.items()}
            for name in ("i", "f", "k"):
                slopes[name] = clamps.stop_gradient("c", slopes[name])
            through = clamps.stop_gradient("c", through)
        return torch.cat([slopes[name] for name in "ifkh"], 2), through


class CarryLSTM(Recurrent):
    """kernel (E, 4H), recurrent_kernel (H, 4H), bias (4H,): blocks i, f, k, o; carry_kernel (H, H).

    c of a trace is the carry after the timestep; h of the next timestep is the first to read it.
    """

    steps_class = CarryLSTMSteps
    state_count = 2
    held: ClassVar[dict[str, float]] = {"i": 0.0, "f": 1.0, "k": 0.0}

    def __init__(self, spec: CarryLSTMSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec, spec.recurrent_activation)
        self.kernel, self.recurrent_kernel, self.bias = lstm_parameters(
            spec, input_shape[-1], generator
        )
        self.carry_kernel = new_parameter(orthogonal((spec.units, spec.units), generator))

    @property
    def weights(self) -> Weights:
        """The parameters in the order in which the cell's steps take them."""
        return *super().weights, self.carry_kernel

    def gates(self, x: Tensor, h: Tensor, before: States) -> dict[str, Tensor]:
        """Return the gates from one matmul over all timesteps, then scan for the carry."""
        units = self.units
        z = affine(x, self.kernel[:, : 3 * units], self.bias_of_gates())
        z = z.addmm_(previous(h, before[0]), self.recurrent_kernel[:, : 3 * units])
        i, f, k = blocks = by_gate(z, 3)
        self.recurrent_activation.in_place(blocks[:2])
        self.activation.in_place(k)
        return {"i": i, "f": f, "k": k, "c": linear_scan(f, i * k, before[1]), "h": h}

    def bias_of_gates(self) -> Tensor | None:
        """Biases of i, f and k (3H,)."""
        return None if self.bias is None else self.bias[: 3 * self.units]
