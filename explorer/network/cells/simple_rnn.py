"""SimpleRNN: h = tanh(x W + h U + b)."""

import torch
from torch import Generator, Tensor

from explorer.network.initialisers import glorot_uniform, orthogonal, zeros
from explorer.network.layer import new_parameter
from explorer.network.recurrent import Recurrent
from explorer.network.stepped import Gradients, States, Steps, first_gradient
from explorer.stack.kinds import SimpleRNNSpec
from explorer.stack.spec import Shape


class SimpleRNNSteps(Steps):
    """z = x W + h U + b and h = tanh(z), in the same buffer."""

    def forward(self) -> States:
        """Fill h."""
        options, clamps = self.options, self.options.clamps
        squash, drop = options.activation.in_place, self.drop()
        self.h[1:] = self.from_input(self.bias)
        h, h_read = self.h.unbind(0), self.h_read.unbind(0)
        for t in range(self.steps):
            squash(h[t + 1].addmm_(h_read[t], self.recurrent_kernel))
            if clamps:
                clamps.apply("h", t, h[t + 1])
            if drop:
                drop(t)
        return (self.h[-1],)

    def signals(self) -> dict[str, Tensor]:
        """Return h."""
        return {"h": self.h[1:]}

    def backward(self, d_output: Tensor | None, d_states: States) -> Gradients:
        """dz = dh ⊙ f′(z)."""
        chain = self.options.activation.chain
        dz = chain(torch.ones_like(self.h[1:]), self.h[1:])
        if self.options.clamps:
            dz = self.options.clamps.stop_gradient("h", dz)
        step_back = self.back_through_time(d_output)
        dh = first_gradient(d_output, d_states[0])
        slopes = dz.unbind(0)
        keep = self.keep_passing("h")
        for t in reversed(range(self.steps)):
            if keep:
                keep(t, dh)
            step_back(t, slopes[t].mul_(dh), dh)
        dx, d_kernel, d_recurrent = self.kernel_gradients(dz, dz)
        d_bias = None if self.bias is None else dz.sum((0, 1))
        return Gradients(dx, (dh,), (d_kernel, d_recurrent, d_bias))


class SimpleRNN(Recurrent):
    """kernel (E, H), recurrent_kernel (H, H), bias (H,)."""

    steps_class = SimpleRNNSteps

    def __init__(self, spec: SimpleRNNSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec)
        units, features = spec.units, input_shape[-1]
        self.kernel = new_parameter(glorot_uniform((features, units), generator))
        self.recurrent_kernel = new_parameter(orthogonal((units, units), generator))
        self.bias = new_parameter(zeros((units,))) if spec.use_bias else None

    def gates(self, x: Tensor, h: Tensor, before: States) -> dict[str, Tensor]:
        """A SimpleRNN has nothing but its hidden state."""
        return {"h": h}
