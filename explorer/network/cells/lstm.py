"""LSTM: i, f, o = σ(x W + h U + b), k = tanh(…), c = f ⊙ c + i ⊙ k, h = o ⊙ tanh(c)."""

from typing import ClassVar

import torch
from torch import Generator, Tensor, nn

from explorer.network.initialisers import forget_bias, glorot_uniform, orthogonal
from explorer.network.layer import new_parameter
from explorer.network.recurrent import Recurrent, affine, by_gate, previous
from explorer.network.scan import linear_scan
from explorer.network.stepped import Gradients, States, Steps, first_gradient
from explorer.stack.kinds import LSTMSpec
from explorer.stack.spec import Shape


class LSTMSteps(Steps):
    """Buffers: `gates` (T, B, 4H) opens as x W + b and ends as i, f, k, o; c; `shown` = tanh(c)."""

    def forward(self) -> States:
        """Fill h, c, gates, shown."""
        options, clamps, units = self.options, self.options.clamps, self.units
        gate_, squash_, drop = (
            options.recurrent_activation.in_place,
            options.activation.in_place,
            self.drop(),
        )
        self.c = self.opened(self.before[1])
        self.gates = self.from_input(self.bias)
        self.shown = torch.empty_like(self.h[1:])
        z, i_f = self.gates.unbind(0), self.gates[..., : 2 * units].unbind(0)
        i, f, k, o = (block.unbind(0) for block in self.gates.split(units, 2))
        h, h_read, c = self.h.unbind(0), self.h_read.unbind(0), self.c.unbind(0)
        shown = self.shown.unbind(0)
        for t in range(self.steps):
            z[t].addmm_(h_read[t], self.recurrent_kernel)
            gate_(i_f[t])
            squash_(k[t])
            gate_(o[t])
            if clamps:
                for name, values in (("i", i), ("f", f), ("k", k), ("o", o)):
                    clamps.apply(name, t, values[t])
            torch.mul(f[t], c[t], out=c[t + 1]).addcmul_(i[t], k[t])
            if clamps:
                clamps.apply("c", t, c[t + 1])
            torch.mul(o[t], squash_(shown[t].copy_(c[t + 1])), out=h[t + 1])
            if clamps:
                clamps.apply("h", t, h[t + 1])
            if drop:
                drop(t)
        return self.h[-1], self.c[-1]

    def signals(self) -> dict[str, Tensor]:
        """Return i, f, k, o, c, h."""
        gates = dict(zip("ifko", self.gates.split(self.units, 2), strict=True))
        return gates | {"c": self.c[1:], "h": self.h[1:]}

    def backward(self, d_output: Tensor | None, d_states: States) -> Gradients:
        """Gradients of i, f, k are dc times a factor that needs no loop; of o, dh times one."""
        dz, through, to_c = self._factors()
        step_back = self.back_through_time(d_output)
        dh, dc = first_gradient(d_output, d_states[0]), d_states[1].clone()
        written = dz[..., : 3 * self.units].unflatten(2, (3, self.units)).unbind(0)
        shown = dz[..., 3 * self.units :].unbind(0)
        dz_t, through_t, to_c_t = dz.unbind(0), through.unbind(0), to_c.unbind(0)
        keep = self.keep_passing("h", "c")
        for t in reversed(range(self.steps)):
            shown[t].mul_(dh)
            dc.addcmul_(dh, to_c_t[t])
            if keep:
                keep(t, dh, dc)
            written[t].mul_(dc.unsqueeze(1))
            dc.mul_(through_t[t])
            step_back(t, dz_t[t], dh)
        dx, d_kernel, d_recurrent = self.kernel_gradients(dz, dz)
        d_bias = None if self.bias is None else dz.sum((0, 1))
        return Gradients(dx, (dh, dc), (d_kernel, d_recurrent, d_bias))

    def _factors(self) -> tuple[Tensor, Tensor, Tensor]:
        """Slopes of i, f, k by c and of o by h (T, B, 4H); of c by the c before; of c by h."""
        options, clamps = self.options, self.options.clamps
        gate, squash = options.recurrent_activation.chain, options.activation.chain
        i, f, k, o = self.gates.split(self.units, 2)
        parts = {"i": (gate, k, i), "f": (gate, self.c[:-1], f), "k": (squash, i, k)}
        parts["o"] = (gate, self.shown, o)
        slopes = {name: chain(other, own) for name, (chain, other, own) in parts.items()}
        through, to_c = f, squash(o, self.shown)
        if clamps:
            for name in ("i", "f", "k"):
                slopes[name] = clamps.stop_gradient("c", clamps.stop_gradient(name, slopes[name]))
            slopes["o"] = clamps.stop_gradient("h", clamps.stop_gradient("o", slopes["o"]))
            through = clamps.stop_gradient("c", through)
            to_c = clamps.stop_gradient("h", to_c)
        return torch.cat([slopes[name] for name in "ifko"], 2), through, to_c


class LSTM(Recurrent):
    """kernel (E, 4H), recurrent_kernel (H, 4H), bias (4H,): blocks i, f, k, o."""

    steps_class = LSTMSteps
    state_count = 2
    held: ClassVar[dict[str, float]] = {"i": 0.0, "f": 1.0, "k": 0.0}

    def __init__(self, spec: LSTMSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec, spec.recurrent_activation)
        self.kernel, self.recurrent_kernel, self.bias = lstm_parameters(
            spec, input_shape[-1], generator
        )
        self.fuses = (spec.activation, spec.recurrent_activation) == ("tanh", "sigmoid")

    def run(self, x: Tensor, states: States) -> tuple[Tensor, States]:
        """One fused call; torch's gate order i, f, g, o is Keras's, its weights are transposed."""
        if not self.fuses:
            return self.stepped(x, states)
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
        i, f, k, o = blocks = by_gate(z, 4)
        self.recurrent_activation.in_place(blocks[:2])
        self.activation.in_place(k)
        self.recurrent_activation.in_place(o)
        return {"i": i, "f": f, "k": k, "o": o, "c": linear_scan(f, i * k, c_before), "h": h}


def lstm_parameters(
    spec: LSTMSpec, features: int, generator: Generator
) -> tuple[nn.Parameter, nn.Parameter, nn.Parameter | None]:
    """Return fresh kernel (E, 4H), recurrent_kernel (H, 4H) and bias (4H,)."""
    units = spec.units
    kernel = new_parameter(glorot_uniform((features, 4 * units), generator))
    recurrent_kernel = new_parameter(orthogonal((units, 4 * units), generator))
    if not spec.use_bias:
        return kernel, recurrent_kernel, None
    # Once: torch has two biases and would count the forget bias twice.
    bias = forget_bias(units, blocks=4, block=1)
    return kernel, recurrent_kernel, new_parameter(bias if spec.unit_forget_bias else 0 * bias)
