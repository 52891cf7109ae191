"""What the layers share that pool a stretch of time."""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.windows import needs_sequences, windows
from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape


@dataclass(frozen=True, kw_only=True)
class LocalPoolingSpec(LayerSpec, ABC):
    """(T, F) → (T′, F). strides=0 stands for Keras's None: windows stand side by side."""

    group: ClassVar[str] = "Pooling"
    input_rank: ClassVar[int] = 2
    carries_mask: ClassVar[bool] = False

    pool_size: int = option(2, "How many timesteps become one.", low=1, high=512, slider_high=20)
    strides: int = option(
        0,
        "How far the window moves each time; 0: as far as it is long (Keras's None).",
        low=0,
        high=512,
        slider_high=20,
        low_means="as pool_size",
    )
    padding: str = option(
        "valid",
        "valid: an incomplete window at the end is left out. same: it counts.",
        choices=("valid", "same"),
    )

    @property
    def stride(self) -> int:
        """Timesteps from one window to the next."""
        return self.strides or self.pool_size

    def output_shape(self, input_shape: Shape) -> Shape:
        """(T, F) → (T′, F)."""
        timesteps, features = needs_sequences(self.kind, input_shape)
        count = windows(self.kind, timesteps, self.pool_size, self.stride, self.padding)
        return (count, features)

    def caption(self) -> str:
        """Window, and its stride where it differs."""
        apart = f" · stride {self.strides}" if self.stride != self.pool_size else ""
        return f"{self.pool_size} timesteps → 1{apart}"
