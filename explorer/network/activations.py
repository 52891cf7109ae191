"""Keras's activations by name: as functions, in place, and as their gradients."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import hardsigmoid

from explorer.problem import UserProblem

# Below this many elements one slow call beats four fast ones.
FEW = 2048


@dataclass(frozen=True)
class Activation:
    """One activation y = f(x).

    function: f. in_place: f, overwriting x. chain: (g, y) → g ⊙ f′(x), from the output y alone.
    """

    function: Callable[[Tensor], Tensor]
    in_place: Callable[[Tensor], Tensor]
    chain: Callable[[Tensor, Tensor], Tensor]

    def __call__(self, x: Tensor) -> Tensor:
        """f(x)."""
        return self.function(x)


def _same(x: Tensor) -> Tensor:
    return x


def _tanh_in_place(x: Tensor) -> Tensor:
    """tanh(x) = 2σ(2x) − 1: torch's σ is vectorised better than its tanh, by a factor of five."""
    if x.numel() < FEW:
        return x.tanh_()
    return x.mul_(2.0).sigmoid_().mul_(2.0).sub_(1.0)


def _hard_sigmoid_in_place(x: Tensor) -> Tensor:
    return hardsigmoid(x, inplace=True)


def _tanh_chain(g: Tensor, y: Tensor) -> Tensor:
    return torch.ops.aten.tanh_backward(g, y)


def _sigmoid_chain(g: Tensor, y: Tensor) -> Tensor:
    return torch.ops.aten.sigmoid_backward(g, y)


def _relu_chain(g: Tensor, y: Tensor) -> Tensor:
    return g * (y > 0)


def _hard_sigmoid_chain(g: Tensor, y: Tensor) -> Tensor:
    return g * ((y > 0) & (y < 1)) / 6.0


def _linear_chain(g: Tensor, y: Tensor) -> Tensor:
    return g


# hard_sigmoid is relu6(x + 3) / 6, as in Keras 3; Keras 2 had clip(0.2·x + 0.5, 0, 1).
ACTIVATIONS: dict[str, Activation] = {
    "linear": Activation(_same, _same, _linear_chain),
    "tanh": Activation(torch.tanh, _tanh_in_place, _tanh_chain),
    "sigmoid": Activation(torch.sigmoid, torch.sigmoid_, _sigmoid_chain),
    "hard_sigmoid": Activation(hardsigmoid, _hard_sigmoid_in_place, _hard_sigmoid_chain),
    "relu": Activation(torch.relu, torch.relu_, _relu_chain),
}


def activation(name: str | None) -> Activation:
    """Return the activation called `name`; None is linear. Raises UserProblem."""
    key = name or "linear"
    if key not in ACTIVATIONS:
        raise UserProblem(f"There is no activation “{key}”: choose {', '.join(ACTIVATIONS)}.")
    return ACTIVATIONS[key]
