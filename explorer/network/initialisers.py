"""Keras's initial weights, drawn from an explicit torch.Generator.

Source: keras/src/initializers/random_initializers.py. Every function returns a float32 tensor.
"""

import math

import torch
from torch import Generator, Tensor


def glorot_uniform(shape: tuple[int, ...], generator: Generator) -> Tensor:
    """U(−a, a) with a = √(6 / (fan_in + fan_out)) (Glorot & Bengio 2010).

    The last two axes are inputs and outputs; the axes before them (a convolution's kernel_size)
    multiply both.
    """
    field = math.prod(shape[:-2])
    limit = math.sqrt(6.0 / (field * (shape[-2] + shape[-1])))
    return uniform(shape, limit, generator)


def uniform(shape: tuple[int, ...], limit: float, generator: Generator) -> Tensor:
    """U(−limit, limit)."""
    return torch.empty(shape).uniform_(-limit, limit, generator=generator)


def orthogonal(shape: tuple[int, int], generator: Generator) -> Tensor:
    """Draw a matrix whose rows or columns, whichever are fewer, are orthonormal (Saxe 2013).

    The signs of R's diagonal make the draw uniform over such matrices, as in Keras.
    """
    rows, columns = shape
    normal = torch.empty(max(shape), min(shape)).normal_(generator=generator)
    q, r = torch.linalg.qr(normal)
    q = q * torch.sign(torch.diagonal(r))
    return (q.T if rows < columns else q).contiguous()


def zeros(shape: tuple[int, ...]) -> Tensor:
    """All zero."""
    return torch.zeros(shape)


def forget_bias(units: int, blocks: int, block: int) -> Tensor:
    """Zero but for ones in gate block `block` of `blocks` (Jozefowicz et al. 2015): (blocks·H,)."""
    bias = torch.zeros(blocks * units)
    bias[block * units : (block + 1) * units] = 1.0
    return bias
