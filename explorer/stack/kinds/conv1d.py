"""Conv1D: the same small filter at every place in time."""

from dataclasses import dataclass, replace
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
    about: ClassVar[str] = (
        "Looks for the same few patterns at every place of the review, each a handful of words "
        "long. Fast, and blind to what lies further apart than its window."
    )
    input_rank: ClassVar[int] = 2
    carries_mask: ClassVar[bool] = False

    filters: int = option(32, "How many patterns it looks for.", low=1, high=4096, slider_high=128)
    kernel_size: int = option(
        7, "How many timesteps a pattern spans.", low=1, high=512, slider_high=15
    )
    strides: int = option(1, "How far the window moves each time.", low=1, high=512, slider_high=10)
    padding: str = option(
        "valid",
        "valid: the window stays inside. same: the ends are padded. causal: only the start is, so "
        "that no output sees a later word.",
        choices=("valid", "same", "causal"),
    )
    dilation_rate: int = option(
        1, "Distance between the timesteps of a pattern.", low=1, high=512, slider_high=16
    )
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

    def weights(self, input_shape: Shape) -> dict[str, Shape]:
        """kernel (kernel_size, F, filters) and bias (filters,)."""
        found: dict[str, Shape] = {"kernel": (self.kernel_size, input_shape[-1], self.filters)}
        return found | ({"bias": (self.filters,)} if self.use_bias else {})

    def arithmetic(self, input_shape: Shape) -> str:
        """kernel_size·F·filters + filters."""
        kernel = f"{self.kernel_size}·{input_shape[-1]}·{self.filters}"
        return kernel + (f" + {self.filters}" if self.use_bias else "")

    def clashes(self) -> dict[str, str]:
        """Keras refuses strides and dilation at once."""
        if self.wrong_options() or self.strides == 1 or self.dilation_rate == 1:
            return {}
        return {"strides": "must be 1 where dilation_rate is not"}

    def mended(self) -> LayerSpec:
        """With strides 1 where both were set."""
        ranged = super().mended()
        assert isinstance(ranged, Conv1DSpec)
        return replace(ranged, strides=1) if ranged.clashes() else ranged

    def caption(self) -> str:
        """Filters and window."""
        return f"{self.filters} filters · {self.kernel_size} wide · {self.activation}"
