"""How strong every line of the unrolled network is, for one unit or for the whole layer."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from explorer.analysis.flows import CARRIED, Flows, flows, found_by, from_carry, from_state
from explorer.ui.inspect.layer_in_view import LayerInView

WORDS = 16  # words among them
SAMPLED = 64  # timesteps that say how strong "strong" is for what the state sends


@dataclass(frozen=True, eq=False)
class LayerFlows:
    """What does not depend on the unit; axes: T timestep, H unit.

    split: kept and written, None for a SimpleRNN. before: each state (T, H) as it was found.
    """

    view: LayerInView
    split: Flows | None
    before: dict[str, np.ndarray]

    def kernel(self, name: str, unit: int | None) -> np.ndarray | None:
        """A matrix that reads a state; only a unit's own columns where there is one."""
        found = self.view.workings.weights.get(name)
        return found if found is None or unit is None else found[:, unit :: self.view.units]


@dataclass(frozen=True, eq=False)
class Strengths:
    """Reads strengths off one layer in view.

    word: what the word of a timestep sends into the unit's gates; None where it is not known.
    state_scale: the strongest of kept and written over the review. send_scale: of what the
    hidden state and the words send into the gates.
    """

    layer: LayerFlows
    unit: int | None
    word: Callable[[int], float] | None = None
    state_scale: float = 1.0
    send_scale: float = 1.0
    _sent: dict[tuple[str, int], float] = field(default_factory=dict)

    @property
    def view(self) -> LayerInView:
        """The layer in view."""
        return self.layer.view

    @property
    def split(self) -> Flows | None:
        """Kept and written."""
        return self.layer.split

    @property
    def carried(self) -> str:
        """The state on the upper track: c, or h where the hidden state itself is carried on."""
        return CARRIED.get(self.view.layer.kind, "h")

    def state(self, letter: str, t: int) -> float:
        """A signal after timestep t: the unit's, or the mean of |signal|."""
        return float(self._of(self.view.layer.signals[letter][t]))

    def kept(self, t: int) -> float:
        """What timestep t kept of the state before."""
        assert self.split is not None
        return float(self._of(self.split.kept[t]))

    def written(self, t: int) -> float:
        """What timestep t wrote."""
        assert self.split is not None
        return float(self._of(self.split.written[t]))

    def sent(self, t: int) -> float:
        """What h_{t−1} sends into the gates of timestep t: the mean of |h U| over them."""
        return self._through("h", t)

    def read_back(self, t: int) -> float:
        """What the Carry LSTM's output reads of the carry it found: |c V|."""
        return self._through("c", t)

    def largest_sent(self) -> float:
        """The most that goes into the gates, over a sample of the review."""
        ts = np.unique(np.linspace(0, self.view.timesteps - 1, SAMPLED).astype(int))
        largest = float(self._sums("h", ts).max(initial=0.0))
        if self.word is not None:
            largest = max(largest, *(self.word(int(t)) for t in ts[:: max(1, len(ts) // WORDS)]))
        return largest

    def _through(self, state: str, t: int) -> float:
        """Matrices take time, and a timestep stays in view for several frames."""
        if (state, t) not in self._sent:
            self._sent[(state, t)] = float(self._sums(state, np.array([t]))[0])
        return self._sent[(state, t)]

    def _sums(self, state: str, ts: np.ndarray) -> np.ndarray:
        name = "recurrent_kernel" if state == "h" else "carry_kernel"
        kernel = self.layer.kernel(name, self.unit)
        if kernel is None or state not in self.layer.before:
            return np.zeros(len(ts))
        found = self.layer.before[state][ts]
        if self.unit is not None:
            return np.abs(found @ kernel).mean(axis=1)
        whole = from_state(found, kernel) if state == "h" else from_carry(found, kernel)
        return whole.mean(axis=1)

    def _of(self, values: np.ndarray) -> np.ndarray:
        """The unit's values (…, H) → (…), or the means of their sizes."""
        return np.abs(values).mean(axis=-1) if self.unit is None else values[..., self.unit]

    def _largest(self, values: np.ndarray) -> float:
        return float(np.abs(self._of(values)).max(initial=0.0))

    def scaled(self) -> "Strengths":
        """The same with its scales worked out."""
        state = 0.0
        if self.split is not None:
            state = max(self._largest(self.split.kept), self._largest(self.split.written))
        sent = self.largest_sent()
        return Strengths(self.layer, self.unit, self.word, state or 1.0, sent or 1.0)


def layer_flows(view: LayerInView) -> LayerFlows:
    """Work out what all units of a layer share; once a trace."""
    layer = view.layer
    before = {letter: found_by(layer, letter, view.before[letter]) for letter in view.before}
    return LayerFlows(view, flows(layer, before), before)


def strengths(
    layer: LayerFlows, unit: int | None, word: Callable[[int], float] | None = None
) -> Strengths:
    """The strengths of a unit; `unit` None takes the mean of all."""
    return Strengths(layer, unit, word).scaled()
