"""A probe's trace as the signals view takes it: the text's timesteps only, one layer."""

from dataclasses import dataclass
from math import nan

import numpy as np

from explorer.analysis.trace import LayerTrace, Trace
from explorer.analysis.unit_order import by_output_weight
from explorer.reviews.encoding import EncodedText


@dataclass(frozen=True)
class Turn:
    """What one word did to P(positive): before and after it (before is NaN at the very start)."""

    word: str
    before: float
    after: float


@dataclass(frozen=True, eq=False)
class ProbeReading:
    """One trace of the probe `text`; T is the number of its tokens.

    The rows of the pads that the network read first are left out everywhere.
    """

    text: EncodedText
    trace: Trace

    @property
    def layer_names(self) -> tuple[str, ...]:
        """The recurrent layers from the bottom up."""
        return tuple(layer.name for layer in self.trace.layers)

    def layer(self, name: str) -> LayerTrace:
        """The layer of that name, else the last one."""
        named = [layer for layer in self.trace.layers if layer.name == name]
        return named[0] if named else self.trace.layers[-1]

    @property
    def probability(self) -> np.ndarray:
        """P(positive) after each token: (T,)."""
        return self.trace.probability[self.trace.pads :]

    def signals(self, name: str) -> dict[str, np.ndarray]:
        """The layer's signals, (T, H) each."""
        layer = self.layer(name)
        return {letter: rows[self.trace.pads :] for letter, rows in layer.signals.items()}

    def order(self, name: str) -> np.ndarray:
        """The layer's units, most positive output weight first: (H,)."""
        return by_output_weight(self.layer(name))

    def turn(self, t: int) -> Turn:
        """What token `t` did."""
        at = self.trace.pads + t
        before = float(self.trace.probability[at - 1]) if at else nan
        return Turn(self.text.tokens[t], before, float(self.trace.probability[at]))

    def largest_turn(self) -> Turn:
        """The token that moved P(positive) most."""
        chances = self.probability
        return self.turn(int(np.abs(np.diff(chances, prepend=chances[:1])).argmax()))
