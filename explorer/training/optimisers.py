"""SGD, RMSprop and Adam with Keras 3's arithmetic, epsilon placement included.

torch's own differ: its RMSprop adds epsilon outside the square root, its default epsilons are
1e-8, and its Adam corrects the bias of the second moment before the root.
Source: keras/src/optimizers/{sgd,rmsprop,adam}.py.
"""

from collections.abc import Iterable
from typing import Protocol

import torch
from torch import Tensor

from explorer.problem import UserProblem


class Optimiser(Protocol):
    """Changes the parameters in place from their gradients."""

    def step(self) -> None:
        """Apply one update; parameters without a gradient stay as they are."""
        ...

    def state(self) -> dict[str, Tensor]:
        """Everything but the parameters that the next step depends on."""
        ...


class _Slots:
    """One buffer a parameter, made of zeros."""

    def __init__(self, parameters: list[Tensor]) -> None:
        self.buffers = [torch.zeros_like(parameter) for parameter in parameters]


class SGD:
    """w ← w − lr·g; with momentum, m ← μm − lr·g and w ← w + m."""

    def __init__(
        self, parameters: Iterable[Tensor], learning_rate: float = 0.01, momentum: float = 0.0
    ) -> None:
        self.parameters = list(parameters)
        self.learning_rate = learning_rate
        self.momentum = momentum
        self._m = _Slots(self.parameters).buffers if momentum else []

    @torch.no_grad()
    def step(self) -> None:
        """Apply one update."""
        for index, parameter in enumerate(self.parameters):
            if parameter.grad is None:
                continue
            if self.momentum:
                m = self._m[index].mul_(self.momentum)
                parameter.add_(m.add_(parameter.grad, alpha=-self.learning_rate))
            else:
                parameter.add_(parameter.grad, alpha=-self.learning_rate)

    def state(self) -> dict[str, Tensor]:
        """Momenta, by parameter number."""
        return {f"m/{index}": buffer for index, buffer in enumerate(self._m)}


class RMSprop:
    """v ← ρv + (1−ρ)g²; w ← w − lr·g / √(v + ε)."""

    def __init__(
        self,
        parameters: Iterable[Tensor],
        learning_rate: float = 0.001,
        rho: float = 0.9,
        epsilon: float = 1e-7,
    ) -> None:
        self.parameters = list(parameters)
        self.learning_rate = learning_rate
        self.rho = rho
        self.epsilon = epsilon
        self._v = _Slots(self.parameters).buffers

    @torch.no_grad()
    def step(self) -> None:
        """Apply one update."""
        for parameter, v in zip(self.parameters, self._v, strict=True):
            grad = parameter.grad
            if grad is None:
                continue
            v.mul_(self.rho).addcmul_(grad, grad, value=1.0 - self.rho)
            parameter.addcdiv_(grad, (v + self.epsilon).sqrt_(), value=-self.learning_rate)

    def state(self) -> dict[str, Tensor]:
        """Mean squares of the gradients, by parameter number."""
        return {f"v/{index}": buffer for index, buffer in enumerate(self._v)}


class Adam:
    """m, v as in Kingma & Ba; α_t = lr·√(1−β₂ᵗ)/(1−β₁ᵗ); w ← w − α_t·m / (√v + ε)."""

    def __init__(
        self,
        parameters: Iterable[Tensor],
        learning_rate: float = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
    ) -> None:
        self.parameters = list(parameters)
        self.learning_rate = learning_rate
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.iterations = 0
        self._m = _Slots(self.parameters).buffers
        self._v = _Slots(self.parameters).buffers

    @torch.no_grad()
    def step(self) -> None:
        """Apply one update."""
        self.iterations += 1
        t = self.iterations
        alpha = self.learning_rate * (1 - self.beta_2**t) ** 0.5 / (1 - self.beta_1**t)
        for parameter, m, v in zip(self.parameters, self._m, self._v, strict=True):
            grad = parameter.grad
            if grad is None:
                continue
            m.lerp_(grad, 1.0 - self.beta_1)
            v.mul_(self.beta_2).addcmul_(grad, grad, value=1.0 - self.beta_2)
            parameter.addcdiv_(m, v.sqrt().add_(self.epsilon), value=-alpha)

    def state(self) -> dict[str, Tensor]:
        """Both moments, by parameter number, and the number of steps taken."""
        moments = {f"m/{index}": buffer for index, buffer in enumerate(self._m)}
        moments |= {f"v/{index}": buffer for index, buffer in enumerate(self._v)}
        return moments | {"iterations": torch.tensor([self.iterations])}


OPTIMISER_CLASSES = {"sgd": SGD, "rmsprop": RMSprop, "adam": Adam}


def make_optimiser(name: str, parameters: Iterable[Tensor], learning_rate: float) -> Optimiser:
    """Return the optimiser called `name` with Keras's defaults."""
    if name not in OPTIMISER_CLASSES:
        raise UserProblem(f"There is no optimiser “{name}”: choose sgd, rmsprop or adam.")
    return OPTIMISER_CLASSES[name](parameters, learning_rate)
