"""Pooling: keep the peak or the mean of a stretch of time, or of all of it."""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.windows import needs_sequences, windows
from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape


@dataclass(frozen=True, kw_only=True)
class LocalPoolingSpec(LayerSpec, ABC):
    """(T, F) → (T′, F). strides=0 stands for Keras's None: as long as the pool."""

    group: ClassVar[str] = "Pooling"
    input_rank: ClassVar[int] = 2
    carries_mask: ClassVar[bool] = False

    pool_size: int = option(2, "How many timesteps become one.", low=1, high=512)
    strides: int = option(
        0, "How far the window moves each time; 0: as far as it is long.", low=0, high=512
    )
    padding: str = option("valid", "What happens at the end.", choices=("valid", "same"))

    @property
    def stride(self) -> int:
        """Timesteps between two windows."""
        return self.strides or self.pool_size

    def output_shape(self, input_shape: Shape) -> Shape:
        """(T, F) → (T′, F)."""
        timesteps, features = needs_sequences(self.kind, input_shape)
        count = windows(self.kind, timesteps, self.pool_size, self.stride, self.padding)
        return (count, features)

    def parameters(self, input_shape: Shape) -> int:
        """None."""
        return 0

    def caption(self) -> str:
        """Window."""
        return f"{self.pool_size} timesteps → 1"


@dataclass(frozen=True, kw_only=True)
class MaxPooling1DSpec(LocalPoolingSpec):
    """Keeps the largest value of each window."""

    kind: ClassVar[str] = "MaxPooling1D"
    summary: ClassVar[str] = "keep the local peak"


@dataclass(frozen=True, kw_only=True)
class AveragePooling1DSpec(LocalPoolingSpec):
    """Keeps the mean of each window; padded places do not count."""

    kind: ClassVar[str] = "AveragePooling1D"
    summary: ClassVar[str] = "keep the local mean"


@dataclass(frozen=True, kw_only=True)
class GlobalPoolingSpec(LayerSpec, ABC):
    """(T, F) → (F,)."""

    group: ClassVar[str] = "Pooling"
    input_rank: ClassVar[int] = 2

    def output_shape(self, input_shape: Shape) -> Shape:
        """(T, F) → (F,)."""
        return (needs_sequences(self.kind, input_shape)[1],)

    def parameters(self, input_shape: Shape) -> int:
        """None."""
        return 0


@dataclass(frozen=True, kw_only=True)
class GlobalMaxPooling1DSpec(GlobalPoolingSpec):
    """Keeps the largest value of the whole review. It cannot see a mask, as in Keras."""

    kind: ClassVar[str] = "GlobalMaxPooling1D"
    summary: ClassVar[str] = "keep the one peak"
    carries_mask: ClassVar[bool] = False


@dataclass(frozen=True, kw_only=True)
class GlobalAveragePooling1DSpec(GlobalPoolingSpec):
    """Keeps the mean over the review; masked timesteps do not count."""

    kind: ClassVar[str] = "GlobalAveragePooling1D"
    summary: ClassVar[str] = "keep the mean"
