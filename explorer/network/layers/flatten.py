"""Flatten: all timesteps side by side in one vector."""

from torch import Generator, Tensor

from explorer.network.layer import Layer, Values
from explorer.stack.kinds import FlattenSpec
from explorer.stack.spec import Shape


class Flatten(Layer):
    """Sequences (B, T, F) → vectors (B, T·F); vectors stay as they are."""

    def __init__(self, spec: FlattenSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec.name)

    def forward(self, values: Values, training: bool) -> Tensor:
        """Timestep by timestep, as Keras lays them."""
        if isinstance(values, Tensor):
            return values
        return values.padded().transpose(0, 1).flatten(1)
