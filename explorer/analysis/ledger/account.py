"""Which part of a hidden state came from which timestep: one account a way of adding up.

Axes: L timestep in the order of reading, H unit. Everything float64.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from explorer.analysis.signals import Found
from explorer.network.activations import Activation
from explorer.network.recurrent import Recurrent, affine

Squash = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, eq=False)
class Parts:
    """What timesteps 0…e, (e+1, H) each, hold at timestep e. start: (H,) from before the first."""

    written: np.ndarray | None
    survival: np.ndarray | None
    shown: np.ndarray
    start: np.ndarray


class Account(ABC):
    """The books of one layer on one review."""

    @abstractmethod
    def parts(self, e: int) -> Parts:
        """Split the states after timestep e."""


class Sum(Account):
    """A state that is a sum: written_t ⊙ ∏_{s>t} kept_s. written, kept: (L, H)."""

    def __init__(self, written: np.ndarray, kept: np.ndarray) -> None:
        self.written, self.kept = written, kept

    def surviving(self, e: int) -> np.ndarray:
        """Return how much of each write (e+1, H) is left after timestep e."""
        later = np.ones((e + 1, self.kept.shape[1]))
        later[:-1] = self.kept[e:0:-1].cumprod(0)[::-1]
        return later

    def parts(self, e: int) -> Parts:
        """Split h itself, which is the sum (GRU)."""
        survival = self.surviving(e)
        written = self.written[: e + 1]
        return Parts(written, survival, written * survival, np.zeros(written.shape[1]))


class GatedSum(Sum):
    """h = o ⊙ a(sum): each timestep gets o ⊙ the step it adds to a (Murdoch & Szlam 2017)."""

    def __init__(self, written: np.ndarray, kept: np.ndarray, o: np.ndarray, a: Squash) -> None:
        super().__init__(written, kept)
        self.o, self.a = o, a

    def parts(self, e: int) -> Parts:
        """Split h."""
        survival = self.surviving(e)
        written = self.written[: e + 1]
        steps, start = telescope(written * survival, np.zeros(written.shape[1]), self.a)
        return Parts(written, survival, self.o[e] * steps, self.o[e] * start)


class Secants(Account):
    """A state rewritten at every timestep: h = a(fresh + h U), or a(fresh + h U + c V).

    What each earlier timestep has in h goes through U (and what it has in c through V); then each
    gets the step it adds to a, in the order of reading. Exact at every timestep, as a telescoping
    sum is; the order matters.
    fresh: (L, H) what the input and the bias add. skipped: (L,) timesteps that a mask leaves out.
    """

    def __init__(
        self,
        fresh: np.ndarray,
        recurrent_kernel: np.ndarray,
        skipped: np.ndarray,
        a: Squash,
        carry: tuple[Sum, np.ndarray] | None = None,
    ) -> None:
        self.fresh, self.recurrent_kernel, self.a = fresh, recurrent_kernel, a
        self.skipped, self.carry = skipped, carry

    def parts(self, e: int) -> Parts:
        """Split h, going through all timesteps up to e."""
        units = self.fresh.shape[1]
        start, shown = np.zeros(units), np.zeros((e + 1, units))
        held = np.zeros((e + 1, units))
        for t in range(e + 1):
            if self.skipped[t]:
                continue
            levels = shown[: t + 1] @ self.recurrent_kernel
            levels[t] = self.fresh[t]
            if self.carry is not None:
                books, carry_kernel = self.carry
                levels[:t] += held[:t] @ carry_kernel
                held[:t] *= books.kept[t]
                held[t] = books.written[t]
            shown[: t + 1], start = telescope(levels, start @ self.recurrent_kernel, self.a)
        if self.carry is None:
            return Parts(None, None, shown, start)
        books, _ = self.carry
        return Parts(books.written[: e + 1], books.surviving(e), shown, start)


def telescope(steps: np.ndarray, before: np.ndarray, a: Squash) -> tuple[np.ndarray, np.ndarray]:
    """Split a(before + all steps): a(S_t) − a(S_{t−1}) for each step (L, H), and a(before) (H,)."""
    values = a(np.concatenate([before[None], steps]).cumsum(0))
    return np.diff(values, axis=0), values[0]


def open_account(found: Found, read: np.ndarray) -> Account:
    """Open the books of a layer. read: (T′,) timesteps that no mask leaves out."""
    layer, kind = found.layer, found.layer.spec.kind
    signals = {name: _reading(layer, values.numpy()) for name, values in found.signals.items()}
    a = _squash(layer.activation)
    if kind == "GRU":
        return Sum((1.0 - signals["z"]) * signals["n"], signals["z"])
    if kind == "LSTM":
        return GatedSum(signals["i"] * signals["k"], signals["f"], signals["o"], a)
    kernel = layer.recurrent_kernel.detach()[:, -layer.units :].numpy()
    fresh, skipped = _reading(layer, _fresh(found)), _reading(layer, ~read)
    carry = None
    if kind == "CarryLSTM":
        through = layer.weights[3]
        assert through is not None
        carry = Sum(signals["i"] * signals["k"], signals["f"]), through.detach().numpy()
    return Secants(fresh, kernel, skipped, a, carry)


def _fresh(found: Found) -> np.ndarray:
    """x W + b of the block that h is made of, the kernel's last (T′, H)."""
    layer, units = found.layer, found.layer.units
    x = found.inputs.padded()[:, 0].detach()
    bias = None if layer.bias is None else layer.bias.detach()[-units:]
    return affine(x, layer.kernel.detach()[:, -units:], bias).numpy()


def _reading(layer: Recurrent, values: np.ndarray) -> np.ndarray:
    """Turn rows to the order of reading."""
    return values[::-1] if layer.spec.go_backwards else values


def _squash(activation: Activation) -> Squash:
    if activation.function is torch.tanh:
        return np.tanh

    def squash(values: np.ndarray) -> np.ndarray:
        found: Tensor = activation(torch.from_numpy(values))
        return found.numpy()

    return squash
