"""Conv1D: the same small filter at every place in time."""

import numpy as np
import torch
from torch import Generator, Tensor
from torch.nn.functional import pad

from explorer.network.activations import activation
from explorer.network.initialisers import glorot_uniform, zeros
from explorer.network.layer import new_parameter
from explorer.network.layers.sliding import Taps, slide
from explorer.network.layers.windowed import Windowed
from explorer.network.plan import Plan, Stretch
from explorer.network.sequences import Laid, Sequences
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

    def over(self, sequences: Sequences, windows: Windows) -> Laid:
        """Filter; with stride 1 stretch by stretch, the windows that reviews share only once."""
        leading = windows.shared(sequences.shared)
        before, after = windows.padded
        if self.stride > 1 or not windows.count:
            return Laid.dense(
                self._filtered(sequences.padded(), windows.count, before), None, leading
            )
        # A review joins where a window of its own begins, before its own first timestep.
        plan = sequences.joining(np.clip(leading - before, 0, windows.length))
        parts = _with_zeros(sequences.parts(plan), before, after)
        stretches = _stretches(plan, before, windows.count)
        values = []
        for number, stretch in enumerate(stretches):
            count = stretch.stop - stretch.start
            read = _from(parts[number:], stretch.rows, count + self.reach - 1)
            values.append(self._filtered(read, count, 0))
        own = Plan(plan.batch, windows.count, stretches, plan.order)
        return Laid(own, values, None, leading)

    def _filtered(self, x: Tensor, count: int, before: int) -> Tensor:
        """(T, rows, F) → (count, rows, filters)."""
        taps = Taps(len(x), count, self.stride, self.spec.dilation_rate, before)
        return self.activation(slide(x, self.kernel, self.bias, taps))


def _with_zeros(parts: list[Tensor], before: int, after: int) -> list[Tensor]:
    """Put the padding's timesteps before the first part and behind the last."""
    opened = [pad(parts[0], (0, 0, 0, 0, before, 0)) if before else parts[0], *parts[1:]]
    return [*opened[:-1], pad(opened[-1], (0, 0, 0, 0, 0, after)) if after else opened[-1]]


def _stretches(plan: Plan, before: int, count: int) -> tuple[Stretch, ...]:
    """Return which windows begin in each stretch of the plan: `count` in all."""
    found = []
    for stretch in plan.stretches:
        start = stretch.start + before if stretch.start else 0
        is_last = stretch is plan.stretches[-1]
        stop = count if is_last else min(stretch.stop + before, count)
        if start < stop:
            found.append(Stretch(start, stop, stretch.rows))
    return tuple(found)


def _from(parts: list[Tensor], rows: int, steps: int) -> Tensor:
    """The first `steps` timesteps of these parts, for the first `rows` reviews."""
    taken, missing = [], steps
    for part in parts:
        taken.append(part[:missing, :rows])
        missing -= len(taken[-1])
        if not missing:
            break
    return taken[0] if len(taken) == 1 else torch.cat(taken)
