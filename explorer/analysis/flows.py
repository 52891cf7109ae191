"""How much flows along each line of a recurrent layer drawn through time.

Axes: T timestep, H unit. Everything is read off the trace (DESIGN, section 3); only what the
hidden state sends into the gates needs the layer's weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from explorer.analysis.trace import LayerTrace

CARRIED = {"LSTM": "c", "CarryLSTM": "c", "GRU": "h"}
"""The state that is a sum of what was kept and what was written; a SimpleRNN has none."""


@dataclass(frozen=True, eq=False)
class Flows:
    """What reaches a state at each timestep, (T, H) each; kept + written is the state itself.

    kept: of the state before (f ⊙ c, z ⊙ h). written: by this timestep (i ⊙ k, (1 − z) ⊙ n).
    """

    kept: np.ndarray
    written: np.ndarray


def flows(layer: LayerTrace, before: Mapping[str, np.ndarray]) -> Flows | None:
    """Split a layer's state; `before` has each state (T, H) as every timestep found it.

    None for a SimpleRNN, which rewrites its state as a whole.
    """
    signals = layer.signals
    if layer.kind == "GRU":
        z = signals["z"]
        return Flows(z * before["h"], (1 - z) * signals["n"])
    if layer.kind in CARRIED:
        return Flows(signals["f"] * before["c"], signals["i"] * signals["k"])
    return None


def from_state(h_before: np.ndarray, recurrent_kernel: np.ndarray) -> np.ndarray:
    """What h_{t−1} (N, H) sends into each unit's gates: (N, H), the mean of |h U| over them."""
    sent = h_before @ recurrent_kernel
    gates = recurrent_kernel.shape[1] // recurrent_kernel.shape[0]
    return np.abs(sent.reshape(len(h_before), gates, -1)).mean(axis=1)


def from_carry(c_before: np.ndarray, carry_kernel: np.ndarray) -> np.ndarray:
    """What the Carry LSTM's carry (N, H) sends into each unit's output: |c V| (N, H)."""
    return np.abs(c_before @ carry_kernel)


def found_by(layer: LayerTrace, letter: str, opening: np.ndarray) -> np.ndarray:
    """A state (T, H) as each timestep found it; `opening` (H,) stands before the first read."""
    values = layer.signals[letter]
    if layer.backwards:
        return np.concatenate([values[1:], opening[None]])
    return np.concatenate([opening[None], values[:-1]])
