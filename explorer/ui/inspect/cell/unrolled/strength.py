"""How strong every line of the unrolled network is, for one unit or for the whole layer."""

from dataclasses import dataclass

import numpy as np

from explorer.analysis.flows import CARRIED, Flows, flows, found_by, from_carry, from_state
from explorer.ui.inspect.layer_in_view import LayerInView

SAMPLED = 64  # timesteps that say how strong "strong" is for what the state sends


@dataclass(frozen=True, eq=False)
class Strengths:
    """Reads strengths off one layer in view; axes: T timestep, H unit.

    state_scale: the strongest of kept and written over the review. send_scale: of what the
    hidden state sends into the gates.
    """

    view: LayerInView
    unit: int | None
    split: Flows | None
    h_before: np.ndarray
    c_before: np.ndarray | None
    state_scale: float
    send_scale: float

    @property
    def carried(self) -> str:
        """The state on the upper track: c, or h where the hidden state itself is carried on."""
        return CARRIED.get(self.view.layer.kind, "h")

    def state(self, letter: str, t: int) -> float:
        """A state after timestep t: the unit's, or the mean of |state|."""
        return self._value(self.view.layer.signals[letter][t])

    def kept(self, t: int) -> float:
        """What timestep t kept of the state before."""
        return self._value(self._split().kept[t])

    def written(self, t: int) -> float:
        """What timestep t wrote."""
        return self._value(self._split().written[t])

    def gate(self, letter: str, t: int) -> float:
        """A gate or candidate: the unit's, or the mean (of |candidate|)."""
        return self._value(self.view.layer.signals[letter][t])

    def sent(self, t: int) -> float:
        """What h_{t−1} sends into the gates of timestep t: the mean of |h U| over them."""
        return self._value(self._sent(np.array([t]))[0])

    def read_back(self, t: int) -> float:
        """What the Carry LSTM's output reads of the carry it found: |c V|."""
        kernel = self.view.workings.weights.get("carry_kernel")
        if self.c_before is None or kernel is None:
            return 0.0
        return self._value(from_carry(self.c_before[t : t + 1], kernel)[0])

    def _sent(self, ts: np.ndarray) -> np.ndarray:
        kernel = self.view.workings.weights.get("recurrent_kernel")
        if kernel is None:
            return np.zeros((len(ts), self.view.units), np.float32)
        return from_state(self.h_before[ts], kernel)

    def _split(self) -> Flows:
        assert self.split is not None
        return self.split

    def _value(self, values: np.ndarray) -> float:
        if self.unit is None:
            return float(np.abs(values).mean())
        return float(values[self.unit])


def strengths(view: LayerInView, unit: int | None) -> Strengths:
    """Work out a layer's strengths; `unit` None takes the mean of all."""
    layer = view.layer
    before = {letter: found_by(layer, letter, view.before[letter]) for letter in view.before}
    split = flows(layer, before)
    bare = Strengths(view, unit, split, before["h"], before.get("c"), 1.0, 1.0)
    largest = 0.0
    if split is not None:
        largest = max(_largest(split.kept, unit), _largest(split.written, unit))
    ts = np.unique(np.linspace(0, view.timesteps - 1, SAMPLED).astype(int))
    sent = _largest(bare._sent(ts), unit)
    return Strengths(view, unit, split, before["h"], before.get("c"), largest or 1.0, sent or 1.0)


def _largest(values: np.ndarray, unit: int | None) -> float:
    over_units = np.abs(values).mean(axis=1) if unit is None else np.abs(values[:, unit])
    return float(over_units.max(initial=0.0))
