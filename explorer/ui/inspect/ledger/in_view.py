"""A ledger over the words in view: what each word wrote, what is left of it, what it adds."""

from dataclasses import dataclass

import numpy as np

from explorer.analysis.ledger import Balance, Grounds
from explorer.session.ledger_desk import LedgerReading
from explorer.ui.inspect.layer_in_view import LayerInView

GONE = 0.01  # a write of which less is left counts as lost
Floats = np.ndarray


@dataclass(frozen=True, eq=False)
class LedgerInView:
    """T timesteps of the layer in view (no pads), H units. None: this layer has no such figures.

    shares (T,): what each word adds to the logit. by_unit (T, H): the same by unit; where the
    logit is not split, what each word holds of the carry. survival (T, H): 0…1. written (T, H).
    left, low, high (T,): mean and quartiles of survival over the units.
    """

    view: LayerInView
    grounds: Grounds
    balance: Balance
    shares: Floats | None
    by_unit: Floats
    survival: Floats | None
    written: Floats | None
    left: Floats | None
    low: Floats | None
    high: Floats | None

    @property
    def sizes(self) -> Floats:
        """(T,) what the bars show: shares of the logit, else how much each word holds now."""
        return self.shares if self.shares is not None else np.abs(self.by_unit).mean(axis=1)

    @property
    def gone(self) -> Floats:
        """(T,) whether less than 1% of a word's write is left."""
        if self.left is None:
            return np.zeros(self.view.timesteps, bool)
        return self.left < GONE

    @property
    def longest_lived(self) -> int | None:
        """The unit in which writes last longest."""
        return None if self.survival is None else int(self.survival.sum(axis=0).argmax())

    def half_life(self) -> int | None:
        """After how many timesteps less than half of a write is left, by the mean over units.

        Counted back from where the layer stops reading; None if it never comes to that.
        """
        return None if self.left is None else half_life(self.newest_first(self.left))

    def half_lives(self) -> Floats | None:
        """(H,) the same by unit, in timesteps; infinite where half of a write outlives the review.

        Between two timesteps the half is interpolated on a log scale.
        """
        if self.survival is None:
            return None
        return np.array([smooth_half_life(column) for column in self.newest_first(self.survival).T])

    def newest_first(self, values: Floats) -> Floats:
        """Rows from the timestep read last to the one read first."""
        return values if self.view.layer.backwards else values[::-1]

    def timestep(self, age: int) -> int:
        """The timestep read so many timesteps before the last."""
        return age if self.view.layer.backwards else self.view.timesteps - 1 - age


def half_life(left: Floats) -> int | None:
    """The first place of `left` (newest first) below one half."""
    below = np.flatnonzero(left < 0.5)
    return int(below[0]) if len(below) else None


def smooth_half_life(left: Floats) -> float:
    """Where `left` (newest first, from 1 down) crosses one half, between timesteps."""
    below = np.flatnonzero(left < 0.5)
    if not len(below):
        return float("inf")
    after = int(below[0])
    if after == 0:
        return 0.0
    high, low = np.log(left[after - 1]), np.log(max(left[after], 1e-30))
    return float(after - 1 + (high - np.log(0.5)) / (high - low))


def ledger_in_view(reading: LedgerReading, view: LayerInView) -> LedgerInView | None:
    """Put a reading over the words in view; None without a balance."""
    balance = reading.balance
    if balance is None:
        return None
    words = slice(len(balance.pads) - view.timesteps, None)
    survival = None if balance.survival is None else balance.survival[words]
    written = None if balance.written is None else balance.written[words]
    shares = None if balance.logit is None else balance.logit.shares[words]
    weight = view.layer.output_weight
    if shares is not None and weight is not None:
        by_unit = balance.shown[words] * weight
    elif balance.contribution is not None:
        by_unit = balance.contribution[words]
    else:
        by_unit = balance.shown[words]
    left = low = high = None
    if survival is not None:
        left = survival.mean(axis=1)
        low, high = np.quantile(survival, (0.25, 0.75), axis=1)
    return LedgerInView(
        view, reading.grounds, balance, shares, by_unit, survival, written, left, low, high
    )
