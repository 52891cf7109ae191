"""A probe's trace as the signals view takes it: the text's timesteps only, one layer."""

from dataclasses import dataclass
from math import nan

import numpy as np

from explorer.analysis.trace import LayerTrace, Trace
from explorer.analysis.unit_order import by_output_weight
from explorer.reviews.encoding import EncodedText
from explorer.ui.signals.window_words import word_of


@dataclass(frozen=True)
class Turn:
    """What one word did to P(positive): before and after it (before is NaN at the very start)."""

    word: str
    before: float
    after: float


@dataclass(frozen=True, eq=False)
class LayerReading:
    """One layer over the probe's words: N timesteps, each a window of words over a convolution.

    ends: (N,) the last token of each timestep's window. words, known: (N,). probability: (N,) after
    each timestep. signals: (N, H) each.
    """

    layer: LayerTrace
    ends: np.ndarray
    words: tuple[str, ...]
    known: tuple[bool, ...]
    probability: np.ndarray
    signals: dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class ProbeReading:
    """One trace of the probe `text`; T is the number of its tokens.

    What the network read of the pads before them is left out everywhere.
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

    def of_layer(self, name: str) -> LayerReading | None:
        """The layer of that name, else the last one; None where it reads no word."""
        layer, pads, text = self.layer(name), self.trace.pads, self.text
        windows = layer.reads[layer.reads[:, 1] >= pads] - pads
        if not len(windows):
            return None
        words, known = text.tokens, text.known
        if len(windows) != len(words) or (windows[:, 0] != windows[:, 1]).any():
            spans = [(max(0, first), last) for first, last in windows.tolist()]
            words = tuple(word_of(span, words) for span in spans)
            known = tuple(any(known[first : last + 1]) for first, last in spans)
        lead = len(layer.reads) - len(windows)
        return LayerReading(
            layer=layer,
            ends=windows[:, 1],
            words=words,
            known=known,
            probability=self.probability[windows[:, 1]],
            signals={letter: rows[lead:] for letter, rows in layer.signals.items()},
        )

    def order(self, name: str) -> np.ndarray:
        """The layer's units, most positive output weight first: (H,)."""
        return by_output_weight(self.layer(name))

    def turn(self, t: int, of: LayerReading) -> Turn:
        """What timestep `t` of a layer did."""
        end = int(of.ends[t])
        return self._turn(of.words[t], int(of.ends[t - 1]) if t else end - 1, end)

    def _turn(self, word: str, earlier: int, end: int) -> Turn:
        """From the token before to the last one of a window."""
        before, after = self.trace.pads + earlier, self.trace.pads + end
        chances = self.trace.probability
        return Turn(word, float(chances[before]) if before >= 0 else nan, float(chances[after]))

    def largest_turn(self) -> Turn:
        """The token that moved P(positive) most."""
        chances = self.probability
        t = int(np.abs(np.diff(chances, prepend=chances[:1])).argmax())
        return self._turn(self.text.tokens[t], t - 1, t)
