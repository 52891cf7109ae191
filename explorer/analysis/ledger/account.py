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

KEPT_EVERY = 32  # timesteps between two stages kept: asking at another one goes on from there

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
        nothing = np.zeros((0, fresh.shape[1]))
        self._known = {0: _Stage(nothing, np.zeros(fresh.shape[1]), nothing)}

    def parts(self, e: int) -> Parts:
        """Split h, going on from the last stage before e that is known."""
        t = max(known for known in self._known if known <= e + 1)
        stage = self._known[t]
        while t <= e:
            stage = self._next(stage, t)
            t += 1
            if t % KEPT_EVERY == 0:
                self._known[t] = stage
        if self.carry is None:
            return Parts(None, None, stage.shown, stage.start)
        books, _ = self.carry
        return Parts(books.written[: e + 1], books.surviving(e), stage.shown, stage.start)

    def _next(self, stage: "_Stage", t: int) -> "_Stage":
        """Read timestep t, too."""
        row = np.zeros((1, self.fresh.shape[1]))
        shown, held = np.concatenate([stage.shown, row]), np.concatenate([stage.held, row])
        if self.skipped[t]:
            return _Stage(shown, stage.start, held)
        levels = shown @ self.recurrent_kernel
        levels[t] = self.fresh[t]
        if self.carry is not None:
            books, carry_kernel = self.carry
            levels += held @ carry_kernel
            held *= books.kept[t]
            held[t] = books.written[t]
        return _Stage(*telescope(levels, stage.start @ self.recurrent_kernel, self.a), held)


@dataclass(frozen=True, eq=False)
class _Stage:
    """What t timesteps have in h (t, H), what was there before them (H,), what they have in c."""

    shown: np.ndarray
    start: np.ndarray
    held: np.ndarray


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
