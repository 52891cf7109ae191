"""One number a token to colour the words by.

Axes: T token of the review, pads included; T′ timestep of a layer; H unit.
"""

from dataclasses import dataclass

import numpy as np

from explorer.analysis.cells import IN_UNIT_RANGE
from explorer.analysis.gradient import GradientFlow
from explorer.analysis.ledger import Balance, LogitShares
from explorer.analysis.signals import Reads
from explorer.analysis.survival import survival_curve
from explorer.analysis.trace import LayerTrace, Trace
from explorer.analysis.whatif import Influence


@dataclass(frozen=True, eq=False)
class WordValues:
    """values: (T,) float64; NaN for a token that nothing is known of.

    low, high: the ends of the scale. centred: it runs from −high to high, with 0 in the middle.
    """

    values: np.ndarray
    low: float
    high: float

    @property
    def centred(self) -> bool:
        """Whether 0 lies in the middle of the scale."""
        return self.low < 0

    @property
    def scaled(self) -> np.ndarray:
        """(T,) the values as places on the scale, 0…1."""
        span = self.high - self.low
        return np.clip((self.values - self.low) / span, 0.0, 1.0) if span else 0.0 * self.values


def by_signal(trace: Trace, layer: LayerTrace, signal: str, unit: int | None) -> WordValues:
    """Colour by one unit's signal, or by its mean over all units.

    Gates are shown on 0…1; candidate, hidden state and carry about 0, as far out as they go. Over
    windows of words, a token shows the last window that it completes.
    """
    values = layer.signals[signal].astype(float)
    rows = values.mean(axis=1) if unit is None else values[:, unit]
    by_token = _at_tokens(trace, layer, rows)
    return WordValues(by_token, 0.0, 1.0) if signal in IN_UNIT_RANGE else _centred(by_token, rows)


def by_share(shares: LogitShares) -> WordValues:
    """Colour by what each word adds to the logit."""
    return _centred(shares.by_token)


def by_survival(trace: Trace, layer: LayerTrace, balance: Balance) -> WordValues:
    """Colour by how much of what was written at each word is left, on the mean of the units.

    Raises UserProblem for a layer without a carry that only adds up.
    """
    return WordValues(_at_tokens(trace, layer, survival_curve(balance).mean), 0.0, 1.0)


def by_effect(influence: Influence, pads: int) -> WordValues:
    """Colour by what each word adds to the logit by being there; NaN for pads and untried words."""
    effect = influence.effect.astype(float)
    return _centred(np.concatenate([np.full(pads, np.nan), effect]), effect[np.isfinite(effect)])


def by_gradient(flow: GradientFlow) -> WordValues:
    """Colour by how strongly the verdict depends on each token: ‖∂L/∂x_t‖."""
    sizes = flow.x_norm
    return WordValues(sizes, 0.0, _top(sizes[flow.pads :]))


def by_gradient_times_input(flow: GradientFlow) -> WordValues:
    """Colour by x_t · ∂L/∂x_t."""
    return _centred(flow.times_input, flow.times_input[flow.pads :])


def by_push(trace: Trace) -> WordValues:
    """Colour by how far each token moves the logit; 0 at the first."""
    pushes = np.diff(trace.logits.astype(float), prepend=trace.logits[:1].astype(float))
    return _centred(pushes, pushes[trace.pads :])


def _at_tokens(trace: Trace, layer: LayerTrace, rows: np.ndarray) -> np.ndarray:
    """Spread rows (T′,) over the tokens (T,): a token shows the last timestep it completes."""
    reads = Reads(*layer.reads.T)
    if reads.token_by_token(len(trace.ids)):
        return rows
    steps = reads.complete(len(trace.ids))
    return np.where(steps < 0, np.nan, rows[steps])


def _centred(values: np.ndarray, within: np.ndarray | None = None) -> WordValues:
    """Scale from −m to m, m the largest size in `within` (default: in all values)."""
    top = _top(np.abs(values if within is None else within))
    return WordValues(values, -top, top)


def _top(sizes: np.ndarray) -> float:
    return float(sizes.max(initial=0.0)) or 1.0
