"""What every module of the stack is."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

import torch
from torch import Tensor, nn

from explorer.network.sequences import Sequences

Values = Sequences | Tensor
"""What travels between layers: sequences, or one vector a review (B, F)."""


class Layer(nn.Module, ABC):
    """One layer. Parameters carry Keras's names and layouts.

    Whether randomness is on is an argument, not the module's mode, so that a trace can run
    between two training batches and leave nothing changed.
    """

    causal = True
    """Whether what it gives at timestep t depends on timesteps up to t alone."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def own_parameters(self) -> Iterator[tuple[str, nn.Parameter]]:
        """Yield (name, parameter) as the weights file has them after the layer's name."""
        yield from self.named_parameters()

    @abstractmethod
    def forward(self, values: Values, training: bool) -> Values:
        """Apply the layer; `training` switches dropout on."""


def sequences_of(values: Values, layer: Layer) -> Sequences:
    """Return `values` as the sequences that `layer` needs; the rules refuse a stack without."""
    if isinstance(values, Tensor):
        raise TypeError(f"{layer.name} reads sequences, not vectors of shape {tuple(values.shape)}")
    return values


def vectors_of(values: Values, layer: Layer) -> Tensor:
    """Return `values` as the vectors (B, F) that `layer` needs."""
    if not isinstance(values, Tensor):
        raise TypeError(f"{layer.name} reads one vector a review, not sequences")
    return values


def new_parameter(values: Tensor) -> nn.Parameter:
    """Return a trainable parameter with these initial values."""
    return nn.Parameter(values.to(torch.float32))
