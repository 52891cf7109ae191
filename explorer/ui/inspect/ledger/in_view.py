"""A ledger over the words in view: what each word wrote, what is left of it, what it adds."""

from dataclasses import dataclass

import numpy as np

from explorer.analysis.ledger import Balance, Grounds
from explorer.analysis.survival import SurvivalCurve, half_lives, survival_curve
from explorer.session.inspect.ledger_desk import LedgerReading
from explorer.ui.inspect.layer_in_view import LayerInView

GONE = 0.01  # a write of which less is left counts as lost
Floats = np.ndarray


@dataclass(frozen=True, eq=False)
class LedgerInView:
    """T timesteps of the layer in view (no pads), H units. None: this layer has no such figures.

    shares (T,): what each word adds to the logit. by_unit (T, H): the same by unit; where the
    logit is not split, what each word holds of the carry. survival (T, H): 0…1. written (T, H).
    curve: how much is left over the units; left, low, high (T,) are its mean and quartiles.
    """

    view: LayerInView
    grounds: Grounds
    balance: Balance
    shares: Floats | None
    by_unit: Floats
    survival: Floats | None
    written: Floats | None
    curve: SurvivalCurve | None
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

    def half_lives(self) -> Floats | None:
        """(H,) timesteps in which each unit's gates halve a write; None without such gates."""
        return half_lives(self.view.layer, self.view.pads)

    def newest_first(self, values: Floats) -> Floats:
        """Rows from the timestep read last to the one read first."""
        return values if self.view.layer.backwards else values[::-1]

    def timestep(self, age: int) -> int:
        """The timestep read so many timesteps before the last."""
        return age if self.view.layer.backwards else self.view.timesteps - 1 - age


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
    curve = None if survival is None else survival_curve(balance)
    left = low = high = None
    if curve is not None:
        left, low, high = curve.mean[words], curve.low[words], curve.high[words]
    return LedgerInView(
        view, reading.grounds, balance, shares, by_unit, survival, written, curve, left, low, high
    )
