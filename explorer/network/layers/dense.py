"""Dense: the same matrix for every vector, or for every timestep."""

import torch
from torch import Generator, Tensor

from explorer.network.activations import activation
from explorer.network.initialisers import glorot_uniform, zeros
from explorer.network.layer import Layer, Values, new_parameter
from explorer.stack.kinds import DenseSpec
from explorer.stack.spec import Shape


class Dense(Layer):
    """activation(x · kernel + bias), with kernel (F, units)."""

    def __init__(self, spec: DenseSpec, input_shape: Shape, generator: Generator) -> None:
        super().__init__(spec.name)
        self.activation = spec.activation
        self.kernel = new_parameter(glorot_uniform((input_shape[-1], spec.units), generator))
        self.bias = new_parameter(zeros((spec.units,))) if spec.use_bias else None

    def forward(self, values: Values, training: bool) -> Values:
        """Apply to vectors (B, F) or to every timestep."""
        if isinstance(values, Tensor):
            return self.outputs(values)
        return values.mapped(self.outputs)

    def outputs(self, x: Tensor) -> Tensor:
        """(…, F) → (…, units)."""
        return activation(self.activation)(self.logits(x))

    def logits(self, x: Tensor) -> Tensor:
        """(…, F) → (…, units), before the activation."""
        kernel, bias = self.kernel, self.bias
        if bias is None:
            return x @ kernel
        return torch.addmm(bias, x, kernel) if x.dim() == 2 else x @ kernel + bias
