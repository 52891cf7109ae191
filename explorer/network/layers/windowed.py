"""What convolution and local pooling share: a window that slides over time."""

from abc import abstractmethod

from torch import Tensor

from explorer.network.layer import Layer, Values, sequences_of
from explorer.network.sequences import Laid
from explorer.network.windows import Windows


class Windowed(Layer):
    """A layer whose every output reads one window of timesteps. It drops a mask, as Keras does."""

    reach: int
    stride: int
    padding: str

    def windows(self, length: int) -> Windows:
        """Return where the windows stand over `length` timesteps."""
        return Windows(length, self.reach, self.stride, self.padding)

    @abstractmethod
    def slide(self, x: Tensor, windows: Windows) -> Tensor:
        """(B, F, T) → (B, F′, T′)."""

    def forward(self, values: Values, training: bool) -> Values:
        """Apply to sequences."""
        sequences = sequences_of(values, self)
        windows = self.windows(sequences.size[1])
        slid = self.slide(sequences.padded().permute(1, 2, 0), windows)
        return Laid.dense(slid.permute(2, 0, 1), shared=windows.shared(sequences.shared))
