"""How strongly the verdict on one review depends on every state before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer.analysis.cells import CARRY
from explorer.analysis.exact import exact
from explorer.analysis.frozen import frozen
from explorer.analysis.gradient.backward import Passed, send_back
from explorer.analysis.signals import reads_of
from explorer.analysis.trace import with_pads
from explorer.network.build import Network
from explorer.network.layers.flatten import Flatten
from explorer.problem import UserProblem

ROUNDING = 1e-13


@dataclass(frozen=True, eq=False)
class LayerFlow:
    """What passes back through one layer of a review. Arrays are read-only float64.

    h, c: (T′, H) ∂L/∂h_t and ∂L/∂c_t along all paths (c None for GRU and SimpleRNN).
    direct: (T′, H) the part of the carry's gradient that came along the carry alone, past the
    forget gates (update gates of a GRU); None for a SimpleRNN. Row t belongs to timestep t.
    """

    name: str
    kind: str
    h: np.ndarray
    c: np.ndarray | None
    direct: np.ndarray | None

    @property
    def carry(self) -> np.ndarray | None:
        """(T′, H) the carry's whole gradient: of c, or of a GRU's h."""
        return self.h if CARRY.get(self.kind) == "h" else self.c

    @property
    def h_norm(self) -> np.ndarray:
        """‖∂L/∂h_t‖ (T′,)."""
        return np.linalg.norm(self.h, axis=1)

    @property
    def c_norm(self) -> np.ndarray | None:
        """‖∂L/∂c_t‖ (T′,)."""
        return None if self.c is None else np.linalg.norm(self.c, axis=1)

    @property
    def direct_norm(self) -> np.ndarray | None:
        """(T′,) what came along the carry alone."""
        return None if self.direct is None else np.linalg.norm(self.direct, axis=1)

    @property
    def side_norm(self) -> np.ndarray | None:
        """(T′,) what came through h and the gates: the carry's gradient less the direct part."""
        if self.direct is None or self.carry is None:
            return None
        side = np.linalg.norm(self.carry - self.direct, axis=1)
        # What rounding leaves of two equal numbers is nothing.
        side[side < ROUNDING * np.linalg.norm(self.carry, axis=1)] = 0.0
        return side


@dataclass(frozen=True, eq=False)
class GradientFlow:
    """One review's gradients of `of`, "logit" or "loss". Arrays are read-only float64.

    at: L is said after token `at`; rows after it are zero.
    x: (T, E) ∂L/∂x_t of every token's embedding. times_input: (T,) x_t · ∂L/∂x_t, what the
    logit or loss would lose, to first order, with the token's embedding zeroed.
    """

    of: Literal["logit", "loss"]
    at: int
    pads: int
    logit: float
    loss: float | None
    layers: tuple[LayerFlow, ...]
    x: np.ndarray
    times_input: np.ndarray

    @property
    def x_norm(self) -> np.ndarray:
        """‖∂L/∂x_t‖ (T,): how strongly the verdict depends on each token."""
        return np.linalg.norm(self.x, axis=1)


def gradient_flow(
    network: Network,
    ids: Sequence[int] | np.ndarray,
    *,
    pads: int = 0,
    label: int | None = None,
    at: int | None = None,
) -> GradientFlow:
    """Send the logit of ids (T,) after `pads` pads back through the network, dropout off.

    label: 0 or 1 to send back the loss instead. at: as if the review had ended after this token
    (pads count). Raises UserProblem for no ids, a token that is not there, or a review too long
    for a stack with Flatten.
    """
    read = with_pads(ids, pads)
    at = len(read) - 1 if at is None else at
    if not 0 <= at < len(read):
        raise UserProblem(f"Token {at} is outside this review, which has {len(read)}.")
    fill = _fill(network, at + 1)
    row = np.concatenate([np.zeros(fill, np.int64), read[: at + 1]])[None]
    twin = exact(network)
    back = send_back(twin, row, None if label is None else np.array([label]))

    def placed(values: np.ndarray, steps: int, all_steps: int) -> np.ndarray:
        """Leave out what only fills up a Flatten, and add rows for what comes after `at`."""
        rows = values[values.shape[0] - steps :, 0]
        return frozen(np.pad(rows, ((0, all_steps - steps), (0, 0))))

    def layer_flow(passed: Passed) -> LayerFlow:
        layer = passed.layer
        steps, all_steps = (
            len(reads_of(twin, layer, tokens).last) for tokens in (at + 1, len(read))
        )
        h, c, direct = (
            None if values is None else placed(values, steps, all_steps)
            for values in (passed.h, passed.c, passed.direct)
        )
        assert h is not None
        return LayerFlow(layer.name, layer.spec.kind, h, c, direct)

    x = placed(back.dx, at + 1, len(read))
    return GradientFlow(
        of="logit" if label is None else "loss",
        at=at,
        pads=pads,
        logit=float(back.logits[0]),
        loss=None if back.loss is None else float(back.loss[0]),
        layers=tuple(layer_flow(one) for one in back.layers),
        x=x,
        times_input=frozen((x * placed(back.x, at + 1, len(read))).sum(1)),
    )


def _fill(network: Network, tokens: int) -> int:
    """How many pads a stack with Flatten needs in front; it takes one length only."""
    if not any(isinstance(layer, Flatten) for layer in network.layers):
        return 0
    if tokens > network.maxlen:
        raise UserProblem(
            f"This network takes {network.maxlen} tokens at most: this review has {tokens}."
        )
    return network.maxlen - tokens
