"""What the network would say had the review ended after each token.

For a stack that reads in one direction that is the layers above, applied to what has been read so
far: the last recurrent layer's h_t, or a running peak or mean. A window of a convolution or a
pool counts once its last token has been read; before the first is complete nothing has been read,
and the layers above get zeros. A stack that reads backwards has to read every beginning of the
review anew. One with Flatten is tied to its maxlen: each beginning then stands behind as many pads
as fill it, as in training.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from explorer.analysis.signals import Walk, reads_of, recurrent_layers, walk
from explorer.network.build import Network
from explorer.network.cells.bidirectional import Bidirectional
from explorer.network.clamp import Clamp
from explorer.network.layer import Layer, Values, sequences_of
from explorer.network.layers.dropout import Dropout
from explorer.network.layers.flatten import Flatten
from explorer.network.layers.pooling import GlobalMaxPooling1D, GlobalPooling
from explorer.network.layers.windowed import Windowed
from explorer.network.recurrent import Recurrent
from explorer.network.sequences import Laid, Sequences

PREFIXES_AT_ONCE = 64


def verdicts(network: Network, ids: Tensor, walked: Walk, clamps: Sequence[Clamp]) -> Tensor:
    """Return logits (T,) after each token of ids (1, T)."""
    place = collapse(network.layers)
    below = network.layers[: place + 1]
    if isinstance(below[-1], Flatten):
        return _filled_prefixes(network, ids, clamps)
    if all(layer.causal for layer in below):
        return _running(network, walked, place, ids.shape[1])
    turn = next(number for number, layer in enumerate(below) if not layer.causal)
    if not all(_takes_ends(layer) for layer in below[turn:]):
        return _each_prefix(network, ids, clamps)
    beginnings = _Beginnings(network, walked, turn, clamps)
    return beginnings.logits(ids.shape[1])


def _takes_ends(layer: Layer) -> bool:
    """Whether a mask behind a review's last timestep makes the layer end there.

    A window does not see masks, and a layer that hands on its outputs from last to first hands
    on the mask as it came, as in Keras.
    """
    if isinstance(layer, Recurrent):
        return not (layer.spec.go_backwards and layer.spec.return_sequences)
    return not isinstance(layer, Windowed)


def collapse(layers: Sequence[Layer]) -> int:
    """Return the place of the layer that turns sequences into one vector."""
    for number, layer in enumerate(layers):
        if isinstance(layer, GlobalPooling | Flatten):
            return number
        spec = layer.spec if isinstance(layer, Recurrent | Bidirectional) else None
        if spec is not None and not spec.return_sequences:
            return number
    raise AssertionError("the rules let no stack end in sequences")


def _running(network: Network, walked: Walk, place: int, tokens: int) -> Tensor:
    layer, reads = network.layers[place], walked.reads[place]
    if isinstance(layer, GlobalPooling):
        sequences = sequences_of(walked.values[place], layer)
        vectors = layer.running(sequences.padded()[:, 0], sequences.mask)
    else:
        vectors = next(found.signals["h"] for found in walked.found if found.layer is layer)
    logits = network.logits_from(vectors, place + 1)
    if reads.token_by_token(tokens):
        return logits
    unread = network.logits_from(vectors.new_zeros(1, vectors.shape[1]), place + 1)
    return torch.cat([unread, logits])[torch.from_numpy(reads.complete(tokens) + 1)]


class _Beginnings:
    """Every beginning of what reaches layer `turn`, read many at once.

    Axes: T′ timestep of what reaches the layer, F feature.
    """

    def __init__(self, network: Network, walked: Walk, turn: int, clamps: Sequence[Clamp]) -> None:
        values = sequences_of(walked.values[turn], network.layers[turn])
        self.x, self.mask = values.padded(), values.mask
        self.walked = walked
        self.network, self.turn, self.clamps = network, turn, clamps
        self.reads = walked.reads[turn]

    def logits(self, tokens: int) -> Tensor:
        """Return logits (T,) after each of `tokens` tokens."""
        steps = len(self.x)
        starts = range(0, steps, PREFIXES_AT_ONCE)
        logits = [
            self._read(range(start, min(start + PREFIXES_AT_ONCE, steps))) for start in starts
        ]
        if self.reads.token_by_token(tokens):
            return torch.cat(logits)
        unread = self._read(range(-1, 0))
        return torch.cat([unread, *logits])[torch.from_numpy(self.reads.complete(tokens) + 1)]

    def _read(self, ends: range) -> Tensor:
        """Logits of the beginnings that end with timesteps `ends`, −1 for nothing at all."""
        length = max(ends[-1] + 1, 1)
        there = torch.arange(length)[None] <= torch.tensor(list(ends))[:, None]
        seen = there if self.mask is None else there & self.mask[:, :length]
        values: Values = Laid.dense(self.x[:length].expand(-1, len(ends), -1), seen)
        clamps = _until(self.clamps, length)
        first, *others = self.network.layers[self.turn : -1]
        if isinstance(first, Bidirectional):
            values = self._both_ways(first, sequences_of(values, first), ends, clamps)
        else:
            others = [first, *others]
        for layer in others:
            if isinstance(layer, GlobalMaxPooling1D):
                dense = sequences_of(values, layer).padded()
                values = dense.masked_fill(~there.t()[:, :, None], -torch.inf).amax(0)
            elif isinstance(layer, Recurrent | Bidirectional):
                values = layer(values, False, clamps)
            else:
                values = layer(values, False)
        return self.network.judge(values)

    def _both_ways(
        self, layer: Bidirectional, values: Sequences, ends: range, clamps: list[Clamp]
    ) -> Values:
        """What the layer gives of beginnings; the way ahead is that of the whole review."""
        back = layer.back(values, False, clamps)
        h = next(found.signals["h"] for found in self.walked.found if found.layer is layer.ahead)
        if isinstance(back, Tensor):
            opened = torch.cat([h.new_zeros(1, h.shape[1]), h])
            return layer.merge(opened[torch.tensor(list(ends)) + 1], back)
        ahead = Laid.dense(h[: values.size[1], None].expand(-1, len(ends), -1))
        return layer.joined(ahead, sequences_of(back, layer), values.mask)


def _filled_prefixes(network: Network, ids: Tensor, clamps: Sequence[Clamp]) -> Tensor:
    """Read every beginning behind as many pads as fill the network's maxlen."""
    width, tokens = network.maxlen, ids.shape[1]
    row = torch.cat([ids.new_zeros(width), ids[0]])
    beginnings = row.unfold(0, width, 1)[1:]
    if clamps:
        logits = []
        for end in range(1, tokens + 1):
            placed = _until_token(network, clamps, end, filled=width)
            filled = walk(network, beginnings[end - 1][None], placed)
            logits.append(network.judge(filled.values[-1]))
        return torch.cat(logits)
    chunks = [
        network.logits_from(beginnings[start : start + PREFIXES_AT_ONCE], 0)
        for start in range(0, tokens, PREFIXES_AT_ONCE)
    ]
    return torch.cat(chunks)


