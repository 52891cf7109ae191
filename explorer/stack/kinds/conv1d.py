"""Conv1D: the same small filter at every place in time."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.stack.kinds.windows import needs_sequences, windows
from explorer.stack.option import option
from explorer.stack.spec import LayerSpec, Shape


@dataclass(frozen=True, kw_only=True)
class Conv1DSpec(LayerSpec):
    """(T, F) → (T′, filters)."""

    kind: ClassVar[str] = "Conv1D"
    group: ClassVar[str] = "Convolution"
    summary: ClassVar[str] = "sliding window"
    input_rank: ClassVar[int] = 2
    carries_mask: ClassVar[bool] = False

    filters: int = option(32, "How many patterns it looks for.", low=1, high=4096, slider_high=128)
    kernel_size: int = option(7, "How many timesteps a pattern spans.", low=1, high=512)
    strides: int = option(1, "How far the window moves each time.", low=1, high=512)
    padding: str = option("valid", "What happens at the ends.", choices=("valid", "same", "causal"))
    dilation_rate: int = option(1, "Gap between the timesteps of a pattern.", low=1, high=512)
    activation: str = option(
        "linear", "Applied to every output.", choices=("linear", "relu", "tanh", "sigmoid")
    )
    use_bias: bool = option(True, "Adds a learnt constant to every filter.")

    @property
    def reach(self) -> int:
        """Timesteps from the first to the last one that a pattern touches."""
        return (self.kernel_size - 1) * self.dilation_rate + 1

    def output_shape(self, input_shape: Shape) -> Shape:
        """(T, F) → (T′, filters)."""
        timesteps, _ = needs_sequences(self.kind, input_shape)
        count = windows(self.kind, timesteps, self.reach, self.strides, self.padding)
        return (count, self.filters)

    def parameters(self, input_shape: Shape) -> int:
        """kernel_size·F·filters, and a bias a filter."""
        kernel = self.kernel_size * input_shape[-1] * self.filters
        return kernel + (self.filters if self.use_bias else 0)

    def caption(self) -> str:
        """Filters and window."""
        return f"{self.filters} filters · {self.kernel_size} wide · {self.activation}"
