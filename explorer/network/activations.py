"""Keras's activations, by name."""

from collections.abc import Callable

import torch
from torch import Tensor

from explorer.problem import UserProblem

Activation = Callable[[Tensor], Tensor]


def linear(x: Tensor) -> Tensor:
    """x."""
    return x


def hard_sigmoid(x: Tensor) -> Tensor:
    """relu6(x + 3) / 6, as Keras 3 has it; Keras 2 had clip(0.2·x + 0.5, 0, 1)."""
    return torch.nn.functional.hardsigmoid(x)


ACTIVATIONS: dict[str, Activation] = {
    "linear": linear,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "hard_sigmoid": hard_sigmoid,
    "relu": torch.relu,
}


def activation(name: str | None) -> Activation:
    """Return the activation called `name`; None is linear. Raises UserProblem."""
    key = name or "linear"
    if key not in ACTIVATIONS:
        raise UserProblem(f"There is no activation “{key}”: choose {', '.join(ACTIVATIONS)}.")
    return ACTIVATIONS[key]
