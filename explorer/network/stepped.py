"""The stepped kernel: any recurrent cell, one timestep after another, with its own gradient.

Fused kernels know neither clamps, nor dropout on h_{t−1}, nor the tutorial's cell. A loop that
autograd records costs 0.2 s for a batch that the fused LSTM reads in 0.1 s; this one writes into
buffers allocated once a stretch, leaves everything that needs no loop (x W, all weight
gradients, the gates' slopes) to a few large operations, and calls about ten small ones a step.

Axes: T timestep, B review, E features read, H unit.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function
from torch.autograd.function import once_differentiable

from explorer.network.activations import Activation
from explorer.network.clamp import Clamps

States = tuple[Tensor, ...]
Weights = tuple[Tensor | None, ...]


@dataclass(frozen=True)
class StepOptions:
    """How a cell is to be run.

    dropped: (B, H) what h_{t−1} is multiplied by before it reaches the gates, or None.
    """

    activation: Activation
    recurrent_activation: Activation
    dropped: Tensor | None = None
    clamps: Clamps | None = None


@dataclass(frozen=True)
class Gradients:
    """What a loss gains from each input of a stretch."""

    x: Tensor
    states: States
    weights: Weights


class Steps(ABC):
    """One stretch of one cell on preallocated buffers: forward fills them, backward reads them.

    weights: kernel (E, G·H), recurrent_kernel (H, G·H), bias or None, and what else the cell has.
    passed: once `watch` was called, backward leaves here what the loss gains from each state at
    each timestep, by name: (T, B, H).
    """

    passed: dict[str, Tensor] | None = None

    def __init__(self, options: StepOptions, x: Tensor, states: States, weights: Weights) -> None:
        kernel, recurrent_kernel, bias, *self.more = weights
        assert kernel is not None and recurrent_kernel is not None
        self.options = options
        self.x = x
        self.before = states
        self.kernel, self.recurrent_kernel, self.bias = kernel, recurrent_kernel, bias
        self.steps, self.rows = x.shape[0], x.shape[1]
        self.units = recurrent_kernel.shape[0]
        self.h = self.opened(states[0])
        # What the gates read of h: the same buffer, unless some of it is dropped.
        self.h_read = self.h if options.dropped is None else self.opened(states[0])
        if options.dropped is not None:
            self.h_read[0].mul_(options.dropped)

    @abstractmethod
    def forward(self) -> States:
        """Fill `h` (T+1, B, H) and the cell's buffers; return the states after the last step."""

    @abstractmethod
    def backward(self, d_output: Tensor | None, d_states: States) -> Gradients:
        """Gradients, given those of all h (T, B, H) and of the states after the last step."""

    @abstractmethod
    def signals(self) -> dict[str, Tensor]:
        """Return every signal (T, B, H) of a stretch that has been stepped through."""

    def watch(self) -> None:
        """Keep the gradients of the states on their way back."""
        self.passed = {}

    def keep_passing(self, *states: str) -> Callable[..., None] | None:
        """Return what keeps the gradients of these states at t, or None where none are watched."""
        if self.passed is None:
            return None
        kept = [torch.empty_like(self.h[1:]) for _ in states]
        self.passed.update(zip(states, kept, strict=True))

        def keep(t: int | slice, *gradients: Tensor) -> None:
            for buffer, gradient in zip(kept, gradients, strict=True):
                buffer[t] = gradient

        return keep

    def opened(self, first: Tensor) -> Tensor:
        """Return a buffer (T+1, B, H) whose row 0 holds the state before the first timestep."""
        buffer = first.new_empty(self.steps + 1, *first.shape)
        buffer[0] = first
        return buffer

    def from_input(self, bias: Tensor | None) -> Tensor:
        """x W + b for all timesteps (T, B, G·H)."""
        flat = self.x.reshape(self.steps * self.rows, -1)
        z = flat @ self.kernel if bias is None else torch.addmm(bias, flat, self.kernel)
        return z.view(self.steps, self.rows, -1)

    def drop(self) -> Callable[[int], None] | None:
        """Return what fills `h_read` after step t, or None where nothing is dropped."""
        dropped = self.options.dropped
        if dropped is None:
            return None
        h, h_read = self.h.unbind(0), self.h_read.unbind(0)

        def after(t: int) -> None:
            torch.mul(h[t + 1], dropped, out=h_read[t + 1])

        return after

    def back_through_time(self, d_output: Tensor | None) -> Callable[[int, Tensor, Tensor], None]:
        """Return what turns dz_t into dh_{t−1} = dz_t Uᵀ + what the loss gains from h_{t−1}.

        Called as (t, dz_t, dh); dh is overwritten.
        """
        back = self.recurrent_kernel.t()
        dropped = self.options.dropped
        above = None if d_output is None else d_output.unbind(0)

        def step(t: int, dz: Tensor, dh: Tensor) -> None:
            direct = None if above is None or t == 0 else above[t - 1]
            if dropped is not None:
                torch.mm(dz, back, out=dh).mul_(dropped)
                if direct is not None:
                    dh.add_(direct)
            elif direct is not None:
                torch.addmm(direct, dz, back, out=dh)
            else:
                torch.mm(dz, back, out=dh)

        return step

    def kernel_gradients(self, dz: Tensor, dz_recurrent: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """dx (T, B, E), dW and dU from the gradients of x W and of h U, each (T, B, G·H)."""
        cells = self.steps * self.rows
        flat, recurrent = dz.view(cells, -1), dz_recurrent.view(cells, -1)
        dx = (flat @ self.kernel.t()).view(self.x.shape)
        d_kernel = self.x.reshape(cells, -1).t() @ flat
        d_recurrent = self.h_read[:-1].view(cells, -1).t() @ recurrent
        return dx, d_kernel, d_recurrent


def first_gradient(d_output: Tensor | None, d_state: Tensor) -> Tensor:
    """dh at the last timestep: from the state handed on, and from the output there."""
    return d_state.clone() if d_output is None else d_state + d_output[-1]


StepsMaker = Callable[[Tensor, States, Weights], Steps]


class _SteppedRun(Function):
    @staticmethod
    def forward(ctx: Any, make: StepsMaker, states: int, x: Tensor, *rest: Tensor) -> Any:
        steps = make(x, rest[:states], rest[states:])
        final = steps.forward()
        ctx.steps = steps
        ctx.set_materialize_grads(False)
        # Views and copies: a tensor returned as it is would own the node that keeps it alive.
        return steps.h[1:], *(state.clone() for state in final)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *d_results: Tensor | None) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        steps: Steps = ctx.steps
        d_output, *d_states = d_results
        zeros = torch.zeros_like(steps.h[0])
        gained = tuple(zeros if state is None else state for state in d_states)
        gradients = steps.backward(d_output, gained)
        return None, None, gradients.x, *gradients.states, *gradients.weights


def run_stepped(
    make: StepsMaker, x: Tensor, states: States, weights: Weights
) -> tuple[Tensor, States]:
    """Step through x (T, B, E): every h (T, B, H), and the states after the last step.

    Always in the weights' own precision: small sums over hundreds of timesteps need it.
    """
    like = weights[0]
    assert like is not None
    with torch.autocast(x.device.type, enabled=False):
        state = [before.to(like.dtype) for before in states]
        output, *final = _SteppedRun.apply(make, len(states), x.to(like.dtype), *state, *weights)  # pyright: ignore
    return output, tuple(final)