def _until(clamps: Sequence[Clamp], end: int) -> list[Clamp]:
    """Return what the clamps hold in the first `end` timesteps."""
    return [clamp for clamp in (one.until(end) for one in clamps) if clamp is not None]


def _until_token(
    network: Network, clamps: Sequence[Clamp], end: int, filled: int = 0
) -> list[Clamp]:
    """Return what the clamps hold while the first `end` tokens are read.

    filled: how many tokens there are with the pads that stand in front of them, if any do.
    Over windows a layer has fewer timesteps than there are tokens.
    """
    layers = {layer.name: layer for layer in recurrent_layers(network)}
    held = []
    for clamp in clamps:
        steps, all_steps = (
            len(reads_of(network, layers[clamp.layer], tokens).last)
            for tokens in (end, filled or end)
        )
        if (kept := clamp.until(steps)) is not None:
            held.append(kept.later(all_steps - steps))
    return held


def _each_prefix(network: Network, ids: Tensor, clamps: Sequence[Clamp]) -> Tensor:
    """Read every beginning by itself."""
    tokens, shortest = ids.shape[1], _shortest(network, ids.shape[1])
    logits = []
    for end in range(shortest, tokens + 1):
        walked = walk(network, ids[:, :end], _until_token(network, clamps, end))
        logits.append(network.judge(walked.values[-1]))
    opening = network.head.kernel.new_zeros(1, network.head.kernel.shape[0])
    unread = network.judge(opening).expand(shortest - 1)
    return torch.cat([unread, *logits])


def _shortest(network: Network, tokens: int) -> int:
    """Return the fewest tokens that give every window layer something to read."""

    def steps(length: int) -> int:
        for layer in network.layers:
            if isinstance(layer, Windowed) and length > 0:
                length = layer.windows(length).count
        return length

    return next((length for length in range(1, tokens + 1) if steps(length) > 0), tokens + 1)


def reads_directly(layers: Sequence[Layer]) -> bool:
    """Whether nothing but dropout stands between a layer and the head."""
    return all(isinstance(layer, Dropout) for layer in layers)
