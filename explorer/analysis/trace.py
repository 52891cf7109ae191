"""Every signal of one review through one network, and what it would say after each token.

Axes: T timestep, H unit. No loop over timesteps: the fused run gives every h, one matmul on
[x_t, h_{t−1}] gives all gates, a scan gives the carry.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from explorer.network.build import Network
from explorer.network.layer import Layer, Values, sequences_of
from explorer.network.layers.dropout import Dropout
from explorer.network.recurrent import Recurrent
from explorer.problem import UserProblem


@dataclass(frozen=True)
class LayerTrace:
    """The signals of one recurrent layer.

    name: the layer's name in the stack. kind: "LSTM", "GRU", "SimpleRNN", …
    signals: by name (i f k o c h; z r n h; h), each (T, H), float32, read-only.
    output_weight: (H,) what the head adds to the logit for each unit of h, where the head reads
        this layer's h directly; None elsewhere.
    """

    name: str
    kind: str
    signals: dict[str, np.ndarray]
    output_weight: np.ndarray | None


@dataclass(frozen=True)
class Trace:
    """The trace of one review.

    ids: (T,) token ids read; rows 0 … pads−1 are pads read before the text.
    layers: the recurrent layers from the bottom up.
    logits, probability: (T,) what the network says had the review ended after token t.
    """

    ids: np.ndarray
    pads: int
    layers: tuple[LayerTrace, ...]
    probability: np.ndarray
    logits: np.ndarray


def trace(network: Network, ids: Sequence[int] | np.ndarray, *, pads: int = 0) -> Trace:
    """Trace token ids (T,) through `network`, after `pads` pads.

    Dropout is off whatever the network's mode; neither the mode nor any random state changes.
    Raises UserProblem for no ids, or an id that the embedding does not know.
    """
    read = _with_pads(ids, pads)
    with torch.no_grad():
        layers, logits = _walk(network, torch.from_numpy(read)[None])
    return Trace(
        ids=_frozen(read.astype(np.int32)),
        pads=pads,
        layers=tuple(layers),
        probability=_frozen(torch.sigmoid(logits).float().numpy()),
        logits=_frozen(logits.float().numpy()),
    )


def _with_pads(ids: Sequence[int] | np.ndarray, pads: int) -> np.ndarray:
    given = np.asarray(ids)
    if given.ndim != 1 or given.size == 0:
        raise UserProblem("There is nothing to trace: the review holds no token.")
    if pads < 0:
        raise UserProblem(f"{pads} pads cannot stand before a review.")
    return np.concatenate([np.zeros(pads, np.int64), given.astype(np.int64)])


def _walk(network: Network, ids: Tensor) -> tuple[list[LayerTrace], Tensor]:
    """Run up to the last recurrent layer, noting signals; then judge after every token."""
    layers = network.layers
    last = max((n for n, layer in enumerate(layers) if isinstance(layer, Recurrent)), default=-1)
    values: Values = ids
    found: list[LayerTrace] = []
    logits = None
    for number, layer in enumerate(layers[: last + 1]):
        if not isinstance(layer, Recurrent):
            values = layer(values, False)
            continue
        signals, outputs = layer.signals(sequences_of(values, layer))
        weight = _output_weight(network, layer, layers[number + 1 : -1])
        found.append(_layer_trace(layer, signals, weight))
        if number < last:
            values = outputs
        elif not layer.spec.return_sequences and all(below.causal for below in layers[: last + 1]):
            # Each h_t on its way up, as if it were a review of its own: (T, H) is a batch.
            logits = network.logits_from(signals["h"], number + 1)
    if logits is None:
        logits = _by_prefix(network, ids)
    return found, logits


def _by_prefix(network: Network, ids: Tensor) -> Tensor:
    """Read the review anew up to each token: (T,) logits."""
    ends = range(1, ids.shape[1] + 1)
    return torch.cat([network.logits_from(ids[:, :end], 0) for end in ends])


def _output_weight(network: Network, layer: Recurrent, above: Sequence[Layer]) -> Tensor | None:
    direct = not layer.spec.return_sequences and all(isinstance(over, Dropout) for over in above)
    return network.head.kernel[:, 0] if direct else None


def _layer_trace(layer: Recurrent, signals: dict[str, Tensor], weight: Tensor | None) -> LayerTrace:
    return LayerTrace(
        name=layer.name,
        kind=layer.spec.kind,
        signals={name: _frozen(signals[name].float().numpy()) for name in layer.spec.signals},
        output_weight=None if weight is None else _frozen(weight.float().numpy()),
    )


def _frozen(array: np.ndarray) -> np.ndarray:
    """A read-only, contiguous copy that no later training step can change."""
    copy = np.array(array, order="C")
    copy.flags.writeable = False
    return copy
