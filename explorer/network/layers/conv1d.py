"""Conv1D: the same small filter at every place in time."""

from torch import Generator, Tensor
from torch.nn.functional import conv1d, pad

from explorer.network.activations import activation
from explorer.network.initialisers import glorot_uniform, zeros
from explorer.network.layer import new_parameter
from explorer.network.layers.windowed import Windowed
from explorer.network.windows import Windows
from explorer.stack.kinds import Conv1DSpec
from explorer.stack.spec import Shape


class Conv1D(Windowed):
    """kernel (kernel_size, F, filters), bias (filters,)."""

    def __init__(self, spec: Conv1DSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec.name)
        self.spec = spec
        self.reach, self.stride, self.padding = spec.reach, spec.strides, spec.padding
        shape = (spec.kernel_size, input_shape[-1], spec.filters)
        self.kernel = new_parameter(glorot_uniform(shape, generator))
        self.bias = new_parameter(zeros((spec.filters,))) if spec.use_bias else None
        self.activation = activation(spec.activation)

    def slide(self, x: Tensor, windows: Windows) -> Tensor:
        """(B, F, T) → (B, filters, T′); torch's weight is (filters, F, kernel_size)."""
        weight = self.kernel.permute(2, 1, 0)
        filtered = conv1d(
            pad(x, windows.padded), weight, self.bias, self.stride, 0, self.spec.dilation_rate
        )
        return self.activation(filtered)
