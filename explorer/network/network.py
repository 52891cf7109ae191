"""A stack that can be run and trained."""

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn

from explorer.network.layer import Layer, Values, vectors_of
from explorer.network.layers.dense import Dense
from explorer.problem import UserProblem
from explorer.stack.spec import StackSpec


class Network(nn.Module):
    """The enabled layers of `stack`, in order; the last is the head, Dense(1).

    Axes: B review, T timestep. Calling it with token ids (B, T), int64, gives logits (B,): the
    head's sigmoid is left out, sigmoid(logit) is P(positive).
    """

    def __init__(self, stack: StackSpec, layers: list[Layer], head: Dense, maxlen: int) -> None:
        super().__init__()
        self.stack = stack
        self.maxlen = maxlen
        self.layers: tuple[Layer, ...] = (*layers, head)
        self._registered = nn.ModuleList(self.layers)

    @property
    def head(self) -> Dense:
        """The last layer, Dense(1)."""
        return self.layers[-1]  # pyright: ignore[reportReturnType]

    @property
    def device(self) -> torch.device:
        """Where the parameters lie."""
        return self.head.kernel.device

    def forward(self, ids: Tensor) -> Tensor:
        """Return logits (B,) of ids (B, T); dropout is on in training mode only."""
        return self.logits_from(ids.to(self.device), 0, self.training)

    def logits_from(self, values: Values, first: int, training: bool = False) -> Tensor:
        """Run layers `first`… on what reaches them, and return logits (B,)."""
        for layer in self.layers[first:-1]:
            values = layer(values, training)
        return self.judge(values)

    def judge(self, values: Values) -> Tensor:
        """Return logits (B,) of what reaches the head."""
        return self.head.logits(vectors_of(values, self.head)).squeeze(1)

    def weights(self) -> dict[str, np.ndarray]:
        """Return copies of all parameters in Keras layout, "LAYER/kernel" → float32."""
        return {
            name: parameter.detach().to(torch.float32).cpu().numpy().copy()
            for name, parameter in self._named().items()
        }

    def load_weights(self, weights: Mapping[str, np.ndarray]) -> None:
        """Replace all parameters; nothing changes if any does not fit.

        Raises UserProblem naming the layer for a missing or foreign name, a wrong shape, a dtype
        other than float32, or a number that is not finite.
        """
        named = self._named()
        for name in sorted(named.keys() - weights.keys()):
            raise UserProblem(f"The weights lack “{name}”, which this stack has.")
        for name in sorted(weights.keys() - named.keys()):
            raise UserProblem(f"The weights hold “{name}”, which this stack does not have.")
        for name, parameter in named.items():
            _check(name, weights[name], tuple(parameter.shape))
        with torch.no_grad():
            for name, parameter in named.items():
                parameter.copy_(torch.from_numpy(np.ascontiguousarray(weights[name])))

    def _named(self) -> dict[str, nn.Parameter]:
        return {
            f"{layer.name}/{name}": parameter
            for layer in self.layers
            for name, parameter in layer.own_parameters()
        }


def _check(name: str, array: np.ndarray, shape: tuple[int, ...]) -> None:
    if tuple(array.shape) != shape:
        raise UserProblem(
            f"“{name}” has shape {tuple(array.shape)} where this stack needs {shape}."
        )
    if array.dtype != np.float32:
        raise UserProblem(f"“{name}” holds {array.dtype} numbers where float32 is needed.")
    if not np.isfinite(array).all():
        raise UserProblem(f"“{name}” holds numbers that are not finite: these weights are broken.")
