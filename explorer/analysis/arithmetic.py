"""What a gate computed, term by term: x·W + h·U + b, with the biggest contributors by name.

Axes: T′ timestep of a layer, E feature it reads, H unit. All numbers float64.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch

from explorer.analysis.exact import exact, exact_walk
from explorer.analysis.frozen import frozen
from explorer.analysis.signals import Found, recurrent_layers
from explorer.analysis.trace import with_pads
from explorer.network.activations import activation
from explorer.network.build import Network
from explorer.network.clamp import Clamp
from explorer.network.recurrent import Recurrent
from explorer.problem import UserProblem

GATES = {
    "LSTM": ("i", "f", "k", "o"),
    "CarryLSTM": ("i", "f", "k", "h"),
    "GRU": ("z", "r", "n"),
    "SimpleRNN": ("h",),
}
SQUASHED = frozenset("knh")

Source = Literal["x", "h", "c"]


@dataclass(frozen=True)
class Term:
    """One product. source: "x" for word dimension (or unit below) `index`, "h" for unit `index` of
    the hidden state before, "c" for unit `index` of the carry before (Carry LSTM).

    scale: what the product is multiplied by besides: r of a GRU's candidate, else 1.
    """

    source: Source
    index: int
    value: float
    weight: float
    scale: float = 1.0

    @property
    def product(self) -> float:
        """What it adds to the sum."""
        return self.value * self.weight * self.scale


@dataclass(frozen=True, eq=False)
class GateSum:
    """The sum behind one signal of one unit at one timestep.

    x, x_weights: (E,) what the layer reads, and this unit's column of W. h, h_weights: (H,) the
    hidden state before, and the column of U. c, c_weights: (H,) the carry before, and the column
    of V_o; None but for the Carry LSTM's h. bias: b; inner_bias: b' of a GRU, which goes with h.
    scale: r, which multiplies h·U + b' in a GRU's candidate; 1 elsewhere.
    squash: Keras's name of the activation. recorded: the signal itself; clamped: it was held.
    """

    layer: str
    gate: str
    unit: int
    t: int
    x: np.ndarray
    x_weights: np.ndarray
    h: np.ndarray
    h_weights: np.ndarray
    c: np.ndarray | None
    c_weights: np.ndarray | None
    bias: float
    inner_bias: float
    scale: float
    squash: str
    recorded: float

    @property
    def x_sum(self) -> float:
        """x·W."""
        return float(self.x @ self.x_weights)

    @property
    def h_sum(self) -> float:
        """h·U, times `scale`."""
        return self.scale * float(self.h @ self.h_weights)

    @property
    def c_sum(self) -> float:
        """c·V_o; 0 where the gate does not read the carry."""
        if self.c is None or self.c_weights is None:
            return 0.0
        return float(self.c @ self.c_weights)

    @property
    def bias_sum(self) -> float:
        """b, and b' times `scale`."""
        return self.bias + self.scale * self.inner_bias

    @property
    def total(self) -> float:
        """What the activation is applied to."""
        return self.x_sum + self.h_sum + self.c_sum + self.bias_sum

    @property
    def value(self) -> float:
        """The activation of the total."""
        return float(activation(self.squash)(torch.tensor(self.total, dtype=torch.float64)))

    @property
    def clamped(self) -> bool:
        """Whether the signal was held at something else."""
        return abs(self.value - self.recorded) > 1e-9

    def terms(self) -> list[Term]:
        """Return all products but the biases, the largest in size first."""
        parts: list[tuple[Source, np.ndarray | None, np.ndarray | None, float]] = [
            ("x", self.x, self.x_weights, 1.0),
            ("h", self.h, self.h_weights, self.scale),
            ("c", self.c, self.c_weights, 1.0),
        ]
        found = [
            Term(source, index, value, weight, scale)
            for source, values, weights, scale in parts
            if values is not None and weights is not None
            for index, (value, weight) in enumerate(
                zip(values.tolist(), weights.tolist(), strict=True)
            )
        ]
        return sorted(found, key=lambda term: -abs(term.product))


