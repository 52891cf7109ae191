"""A review read again with some interventions, beside the reading before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from explorer.analysis.trace import Trace, trace, with_pads
from explorer.analysis.whatif.clamps import Reading, clamps_of_hold, clamps_of_transplant
from explorer.analysis.whatif.edits import edited
from explorer.analysis.whatif.interventions import Hold, Intervention, Transplant
from explorer.network.build import Network
from explorer.network.clamp import Clamp


@dataclass(frozen=True, eq=False)
class Rerun:
    """before, after: the traces; pads may differ where edits changed the number of words.

    source: (T,) int32, for each word of `after` (pads not counted) which word it was before, −1
    for an inserted one. clamps: what was held, in the layers' own timesteps (for a ledger of the
    review after). seconds: how long the second reading took.
    """

    before: Trace
    after: Trace
    source: np.ndarray
    clamps: tuple[Clamp, ...]
    seconds: float

    @property
    def flips(self) -> bool:
        """Whether the verdict on the whole review changes sides."""
        return bool((self.before.logits[-1] > 0) != (self.after.logits[-1] > 0))


def rerun(
    network: Network,
    ids: Sequence[int] | np.ndarray,
    interventions: Sequence[Intervention],
    *,
    pads: int = 0,
    before: Trace | None = None,
) -> Rerun:
    """Read ids (T,) after `pads` pads with all `interventions`, edits first.

    Where pads stand before the review, as many stand there as keep the whole as long as it was.
    before: the plain trace, if it is at hand. A later hold overrides an earlier one. Raises
    UserProblem for a layer, signal, unit or word that is not there, or if no word is left.
    """
    before = before or trace(network, ids, pads=pads)
    began = perf_counter()
    words = with_pads(ids, 0)
    edits = [one for one in interventions if not isinstance(one, Hold | Transplant)]
    new = edited(words, edits)
    left = max(0, pads + len(words) - len(new.ids)) if pads else 0
    reading = Reading(network, left, new.source, len(words))
    clamps: list[Clamp] = []
    for one in interventions:
        if isinstance(one, Hold):
            clamps += clamps_of_hold(one, reading)
        elif isinstance(one, Transplant):
            clamps += clamps_of_transplant(one, reading)
    after = trace(network, new.ids, pads=left, clamps=clamps)
    source = new.source.astype(np.int32)
    source.flags.writeable = False
    return Rerun(before, after, source, tuple(clamps), perf_counter() - began)
