"""Pooling over time: the peak or the mean of a window, or of the whole review."""

from abc import abstractmethod

import torch
from torch import Generator, Tensor
from torch.nn.functional import avg_pool1d, max_pool1d, pad

from explorer.network.layer import Layer, Values, sequences_of
from explorer.network.layers.windowed import Windowed
from explorer.network.plan import enter
from explorer.network.sequences import Laid, Sequences
from explorer.network.windows import Windows
from explorer.stack.kinds import (
    AveragePooling1DSpec,
    GlobalAveragePooling1DSpec,
    GlobalMaxPooling1DSpec,
    MaxPooling1DSpec,
)
from explorer.stack.spec import Shape

LocalPoolingSpec = MaxPooling1DSpec | AveragePooling1DSpec
GlobalPoolingSpec = GlobalMaxPooling1DSpec | GlobalAveragePooling1DSpec


class LocalPooling(Windowed):
    """A window of `pool_size` timesteps becomes one."""

    def __init__(self, spec: LocalPoolingSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec.name)
        self.reach, self.stride, self.padding = spec.pool_size, spec.stride, spec.padding

    def over(self, sequences: Sequences, windows: Windows) -> Laid:
        """Pool every window."""
        slid = self.slide(sequences.padded().permute(1, 2, 0), windows)
        return Laid.dense(slid.permute(2, 0, 1), shared=windows.shared(sequences.shared))

    @abstractmethod
    def slide(self, x: Tensor, windows: Windows) -> Tensor:
        """(B, F, T) → (B, F, T′)."""


class MaxPooling1D(LocalPooling):
    """The largest value of each window."""

    def slide(self, x: Tensor, windows: Windows) -> Tensor:
        """(B, F, T) → (B, F, T′)."""
        return max_pool1d(pad(x, windows.padded, value=-torch.inf), self.reach, self.stride)


class AveragePooling1D(LocalPooling):
    """The mean of each window; timesteps added at the ends do not count."""

    def slide(self, x: Tensor, windows: Windows) -> Tensor:
        """(B, F, T) → (B, F, T′)."""
        mean = avg_pool1d(pad(x, windows.padded), self.reach, self.stride)
        if windows.padded == (0, 0):
            return mean
        there = pad(x.new_ones(1, 1, windows.length), windows.padded)
        return mean / avg_pool1d(there, self.reach, self.stride)


class GlobalPooling(Layer):
    """A whole review becomes one vector (B, F)."""

    def __init__(self, spec: GlobalPoolingSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec.name)

    def forward(self, values: Values, training: bool) -> Tensor:
        """Pool stretch by stretch: reviews that join go on from the pool of the one that read."""
        laid = sequences_of(values, self).laid(shares=True)
        plan = laid.own_plan
        first, *rest = (self.fold(part) for part in laid.values)
        pooled = first
        for folded in rest:
            (before,) = enter((pooled,), len(folded))
            pooled = self.join(before, folded)
        (pooled,) = enter((pooled,), plan.batch)
        pooled = pooled if plan.place is None else pooled.index_select(0, plan.place)
        return self.finished(pooled, plan.length)

    @abstractmethod
    def fold(self, part: Tensor) -> Tensor:
        """(steps, rows, F) → (rows, F)."""

    @abstractmethod
    def join(self, before: Tensor, after: Tensor) -> Tensor:
        """Two folds (rows, F) as one."""

    def finished(self, pooled: Tensor, length: int) -> Tensor:
        """The fold (B, F) of `length` timesteps as the pool."""
        return pooled

    @abstractmethod
    def running(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(T, F) → (T, F): row t is the pool of one review's timesteps 0…t."""


class GlobalMaxPooling1D(GlobalPooling):
    """The largest value of the whole review. It cannot see a mask, as in Keras."""

    def fold(self, part: Tensor) -> Tensor:
        """The largest."""
        return part.amax(0)

    def join(self, before: Tensor, after: Tensor) -> Tensor:
        """The larger."""
        return torch.maximum(before, after)

    def running(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Running maximum."""
        return x.cummax(0).values


class GlobalAveragePooling1D(GlobalPooling):
    """The mean over the review; masked timesteps do not count (zero if all are masked)."""

    def forward(self, values: Values, training: bool) -> Tensor:
        """As without a mask, or over what it leaves."""
        sequences = sequences_of(values, self)
        if sequences.mask is None:
            return super().forward(sequences, training)
        x = sequences.padded()
        there = sequences.mask.t().to(x.dtype)[:, :, None]
        return (x * there).sum(0) / there.sum(0).clamp_min(1.0)

    def fold(self, part: Tensor) -> Tensor:
        """The sum."""
        return part.sum(0)

    def join(self, before: Tensor, after: Tensor) -> Tensor:
        """The sum of both."""
        return before + after

    def finished(self, pooled: Tensor, length: int) -> Tensor:
        """The mean."""
        return pooled / length

    def running(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Running mean."""
        there = x.new_ones(len(x), 1) if mask is None else mask.t().to(x.dtype)
        return (x * there).cumsum(0) / there.cumsum(0).clamp_min(1.0)
