"""Every signal of one review through one network, and what it would say after each token.

Axes: T timestep, H unit. No loop over timesteps: the fused run gives every h, one matmul on
[x_t, h_{t−1}] gives all gates, a scan gives the carry.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from explorer.analysis.frozen import frozen
from explorer.analysis.signals import Found, walk
from explorer.analysis.verdicts import reads_directly, verdicts
from explorer.network.build import Network
from explorer.network.cells.bidirectional import Bidirectional
from explorer.network.clamp import Clamp
from explorer.network.recurrent import Recurrent
from explorer.problem import UserProblem


@dataclass(frozen=True)
class LayerTrace:
    """The signals of one recurrent layer. All arrays are read-only.

    name: the layer's name in the stack; a bidirectional layer has two traces, NAME/forward and
        NAME/backward. kind: "LSTM", "GRU", "SimpleRNN", "CarryLSTM".
    signals: by name (i f k o c h; z r n h; h), each (T, H) float32. Row t belongs to timestep t
        whichever way the layer reads.
    output_weight: (H,) what the head adds to the logit for each unit of h, where the head reads
        this layer's last h directly; None elsewhere.
    reads: (T, 2) int32, first and last token of each timestep's window: [t, t] unless a
        convolution or a pool stands below.
    backwards: whether timestep t+1 is read before timestep t.
    """

    name: str
    kind: str
    signals: dict[str, np.ndarray]
    output_weight: np.ndarray | None
    reads: np.ndarray
    backwards: bool


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


def trace(
    network: Network,
    ids: Sequence[int] | np.ndarray,
    *,
    pads: int = 0,
    clamps: Sequence[Clamp] = (),
) -> Trace:
    """Trace token ids (T,) through `network`, after `pads` pads, with some signals held.

    Dropout is off whatever the network's mode; neither the mode nor any random state changes.
    Raises UserProblem for no ids, an id that the embedding does not know, or a clamp on something
    that is not there.
    """
    read = with_pads(ids, pads)
    with torch.inference_mode():
        tokens = torch.from_numpy(read)[None]
        walked = walk(network, tokens, clamps)
        logits = verdicts(network, tokens, walked, clamps)
        layers = tuple(_layer_trace(network, found) for found in walked.found)
    return Trace(
        ids=frozen(read, np.int32),
        pads=pads,
        layers=layers,
        probability=frozen(torch.sigmoid(logits).numpy(), np.float32),
        logits=frozen(logits.numpy(), np.float32),
    )


def with_pads(ids: Sequence[int] | np.ndarray, pads: int) -> np.ndarray:
    """Return ids (pads + T,), int64, that open with pads. Raises UserProblem for no ids."""
    given = np.asarray(ids)
    if given.ndim != 1 or given.size == 0:
        raise UserProblem("There is nothing to trace: the review holds no token.")
    if pads < 0:
        raise UserProblem(f"{pads} pads cannot stand before a review.")
    return np.concatenate([np.zeros(pads, np.int64), given.astype(np.int64)])


def _layer_trace(network: Network, found: Found) -> LayerTrace:
    layer = found.layer
    weight = output_weight(network, layer)
    reads = np.stack([found.reads.first, found.reads.last], axis=1)
    return LayerTrace(
        name=layer.name,
        kind=layer.spec.kind,
        signals={
            name: frozen(found.signals[name].numpy(), np.float32) for name in layer.spec.signals
        },
        output_weight=None if weight is None else frozen(weight.numpy().copy(), np.float32),
        reads=frozen(reads, np.int32),
        backwards=layer.spec.go_backwards,
    )


def output_weight(network: Network, recurrent: Recurrent) -> Tensor | None:
    """Return the head's weights (H,) on this layer's last h, if it reads that directly."""
    layers, weights = network.layers, network.head.kernel[:, 0]
    for number, layer in enumerate(layers):
        if not reads_directly(layers[number + 1 : -1]):
            continue
        if layer is recurrent:
            return None if recurrent.spec.return_sequences else weights
        if isinstance(layer, Bidirectional) and recurrent in (layer.ahead, layer.back):
            if recurrent.spec.return_sequences or layer.spec.merge_mode == "mul":
                return None
            if layer.spec.merge_mode == "concat":
                units = recurrent.units
                return weights[:units] if recurrent is layer.ahead else weights[units:]
            return weights / 2 if layer.spec.merge_mode == "ave" else weights
    return None
