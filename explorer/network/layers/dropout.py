"""Dropout: every element by its own chance."""

from torch import Generator, Tensor
from torch.nn.functional import dropout

from explorer.network.layer import Layer, Values
from explorer.stack.kinds import DropoutSpec
from explorer.stack.spec import Shape


class Dropout(Layer):
    """While training, zero a share `rate` of the elements and scale the rest by 1/(1−rate)."""

    def __init__(self, spec: DropoutSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec.name)
        self.rate = spec.rate

    def forward(self, values: Values, training: bool) -> Values:
        """Apply to vectors or sequences; nothing happens outside training."""
        if not training or self.rate == 0.0:
            return values
        if isinstance(values, Tensor):
            return dropout(values, self.rate)
        return values.mapped(lambda part: dropout(part, self.rate), shares=False)
