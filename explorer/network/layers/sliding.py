"""A filter sliding over time, on time-major tensors, where no window has to be copied.

Tap k of window j reads timestep j·stride + k·dilation − before. Of a time-major tensor the
timesteps that one tap reads are one block in memory, so each tap is one matrix product that adds
to the outputs in place. torch's conv1d wants (B, F, T): four copies a step, and twice the time.

Axes: T timestep, n window, B review, F feature read, O filter, K tap.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function
from torch.autograd.function import once_differentiable

CONTIGUOUS = torch.contiguous_format


@dataclass(frozen=True)
class Taps:
    """`windows` windows over `length` timesteps; the first begins `before` timesteps early."""

    length: int
    windows: int
    stride: int = 1
    dilation: int = 1
    before: int = 0

    def places(self, kernel_size: int) -> Iterator[tuple[int, slice, slice]]:
        """Yield each tap, the windows in which it meets a timestep, and those timesteps."""
        for tap in range(kernel_size):
            offset = tap * self.dilation - self.before
            first = max(0, -(offset // self.stride))
            last = min(self.windows - 1, (self.length - 1 - offset) // self.stride)
            if first <= last:
                start = first * self.stride + offset
                stop = last * self.stride + offset + 1
                yield tap, slice(first, last + 1), slice(start, stop, self.stride)


class _Slide(Function):
    """y_j = bias + Σ_k x_{j·stride + k·dilation − before} · kernel_k."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, kernel: Tensor, bias: Tensor | None, taps: Taps) -> Tensor:
        ctx.save_for_backward(x, kernel)
        ctx.taps, ctx.has_bias = taps, bias is not None
        size = (taps.windows, x.shape[1], kernel.shape[2])
        # A clone: over one window of one review `contiguous` would hand out the bias itself.
        y = x.new_zeros(size) if bias is None else bias.expand(size).clone(memory_format=CONTIGUOUS)
        for tap, windows, steps in taps.places(len(kernel)):
            _flat(y[windows]).addmm_(_flat(x[steps]), kernel[tap])
        return y

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, dy: Tensor) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        x, kernel = ctx.saved_tensors
        dy = dy.contiguous()
        dx = torch.zeros_like(x) if ctx.needs_input_grad[0] else None
        d_kernel = torch.zeros_like(kernel)
        for tap, windows, steps in ctx.taps.places(len(kernel)):
            d_windows = _flat(dy[windows])
            torch.mm(_flat(x[steps]).t(), d_windows, out=d_kernel[tap])
            if dx is None:
                continue
            if ctx.taps.stride == 1:
                _flat(dx[steps]).addmm_(d_windows, kernel[tap].t())
            else:
                dx[steps] += (d_windows @ kernel[tap].t()).view_as(dx[steps])
        return dx, d_kernel, dy.sum((0, 1)) if ctx.has_bias else None, None


def _flat(values: Tensor) -> Tensor:
    """(n, B, F) → (n·B, F), without a copy where the timesteps lie side by side."""
    return values.reshape(-1, values.shape[2])


def slide(x: Tensor, kernel: Tensor, bias: Tensor | None, taps: Taps) -> Tensor:
    """Filter x (T, B, F) with kernel (K, F, O) and bias (O,): (n, B, O).

    Always in the kernel's own precision: the taps add up in place.
    """
    with torch.autocast(x.device.type, enabled=False):
        read = x.to(kernel.dtype).contiguous()
        return _Slide.apply(read, kernel, bias, taps)  # pyright: ignore[reportReturnType]
