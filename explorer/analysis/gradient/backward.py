"""One pass back through the whole network, with every recurrent state watched.

Axes: T timestep of a layer, in the review's order; B review, E feature, H unit. All float64.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from explorer.analysis.cells import KEEPS
from explorer.analysis.signals import check_length
from explorer.network.build import Network
from explorer.network.cells.bidirectional import Bidirectional
from explorer.network.layer import Values, sequences_of
from explorer.network.recurrent import Recurrent
from explorer.network.sequences import Laid
from explorer.network.watched import Watched, run_watched


@dataclass(frozen=True, eq=False)
class Passed:
    """What passed back through one layer: gradients by h and c (None: it has no c), (T, B, H).

    direct: (T, B, H) the part of the carry's gradient that came along the carry alone, past
    forget gates (LSTM) or update gates (GRU); None for a layer without a carry.
    """

    layer: Recurrent
    h: np.ndarray
    c: np.ndarray | None
    direct: np.ndarray | None


@dataclass(frozen=True, eq=False)
class Backward:
    """logits (B,); loss (B,) or None; x, dx: (T, B, E) what was read, and its gradient."""

    logits: np.ndarray
    loss: np.ndarray | None
    x: np.ndarray
    dx: np.ndarray
    layers: tuple[Passed, ...]


def send_back(twin: Network, ids: np.ndarray, labels: np.ndarray | None) -> Backward:
    """Send back the logit of each review of ids (B, T), or its loss where labels (B,) are given.

    twin: a float64 network. The loss is the binary cross-entropy of the review alone. Raises
    UserProblem for reviews that are shorter than a layer's window.
    """
    check_length(twin, ids.shape[1])
    with torch.enable_grad():
        looked_up = sequences_of(twin.layers[0](torch.from_numpy(ids), False), twin.layers[1])
        x = looked_up.padded().detach().requires_grad_()
        values: Values = Laid.dense(x, looked_up.mask, looked_up.shared)
        watched: list[Watched] = []
        for layer in twin.layers[1:-1]:
            values = _through(layer, values, watched)
        logits = twin.judge(values)
        loss = None
        if labels is not None:
            targets = torch.from_numpy(labels).to(logits.dtype)
            loss = binary_cross_entropy_with_logits(logits, targets, reduction="none")
        goal = logits if loss is None else loss
        goal.sum().backward(inputs=[x, *(one for watch in watched for one in watch.shown)])
    dx = torch.zeros_like(x) if x.grad is None else x.grad
    return Backward(
        logits=logits.detach().numpy(),
        loss=None if loss is None else loss.detach().numpy(),
        x=x.detach().numpy(),
        dx=dx.numpy(),
        layers=tuple(_passed(watch) for watch in watched),
    )


def _through(layer: torch.nn.Module, values: Values, watched: list[Watched]) -> Values:
    if isinstance(layer, Bidirectional):
        sequences = sequences_of(values, layer)
        ahead = _through(layer.ahead, values, watched)
        back = _through(layer.back, values, watched)
        if isinstance(ahead, Tensor) and isinstance(back, Tensor):
            return layer.merge(ahead, back)
        return layer.joined(sequences_of(ahead, layer), sequences_of(back, layer), sequences.mask)
    if isinstance(layer, Recurrent):
        values, watch = run_watched(layer, sequences_of(values, layer))
        watched.append(watch)
        return values
    return layer(values, False)


def _passed(watch: Watched) -> Passed:
    """Turn everything to the review's order."""
    passed, direct = watch.passed(), _direct(watch)

    def turned(values: Tensor | None) -> np.ndarray | None:
        if values is None:
            return None
        return (values.flip(0) if watch.layer.spec.go_backwards else values).detach().numpy()

    h = turned(passed["h"])
    assert h is not None
    return Passed(watch.layer, h, turned(passed.get("c")), turned(direct))


def _direct(watch: Watched) -> Tensor | None:
    """Gradient of the carry along the carry alone: entering_t + kept_{t+1} ⊙ that of t+1."""
    layer = watch.layer
    kept = KEEPS.get(layer.spec.kind)
    if kept is None:
        return None
    with torch.no_grad():
        signals, direct = watch.signals(), _entering(watch)
        for t in reversed(range(len(direct) - 1)):
            direct[t].addcmul_(signals[kept][t + 1], direct[t + 1])
    return direct


def _entering(watch: Watched) -> Tensor:
    """What enters the carry at each timestep from the layers above (T, B, H), as a new tensor."""
    layer, above, signals = watch.layer, watch.from_above(), watch.signals()
    chain = layer.activation.chain
    if layer.spec.kind == "GRU":
        return above.clone()
    if layer.spec.kind == "LSTM":
        return chain(above * signals["o"], layer.activation(signals["c"]))
    through = layer.weights[3]
    assert through is not None
    entering = torch.zeros_like(above)
    read_next = slice(1, None)  # h reads the carry as the timestep before left it
    entering[:-1] = chain(above[read_next], signals["h"][read_next]) @ through.t()
    return entering
