"""Dropout and SpatialDropout1D: zero a random share while training."""

from torch import Generator, Tensor

from explorer.network.batch_share import dropped
from explorer.network.layer import Layer, Values, sequences_of
from explorer.stack.kinds import DropoutSpec, SpatialDropout1DSpec
from explorer.stack.spec import Shape

RandomZerosSpec = DropoutSpec | SpatialDropout1DSpec


class Dropout(Layer):
    """While training, zero a share `rate` of the elements and scale the rest by 1/(1−rate)."""

    def __init__(self, spec: RandomZerosSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec.name)
        self.rate = spec.rate

    def forward(self, values: Values, training: bool) -> Values:
        """Apply to vectors or sequences; nothing happens outside training."""
        if not training or self.rate == 0.0:
            return values
        return self.drop(values)

    def drop(self, values: Values) -> Values:
        """Draw for every element by itself."""
        if isinstance(values, Tensor):
            return dropped(values, self.rate, 0)
        return values.mapped(lambda part: dropped(part, self.rate, 1), shares=False)


class SpatialDropout1D(Dropout):
    """Drops a feature in all timesteps of a review at once."""

    def drop(self, values: Values) -> Values:
        """Draw one mask (B, F) for all timesteps."""
        laid = sequences_of(values, self).laid(shares=False)
        plan, like = laid.own_plan, laid.values[0]
        mask = dropped(like.new_ones(plan.batch, like.shape[2]), self.rate, 0)
        pairs = zip(laid.values, plan.stretches, strict=True)
        left = [part * plan.rows_of(mask, stretch) for part, stretch in pairs]
        return laid.with_values(left, shares=False)
