"""Everything that a report says of one review, worked out at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.analysis.gradient import GradientFlow, gradient_flow
from explorer.analysis.ledger import (
    Balance,
    LogitShares,
    ledger_grounds,
    logit_shares,
    open_ledger,
)
from explorer.analysis.signals import recurrent_layers
from explorer.analysis.survival import SurvivalCurve, survival_curve
from explorer.analysis.trace import Trace, trace
from explorer.network.build import Network
from explorer.problem import UserProblem


@dataclass(frozen=True, eq=False)
class Report:
    """title, subtitle: the model, and the review. words: (T,) without the pads.

    shares: the logit by word, or None where `note` says there is no ledger. survival, balance: of
    the last recurrent layer with a carry that only adds up, or None. flow: the logit's gradients.
    """

    title: str
    subtitle: str
    words: tuple[str, ...]
    trace: Trace
    shares: LogitShares | None
    note: str
    survival: SurvivalCurve | None
    balance: Balance | None
    flow: GradientFlow | None


def gather_report(
    network: Network,
    ids: Sequence[int] | np.ndarray,
    words: Sequence[str],
    *,
    pads: int = 0,
    title: str = "",
    subtitle: str = "",
) -> Report:
    """Trace ids (T,), called `words` (T,), after `pads` pads, and work out all there is to say.

    Raises UserProblem for no ids.
    """
    traced = trace(network, ids, pads=pads)
    try:
        shares, note = logit_shares(network, ids, pads=pads), ""
    except UserProblem as none:
        shares, note = None, str(none)
    balance = survival = None
    for layer in reversed(recurrent_layers(network)):
        grounds = ledger_grounds(network, layer)
        if shares is not None and not note and grounds.splits_logit:
            note = grounds.note
        if grounds.carry is not None and balance is None:
            balance = open_ledger(network, ids, pads=pads, layer=layer.name).at()
            survival = survival_curve(balance)
    flow = gradient_flow(network, ids, pads=pads) if traced.layers else None
    return Report(
        title=title,
        subtitle=subtitle,
        words=tuple(words),
        trace=traced,
        shares=shares,
        note=note,
        survival=survival,
        balance=balance,
        flow=flow,
    )
