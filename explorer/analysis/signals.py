"""One review's way through the layers, and the signals it leaves.

Axes: T timestep of the review, T′ timestep of a layer (fewer above a convolution or a pool),
H unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from explorer.network.build import Network
from explorer.network.cells.bidirectional import Bidirectional
from explorer.network.clamp import Clamp
from explorer.network.layer import Layer, Values, sequences_of
from explorer.network.layers.flatten import Flatten
from explorer.network.layers.windowed import Windowed
from explorer.network.recurrent import Recurrent
from explorer.network.sequences import Sequences
from explorer.problem import UserProblem


@dataclass(frozen=True)
class Reads:
    """Which tokens each timestep of a layer has in its window: first … last, both (T′,)."""

    first: np.ndarray
    last: np.ndarray

    @classmethod
    def own(cls, length: int) -> "Reads":
        """Timestep t reads token t."""
        steps = np.arange(length)
        return cls(steps, steps)

    def token_by_token(self, tokens: int) -> bool:
        """Whether there are `tokens` timesteps and timestep t reads token t alone."""
        each = np.arange(tokens)
        return np.array_equal(self.first, each) and np.array_equal(self.last, each)

    def above(self, layer: Windowed) -> "Reads":
        """Return what the timesteps above a window layer read."""
        first, last = layer.windows(len(self.first)).covered()
        return Reads(self.first[first], self.last[last])

    def complete(self, tokens: int) -> np.ndarray:
        """Return, for each token (T,), the last timestep whose window it completes, −1 for none."""
        return np.searchsorted(self.last, np.arange(tokens), side="right") - 1


@dataclass(frozen=True)
class Found:
    """The signals (T′, H) of one recurrent layer, and what its timesteps read.

    inputs: the sequences that it was given, in the review's order.
    """

    layer: Recurrent
    signals: dict[str, Tensor]
    reads: Reads
    inputs: Sequences


@dataclass(frozen=True)
class Walk:
    """What a review met. values[n] and reads[n] are what reached layer n.

    They end at a Flatten that this review is too short or too long for.
    """

    found: tuple[Found, ...]
    values: tuple[Values, ...]
    reads: tuple[Reads, ...]


def walk(network: Network, ids: Tensor, clamps: Sequence[Clamp] = ()) -> Walk:
    """Send token ids (1, T) through all layers, dropout off.

    Raises UserProblem for a clamp on a layer that is not there or is not recurrent, and for a
    review that is shorter than a layer's window.
    """
    if clamps:
        _check_layers(network, clamps)
    check_length(network, ids.shape[1])
    found: list[Found] = []
    values: list[Values] = [ids]
    reads = [Reads.own(ids.shape[1])]
    for layer in network.layers[:-1]:
        if isinstance(layer, Flatten) and ids.shape[1] != network.maxlen:
            break  # what follows takes one length only
        values.append(_through(layer, values[-1], reads[-1], clamps, found))
        reads.append(reads[-1].above(layer) if isinstance(layer, Windowed) else reads[-1])
    return Walk(tuple(found), tuple(values), tuple(reads))


def check_length(network: Network, tokens: int) -> None:
    """Raise UserProblem if `tokens` tokens leave some window of the network nothing to read."""
    steps = tokens
    for layer in network.layers:
        if not isinstance(layer, Windowed):
            continue
        count = layer.windows(steps).count
        if not count:
            left = "1 timestep is" if steps == 1 else f"{steps} timesteps are"
            raise UserProblem(
                f"This review of {tokens} tokens is too short: “{layer.name}” reads {layer.reach} "
                f"timesteps at a time, and {left} left for it. Read the pads before the text, too."
            )
        steps = count


def _check_layers(network: Network, clamps: Sequence[Clamp]) -> None:
    known = [layer.name for layer in recurrent_layers(network)]
    for clamp in clamps:
        if clamp.layer not in known:
            raise UserProblem(
                f"“{clamp.layer}” has no signals to clamp: choose {', '.join(known) or 'nothing'}."
            )


def recurrent_layers(network: Network) -> list[Recurrent]:
    """Return the recurrent layers from the bottom up, both directions of a bidirectional one."""
    return [layer for layer in network.modules() if isinstance(layer, Recurrent)]


def reads_of(network: Network, recurrent: Recurrent, tokens: int) -> Reads:
    """Return which of `tokens` tokens the timesteps of a layer read."""
    reads = Reads.own(tokens)
    for layer in network.layers:
        if recurrent in layer.modules():
            break
        if isinstance(layer, Windowed):
            reads = reads.above(layer)
    return reads


def _through(
    layer: Layer, values: Values, reads: Reads, clamps: Sequence[Clamp], found: list[Found]
) -> Values:
    """Apply one layer and note its signals."""
    if isinstance(layer, Bidirectional):
        sequences = sequences_of(values, layer)
        ahead = _through(layer.ahead, values, reads, clamps, found)
        back = _through(layer.back, values, reads, clamps, found)
        if isinstance(ahead, Tensor) and isinstance(back, Tensor):
            return layer.merge(ahead, back)
        return layer.joined(sequences_of(ahead, layer), sequences_of(back, layer), sequences.mask)
    if isinstance(layer, Recurrent):
        inputs = sequences_of(values, layer)
        signals, outputs = layer.signals(inputs, clamps)
        found.append(Found(layer, signals, reads, inputs))
        if layer.spec.return_sequences:
            return outputs
        newest = 0 if layer.spec.go_backwards else -1
        return signals["h"][newest][None]
    return layer(values, False)
