"""How long a layer keeps what a word wrote, as its gates say. Axes: T′ timestep, H unit."""

from dataclasses import dataclass

import numpy as np

from explorer.analysis.cells import KEEPS
from explorer.analysis.frozen import frozen
from explorer.analysis.ledger import Balance
from explorer.analysis.trace import LayerTrace
from explorer.problem import UserProblem


@dataclass(frozen=True, eq=False)
class SurvivalCurve:
    """How much of each timestep's writing is left, over the units: (T′,) each, in 0…1.

    longest_unit: whose writing lasts longest, by its mean over the review; longest: its (T′,).
    half_gone: the fewest timesteps after which, on the mean of the units, half of a write is
    gone; None if it never is.
    """

    mean: np.ndarray
    low: np.ndarray
    median: np.ndarray
    high: np.ndarray
    longest_unit: int
    longest: np.ndarray
    half_gone: int | None


def survival_curve(balance: Balance) -> SurvivalCurve:
    """Sum up the survival of a ledger's balance.

    Raises UserProblem for a layer without a carry that only adds up.
    """
    survival = balance.survival
    if survival is None:
        raise UserProblem(
            "This layer has no carry that only adds up, so nothing survives by itself."
        )
    low, median, high = np.quantile(survival, [0.25, 0.5, 0.75], axis=1)
    mean = survival.mean(axis=1)
    longest = int(survival.mean(axis=0).argmax())
    below = np.flatnonzero(mean[balance.order[::-1]] < 0.5)
    return SurvivalCurve(
        *(frozen(one) for one in (mean, low, median, high)),
        longest_unit=longest,
        longest=frozen(survival[:, longest]),
        half_gone=int(below[0]) if len(below) else None,
    )


def half_lives(layer: LayerTrace, pads: int = 0) -> np.ndarray | None:
    """Timesteps (H,) in which each unit's gates halve a write, on their mean over the review.

    ln ½ / mean ln f (of z for a GRU) over the timesteps that read a word; ∞ for a gate always
    open. None for a layer without a carry.
    """
    keep = KEEPS.get(layer.kind)
    if keep is None:
        return None
    gates = layer.signals[keep][layer.reads[:, 1] >= pads].astype(float)
    if not len(gates):
        return None
    with np.errstate(divide="ignore"):
        return np.log(0.5) / np.minimum(np.log(gates).mean(axis=0), -0.0)
