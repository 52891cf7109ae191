"""One recurrent layer over the words of a review: the pads before them are cut off."""

from dataclasses import dataclass, replace

import numpy as np

from explorer.analysis.trace import LayerTrace
from explorer.session.inspect.inspection import TracedReview
from explorer.ui.inspect.workings import Workings
from explorer.ui.signals.signal_kinds import in_row_order
from explorer.ui.signals.window_words import word_of

STATES = "ch"  # signals that a cell reads again at the next timestep


@dataclass(frozen=True, eq=False)
class LayerInView:
    """T timesteps, H units. Over a convolution or a pool, a timestep is a window of words.

    layer: signals (T, H). whole: the same with the `lead` timesteps before the words that read
    pads, and chance: (lead + T,) P(positive) after each of them. words, known: (T,); of a window,
    `words` has the last one and `spans` the first and the last. probability, logits: (T,) after
    each timestep.
    before: for each state, its values (H,) before the first timestep that is read: zeros, or what
    the pads left. pads: how many tokens were read before the text.
    """

    layer: LayerTrace
    words: tuple[str, ...]
    spans: tuple[str, ...]
    known: tuple[bool, ...]
    probability: np.ndarray
    logits: np.ndarray
    before: dict[str, np.ndarray]
    pads: int
    workings: Workings
    whole: LayerTrace
    lead: int
    chance: np.ndarray

    @property
    def timesteps(self) -> int:
        """T."""
        return len(self.words)

    @property
    def units(self) -> int:
        """H."""
        return self.layer.signals["h"].shape[1]

    @property
    def letters(self) -> tuple[str, ...]:
        """Its signals, in the order in which the page shows them."""
        return in_row_order(self.layer.signals)

    @property
    def state(self) -> str:
        """The signal that remembers: the carry where there is one, else the hidden state."""
        return "c" if "c" in self.layer.signals else "h"

    def previous(self, letter: str, t: int) -> np.ndarray:
        """Return a state (H,) as the layer found it when it read timestep `t`."""
        values = self.layer.signals[letter]
        earlier = t + 1 if self.layer.backwards else t - 1
        if 0 <= earlier < self.timesteps:
            return values[earlier]
        return self.before[letter]

    def push(self) -> np.ndarray:
        """Change of logit at each timestep (T,); 0 at the first."""
        return np.diff(self.logits, prepend=self.logits[:1])


def layer_in_view(
    result: TracedReview, layer: LayerTrace, workings: Workings
) -> LayerInView | None:
    """Cut the pads off `layer`; None when no timestep of it reads a word of the review."""
    trace, pads = result.trace, result.trace.pads
    reads = layer.reads[layer.reads[:, 1] >= pads]
    if not len(reads):
        return None
    first = len(layer.reads) - len(reads)
    windows = np.maximum(reads - pads, 0).tolist()
    tokens, known = result.encoded.tokens, result.encoded.known
    return LayerInView(
        layer=replace(
            layer,
            signals={letter: values[first:] for letter, values in layer.signals.items()},
            reads=reads,
        ),
        words=tuple(word_of((start, stop), tokens) for start, stop in windows),
        spans=tuple(_span(tokens, start, stop) for start, stop in windows),
        known=tuple(any(known[start : stop + 1]) for start, stop in windows),
        probability=trace.probability[reads[:, 1]],
        logits=trace.logits[reads[:, 1]],
        before=_states_before(layer, first),
        pads=pads,
        workings=workings,
        whole=layer,
        lead=first,
        chance=trace.probability[layer.reads[:, 1]],
    )


def _span(tokens: tuple[str, ...], start: int, stop: int) -> str:
    return tokens[start] if start == stop else f"{tokens[start]} … {tokens[stop]}"


def _states_before(layer: LayerTrace, first: int) -> dict[str, np.ndarray]:
    """Each state as the first word finds it; reading backwards, no pad comes before the text."""
    opened = first > 0 and not layer.backwards
    return {
        letter: values[first - 1] if opened else np.zeros(values.shape[1], np.float32)
        for letter, values in layer.signals.items()
        if letter in STATES
    }
