"""The logit split over all words of a review, whichever layers the head reads."""

from collections.abc import Sequence

import numpy as np

from explorer.analysis.exact import exact
from explorer.analysis.frozen import frozen
from explorer.analysis.ledger.balance import LogitShares
from explorer.analysis.ledger.ledger import Ledger
from explorer.analysis.signals import recurrent_layers
from explorer.analysis.trace import output_weight, with_pads
from explorer.network.build import Network
from explorer.problem import UserProblem


def logit_shares(
    network: Network, ids: Sequence[int] | np.ndarray, *, pads: int = 0, at: int | None = None
) -> LogitShares:
    """Split the logit after token `at` (default: the last) over the tokens (T,), pads included.

    Both directions of a bidirectional layer count; `shares` are by token. Raises UserProblem where
    the head reads no recurrent layer directly.
    """
    direct = [
        one.name for one in recurrent_layers(network) if output_weight(network, one) is not None
    ]
    if not recurrent_layers(network):
        raise UserProblem(
            "There is no ledger: this network has no recurrent layer to carry anything."
        )
    if not direct:
        raise UserProblem(
            f"There is no ledger: “{network.head.name}” does not read a recurrent layer's last "
            f"hidden state directly, so the logit cannot be split into words' shares."
        )
    twin, read = exact(network), with_pads(ids, pads)
    splits = [Ledger(twin, read, name).at(at).logit for name in direct]
    found = [split for split in splits if split is not None]
    shares = frozen(np.sum([split.by_token for split in found], axis=0))
    return LogitShares(
        at=found[0].at,
        shares=shares,
        by_token=shares,
        pad_share=sum(split.pad_share for split in found),
        start_share=sum(split.start_share for split in found),
        other_share=0.0,
        logit=found[0].logit,
        bias=found[0].bias,
    )
