"""Holding signals at chosen values: gate surgery."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from explorer.problem import UserProblem


@dataclass(frozen=True)
class Clamp:
    """Hold `signal` of `layer` at `value`, for some units and timesteps.

    units: which ones; None for all. start, stop: timesteps start…stop−1, of the layer's own;
    stop None is the end. value: a number, or an array that broadcasts to (stop − start, units).
    """

    layer: str
    signal: str
    value: float | np.ndarray
    units: Sequence[int] | None = None
    start: int = 0
    stop: int | None = None

    def until(self, end: int) -> "Clamp | None":
        """Return what this clamp holds before timestep `end`, None if that is nothing."""
        if self.start >= end:
            return None
        if self.stop is not None and self.stop <= end:
            return self
        value = self.value
        if isinstance(value, np.ndarray) and value.ndim == 2 and len(value) > 1:
            value = value[: end - self.start]
        return replace(self, stop=end, value=value)

    def later(self, steps: int) -> "Clamp":
        """Return the same clamp `steps` timesteps later (earlier if negative)."""
        start, before = max(0, self.start + steps), max(0, -(self.start + steps))
        value = self.value
        if isinstance(value, np.ndarray) and value.ndim == 2 and len(value) > 1:
            value = value[before:]
        stop = None if self.stop is None else max(start, self.stop + steps)
        return replace(self, start=start, stop=stop, value=value)


class Clamps:
    """The clamps of one layer in one run: y ← keep ⊙ y + value, at every timestep.

    Axes: T timestep, B review (1: all alike), H unit; keep and value are (T, B, H).
    """

    def __init__(self, keep: dict[str, Tensor], value: dict[str, Tensor]) -> None:
        self.keep = keep
        self.value = value

    @classmethod
    def of(
        cls, clamps: Iterable[Clamp], signals: Sequence[str], shape: tuple[int, int], like: Tensor
    ) -> "Clamps | None":
        """Return the clamps of a layer with these signals, each (T, H); None where there are none.

        A later clamp overrides an earlier one. Raises UserProblem for a signal, unit or timestep
        that the layer does not have, or a value of the wrong shape.
        """
        keep: dict[str, np.ndarray] = {}
        value: dict[str, np.ndarray] = {}
        for clamp in clamps:
            rows, columns = _place(clamp, signals, shape)
            if clamp.signal not in keep:
                keep[clamp.signal] = np.ones(shape)
                value[clamp.signal] = np.zeros(shape)
            keep[clamp.signal][np.ix_(rows, columns)] = 0.0
            try:
                value[clamp.signal][np.ix_(rows, columns)] = clamp.value
            except ValueError as error:
                raise UserProblem(
                    f"The value that clamps “{clamp.signal}” of “{clamp.layer}” has shape "
                    f"{np.shape(clamp.value)}; {(len(rows), len(columns))} is needed."
                ) from error
        if not keep:
            return None
        as_tensors = [
            {
                name: torch.as_tensor(array[:, None], dtype=like.dtype)
                for name, array in arrays.items()
            }
            for arrays in (keep, value)
        ]
        return cls(as_tensors[0], as_tensors[1])

    def at(self, steps: Tensor) -> "Clamps":
        """Return the clamps that reviews meet which read timesteps `steps` (L, B), in order."""
        return self._each(lambda values: values[steps, 0])

    def span(self) -> tuple[int, int]:
        """Return the first timestep at which anything is held, and the one after the last."""
        held = torch.stack([(keep == 0).flatten(1).any(1) for keep in self.keep.values()]).any(0)
        steps = torch.nonzero(held).flatten()
        return (int(steps[0]), int(steps[-1]) + 1) if len(steps) else (0, 0)

    def cut(self, start: int, stop: int, rows: int) -> "Clamps":
        """Return the clamps of steps start…stop−1 and the first rows."""
        return self._each(lambda values: values[start:stop, :rows])

    def _each(self, change: Callable[[Tensor], Tensor]) -> "Clamps":
        return Clamps(
            {name: change(values) for name, values in self.keep.items()},
            {name: change(values) for name, values in self.value.items()},
        )

    def apply(self, signal: str, t: int, values: Tensor) -> None:
        """Overwrite what is clamped in `values` (B, H) of timestep t."""
        if signal in self.keep:
            values.mul_(self.keep[signal][t]).add_(self.value[signal][t])

    def stop_gradient(self, signal: str, gradients: Tensor) -> Tensor:
        """Zero what is clamped in gradients (T, B, H): a held value passes nothing back."""
        if signal not in self.keep:
            return gradients
        return gradients * self.keep[signal]


def _place(
    clamp: Clamp, signals: Sequence[str], shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the timesteps and units that a clamp holds."""
    steps, units = shape
    if clamp.signal not in signals:
        raise UserProblem(
            f"The layer “{clamp.layer}” has no signal “{clamp.signal}”: choose "
            f"{', '.join(signals)}."
        )
    stop = steps if clamp.stop is None else clamp.stop
    if not 0 <= clamp.start <= stop <= steps:
        raise UserProblem(
            f"Timesteps {clamp.start}…{stop} are outside this review, which has {steps}."
        )
    columns = np.arange(units) if clamp.units is None else np.asarray(clamp.units, int)
    if columns.size and not (columns.min() >= 0 and columns.max() < units):
        raise UserProblem(f"The layer “{clamp.layer}” has units 0…{units - 1}.")
    return np.arange(clamp.start, stop), columns
