"""One unit of one layer at one timestep: every number its cell diagram shows."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from explorer.ui.inspect.layer_in_view import STATES, LayerInView

SUBSCRIPTS = str.maketrans("0123456789-", "₀₁₂₃₄₅₆₇₈₉₋")
SATURATED = 1.0 - 1e-7  # float32 cannot tell a tanh beyond this from 1


@dataclass(frozen=True)
class Moment:
    """The values straight from the trace; nothing is worked out anew.

    now: every signal at timestep t. before: the states as the cell found them.
    squash, gate_squash: Keras names of the activations. from_state: what h_{t−1} adds before the
    squashing (SimpleRNN, where the weights are known), else None. onward: who reads h.
    """

    kind: str
    t: int
    t_before: int
    word: str
    unit: int
    now: Mapping[str, float]
    before: Mapping[str, float]
    squash: str = "tanh"
    gate_squash: str = "sigmoid"
    from_state: float | None = None
    onward: str = "head"

    def label(self, letter: str, *, earlier: bool = False) -> str:
        """A state with its timestep: c₅₄."""
        return letter + subscript(self.t_before if earlier else self.t)


def subscript(number: int) -> str:
    """A number in subscript digits."""
    return str(number).translate(SUBSCRIPTS)


def moment_of(view: LayerInView, t: int, unit: int) -> Moment:
    """Read one moment off a layer."""
    signals = view.layer.signals
    return Moment(
        kind=view.layer.kind,
        t=t,
        t_before=t + 1 if view.layer.backwards else t - 1,
        word=view.spans[t],
        unit=unit,
        now={letter: float(values[t, unit]) for letter, values in signals.items()},
        before={
            letter: float(view.previous(letter, t)[unit]) for letter in STATES if letter in signals
        },
        squash=view.workings.activation,
        gate_squash=view.workings.gate_activation,
        from_state=_from_state(view, t, unit),
        onward="head" if view.layer.output_weight is not None else "next layer",
    )


def _from_state(view: LayerInView, t: int, unit: int) -> float | None:
    """h_{t−1} · U for one unit of a SimpleRNN."""
    kernel = view.workings.weights.get("recurrent_kernel")
    if view.layer.kind != "SimpleRNN" or kernel is None or kernel.shape[1] != view.units:
        return None
    return float(view.previous("h", t) @ kernel[:, unit])


def before_tanh(value: float) -> float | None:
    """What tanh was taken of; None where float32 has rounded the answer to ±1."""
    return float(np.arctanh(value)) if abs(value) < SATURATED else None
