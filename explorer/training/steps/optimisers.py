"""SGD, RMSprop and Adam with Keras 3's arithmetic, epsilon placement included.

torch's own differ: its RMSprop adds epsilon outside the square root, its default epsilons are
1e-8, and its Adam corrects the bias of the second moment before the root.
Source: keras/src/optimizers/{sgd,rmsprop,adam}.py.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping

import torch
from torch import Tensor

from explorer.problem import UserProblem
from explorer.training.settings import TrainingSettings

Slots = list[Tensor]


class Optimiser(ABC):
    """Changes the parameters in place from their gradients.

    iterations: the steps taken. slots: by letter, one buffer a parameter, zeros at first.
    """

    def __init__(self, parameters: Iterable[Tensor], learning_rate: float, slots: str) -> None:
        self.parameters = list(parameters)
        self.learning_rate = learning_rate
        self.iterations = 0
        self.slots: dict[str, Slots] = {
            letter: [torch.zeros_like(parameter) for parameter in self.parameters]
            for letter in slots
        }

    @property
    def param_groups(self) -> list[dict[str, list[Tensor]]]:
        """The parameters as torch's gradient scaler looks for them."""
        return [{"params": self.parameters}]

    @torch.no_grad()
    def step(self) -> None:
        """Apply one update; parameters without a gradient stay as they are."""
        self.iterations += 1
        for index, parameter in enumerate(self.parameters):
            if parameter.grad is not None:
                self._update(parameter, parameter.grad, index)

    @abstractmethod
    def _update(self, parameter: Tensor, grad: Tensor, index: int) -> None: ...

    def state(self) -> dict[str, Tensor]:
        """Everything but the parameters that the next step depends on: LETTER/NUMBER, iterations.

        The tensors are the optimiser's own: copy what is to be kept.
        """
        named = {
            f"{letter}/{index}": buffer
            for letter, buffers in self.slots.items()
            for index, buffer in enumerate(buffers)
        }
        return named | {"iterations": torch.tensor([self.iterations])}

    @torch.no_grad()
    def load(self, state: Mapping[str, Tensor]) -> None:
        """Go on from a `state()` of before. Raises UserProblem if it is another optimiser's."""
        own = self.state()
        same = own.keys() == state.keys() and all(
            own[name].shape == state[name].shape for name in own
        )
        if not same:
            raise UserProblem("The optimiser's state that was kept belongs to another optimiser.")
        for name, buffer in own.items():
            buffer.copy_(state[name])
        self.iterations = int(state["iterations"])


class SGD(Optimiser):
    """w ← w − lr·g; with momentum, m ← μm − lr·g and w ← w + m (Nesterov: w ← w + μm − lr·g)."""

    def __init__(
        self,
        parameters: Iterable[Tensor],
        learning_rate: float = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
    ) -> None:
        super().__init__(parameters, learning_rate, "m" if momentum else "")
        self.momentum = momentum
        self.nesterov = nesterov

    def _update(self, parameter: Tensor, grad: Tensor, index: int) -> None:
        if not self.momentum:
            parameter.add_(grad, alpha=-self.learning_rate)
            return
        m = self.slots["m"][index].mul_(self.momentum).add_(grad, alpha=-self.learning_rate)
        if self.nesterov:
            parameter.add_(m, alpha=self.momentum).add_(grad, alpha=-self.learning_rate)
        else:
            parameter.add_(m)


class RMSprop(Optimiser):
    """v ← ρv + (1−ρ)g²; w ← w − lr·g / √(v + ε); with momentum, m ← μm + that and w ← w − m."""

    def __init__(
        self,
        parameters: Iterable[Tensor],
        learning_rate: float = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
    ) -> None:
        super().__init__(parameters, learning_rate, "vm" if momentum else "v")
        self.rho = rho
        self.momentum = momentum
        self.epsilon = epsilon

    def _update(self, parameter: Tensor, grad: Tensor, index: int) -> None:
        v = self.slots["v"][index]
        v.mul_(self.rho).addcmul_(grad, grad, value=1.0 - self.rho)
        root = (v + self.epsilon).sqrt_()
        if not self.momentum:
            parameter.addcdiv_(grad, root, value=-self.learning_rate)
            return
        m = self.slots["m"][index].mul_(self.momentum)
        parameter.sub_(m.addcdiv_(grad, root, value=self.learning_rate))


class Adam(Optimiser):
    """m, v as in Kingma & Ba; α_t = lr·√(1−β₂ᵗ)/(1−β₁ᵗ); w ← w − α_t·m / (√v + ε)."""

    def __init__(
        self,
        parameters: Iterable[Tensor],
        learning_rate: float = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
    ) -> None:
        super().__init__(parameters, learning_rate, "mv")
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def _update(self, parameter: Tensor, grad: Tensor, index: int) -> None:
        t, m, v = self.iterations, self.slots["m"][index], self.slots["v"][index]
        alpha = self.learning_rate * (1 - self.beta_2**t) ** 0.5 / (1 - self.beta_1**t)
        m.lerp_(grad, 1.0 - self.beta_1)
        v.mul_(self.beta_2).addcmul_(grad, grad, value=1.0 - self.beta_2)
        parameter.addcdiv_(m, v.sqrt().add_(self.epsilon), value=-alpha)


def make_optimiser(settings: TrainingSettings, parameters: Iterable[Tensor]) -> Optimiser:
    """Return the optimiser that `settings` describe. Raises UserProblem for an unknown name."""
    rate = settings.learning_rate
    if settings.optimiser == "sgd":
        return SGD(parameters, rate, settings.momentum, settings.nesterov)
    if settings.optimiser == "rmsprop":
        return RMSprop(parameters, rate, settings.rho, settings.momentum, settings.epsilon)
    if settings.optimiser == "adam":
        return Adam(parameters, rate, settings.beta_1, settings.beta_2, settings.epsilon)
    raise UserProblem(f"There is no optimiser “{settings.optimiser}”: choose sgd, rmsprop or adam.")