class Arithmetic:
    """The sums of every gate of every recurrent layer on one review.

    The network may go on training: the weights are those it was opened with.
    """

    def __init__(
        self,
        network: Network,
        ids: Sequence[int] | np.ndarray,
        *,
        pads: int = 0,
        clamps: Sequence[Clamp] = (),
    ) -> None:
        """Read ids (T,) after `pads` pads. Raises UserProblem for no ids or a wrong clamp."""
        self._twin = exact(network)
        walked = exact_walk(self._twin, with_pads(ids, pads), clamps)
        self._found = {found.layer.name: found for found in walked.found}

    def gates(self, layer: str) -> tuple[str, ...]:
        """Return the signals of `layer` that are sums under an activation."""
        return GATES[self._of(layer).layer.spec.kind]

    def reads_from(self, layer: str) -> str:
        """Return the name of the layer whose features `layer` reads."""
        self._of(layer)
        below = self._twin.layers[0].name
        for one in self._twin.layers:
            if any(
                module.name == layer for module in one.modules() if isinstance(module, Recurrent)
            ):
                break
            below = one.name
        return below

    def of(self, layer: str, gate: str, unit: int, t: int) -> GateSum | None:
        """Return the sum behind `gate` of `unit` at the layer's timestep t (pads count).

        None where a mask skips the timestep: nothing is computed there. Raises UserProblem for a
        layer, gate, unit or timestep that is not there.
        """
        found = self._of(layer)
        module = found.layer
        steps = len(found.signals["h"])
        gates = GATES[module.spec.kind]
        if gate not in gates:
            raise UserProblem(
                f"“{layer}” computes no “{gate}” by a sum: choose {', '.join(gates)}."
            )
        if not 0 <= unit < module.units:
            raise UserProblem(f"The layer “{layer}” has units 0…{module.units - 1}.")
        if not 0 <= t < steps:
            raise UserProblem(f"Timestep {t} is outside this review, which has {steps}.")
        mask = found.inputs.mask
        if mask is not None and not mask[0, t]:
            return None
        column = gates.index(gate) * module.units + unit
        return self._sum(found, gate, unit, t, column)

    def _of(self, layer: str) -> Found:
        if layer not in self._found:
            known = ", ".join(one.name for one in recurrent_layers(self._twin))
            raise UserProblem(
                f"There is no recurrent layer “{layer}”: choose {known or 'nothing'}."
            )
        return self._found[layer]

    def _sum(self, found: Found, gate: str, unit: int, t: int, column: int) -> GateSum:
        module, kind = found.layer, found.layer.spec.kind
        bias = _bias(module, column)
        reads_carry = kind == "CarryLSTM" and gate == "h"
        through = module.weights[3] if reads_carry else None
        name = "activation" if gate in SQUASHED else "recurrent_activation"
        return GateSum(
            layer=module.name,
            gate=gate,
            unit=unit,
            t=t,
            x=_numbers(found.inputs.padded()[t, 0]),
            x_weights=_numbers(module.kernel[:, column]),
            h=_before(found, "h", t),
            h_weights=_numbers(module.recurrent_kernel[:, column]),
            c=_before(found, "c", t) if reads_carry else None,
            c_weights=None if through is None else _numbers(through[:, unit]),
            bias=bias[0],
            inner_bias=bias[1],
            scale=float(found.signals["r"][t, unit]) if kind == "GRU" and gate == "n" else 1.0,
            squash=getattr(module.spec, name),
            recorded=float(found.signals[gate][t, unit]),
        )


def _before(found: Found, state: str, t: int) -> np.ndarray:
    """Return a state (H,) as the layer found it when it read timestep t."""
    values = found.signals[state]
    earlier = t + 1 if found.layer.spec.go_backwards else t - 1
    if 0 <= earlier < len(values):
        return _numbers(values[earlier])
    return np.zeros(found.layer.units)


def _bias(module: Recurrent, column: int) -> tuple[float, float]:
    """Return b and b'."""
    if module.bias is None:
        return 0.0, 0.0
    if module.bias.dim() == 2:
        return float(module.bias[0, column]), float(module.bias[1, column])
    return float(module.bias[column]), 0.0


def _numbers(values: torch.Tensor) -> np.ndarray:
    return frozen(values.detach().numpy().copy())
