"""What convolution and local pooling share: a window that slides over time."""

from abc import abstractmethod

from explorer.network.layer import Layer, Values, sequences_of
from explorer.network.sequences import Laid, Sequences
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
    def over(self, sequences: Sequences, windows: Windows) -> Laid:
        """Apply to every window: one timestep each."""

    def forward(self, values: Values, training: bool) -> Values:
        """Apply to sequences."""
        sequences = sequences_of(values, self)
        return self.over(sequences, self.windows(sequences.size[1]))
