"""The ledger of one recurrent layer on one review, to be asked at any timestep."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch

from explorer.analysis.exact import exact, exact_walk
from explorer.analysis.frozen import frozen
from explorer.analysis.ledger.account import Account, Parts, open_account
from explorer.analysis.ledger.balance import Balance, LogitShares
from explorer.analysis.ledger.grounds import Grounds, ledger_grounds
from explorer.analysis.signals import Found, Walk, reads_of, recurrent_layers
from explorer.analysis.trace import output_weight, with_pads
from explorer.analysis.verdicts import collapse
from explorer.network.build import Network
from explorer.network.clamp import Clamp
from explorer.network.layers.windowed import Windowed
from explorer.problem import UserProblem


@dataclass(frozen=True, eq=False)
class _Books:
    """One reading of the review, or of its beginning."""

    walk: Walk
    found: Found
    account: Account
    pads: np.ndarray


class Ledger:
    """The books of layer `layer`; `grounds` says what they can hold and why.

    Asking costs about 0.1 ms for LSTM and GRU; for the other cells, and for stacks that read
    backwards, the review's beginning is gone through anew.
    """

    def __init__(
        self, twin: Network, ids: np.ndarray, layer: str, clamps: Sequence[Clamp] = ()
    ) -> None:
        self._twin, self._ids, self._clamps = twin, ids, clamps
        self.layer = layer
        module = next(one for one in recurrent_layers(twin) if one.name == layer)
        self.kind = module.spec.kind
        self.grounds: Grounds = ledger_grounds(twin, module)
        self._causal = all(one.causal for one in twin.layers[: collapse(twin.layers) + 1])
        self._reads = reads_of(twin, module, len(ids))
        # Read by itself, a beginning would end in windows that the whole review does not have.
        windows = (one for one in twin.layers if isinstance(one, Windowed))
        self._ends_padded = any(one.padding == "same" for one in windows)
        self._read_to = lru_cache(maxsize=2)(self._open)

    @property
    def tokens(self) -> int:
        """How many tokens there are, pads included."""
        return len(self._ids)

    def at(self, t: int | None = None) -> Balance:
        """Return what the layer holds had the review ended after token t (default: the last).

        Pads count as tokens.
        Raises UserProblem for a layer without a ledger, or a token that is not there.
        """
        t = self.tokens - 1 if t is None else t
        if not 0 <= t < self.tokens:
            raise UserProblem(f"Token {t} is outside this review, which has {self.tokens}.")
        if self.grounds.carry is None and not self.grounds.splits_logit:
            raise UserProblem(self.grounds.note)
        if not self._causal and t < self.tokens - 1 and self._ends_padded:
            raise UserProblem(
                f"“{self.layer}” reads backwards over windows that reach past a word, so it has a "
                f"ledger at the end of the review only."
            )
        books = self._read_to(self.tokens if self._causal else t + 1)
        return self._balance(books, t)

    def _open(self, tokens: int) -> _Books:
        ids = self._ids[:tokens]
        held = [one for one in (clamp.until(tokens) for clamp in self._clamps) if one]
        walked = exact_walk(self._twin, ids, held)
        found = next(one for one in walked.found if one.layer.name == self.layer)
        mask = found.inputs.mask
        read = np.ones(found.inputs.size[1], bool) if mask is None else mask[0].numpy()
        pad = np.concatenate([[0], (self._ids == 0).cumsum()])
        first, after = self._reads.first, self._reads.last + 1
        only_pads = pad[after] - pad[first] == after - first
        return _Books(walked, found, open_account(found, read), only_pads)

    def _balance(self, books: _Books, t: int) -> Balance:
        layer, steps = books.found.layer, len(self._reads.last)
        last = int(self._reads.complete(t + 1)[t])
        h = np.zeros(layer.units)
        if last < 0:  # a window below is not complete: nothing has been read
            empty = np.zeros((0, layer.units))
            carries = empty if self.grounds.carry else None
            parts = Parts(carries, carries, empty, h)
        else:
            parts = books.account.parts(last)
            h = books.found.signals["h"][0 if layer.spec.go_backwards else last].numpy()

        def placed(values: np.ndarray) -> np.ndarray:
            full = np.zeros((steps, layer.units))
            full[: last + 1] = values[::-1] if layer.spec.go_backwards else values
            return frozen(full)

        shown = placed(parts.shown)
        contribution = carry = None
        if parts.written is not None and parts.survival is not None:
            contribution = placed(parts.written * parts.survival)
            carry = frozen(contribution.sum(0))
        order = np.arange(last + 1)
        return Balance(
            at=t,
            written=None if parts.written is None else placed(parts.written),
            survival=None if parts.survival is None else placed(parts.survival),
            contribution=contribution,
            carry=carry,
            shown=shown,
            start=frozen(parts.start),
            h=frozen(h),
            pads=frozen(books.pads),
            order=frozen(order[::-1] if layer.spec.go_backwards else order),
            logit=self._split(books, t, shown, parts.start, h),
        )

    def _split(
        self, books: _Books, t: int, shown: np.ndarray, start: np.ndarray, h: np.ndarray
    ) -> LogitShares | None:
        """Split the logit; None where the head does not read the layer directly."""
        weight = output_weight(self._twin, books.found.layer)
        if weight is None:
            return None
        w = weight.detach().numpy()
        bias = self._twin.head.bias
        b = 0.0 if bias is None else float(bias.detach())
        logit = b + float(h @ w)
        if not self._causal:  # the beginning was read by itself: the network says it all
            with torch.no_grad():
                logit = float(self._twin.judge(books.walk.values[-1]))
        shares = shown @ w
        pad_share = float(shares[books.pads].sum())
        shares[books.pads] = 0.0
        by_token = np.zeros(self.tokens)
        np.add.at(by_token, self._reads.last, shares)
        return LogitShares(
            at=t,
            shares=frozen(shares),
            by_token=frozen(by_token),
            pad_share=pad_share,
            start_share=float(start @ w),
            other_share=logit - b - float(h @ w),
            logit=logit,
            bias=b,
        )


def open_ledger(
    network: Network,
    ids: Sequence[int] | np.ndarray,
    *,
    pads: int = 0,
    layer: str | None = None,
    clamps: Sequence[Clamp] = (),
) -> Ledger:
    """Open the ledger of `layer` (default: the last) on ids (T,) after `pads` pads.

    The network may go on training: the ledger keeps a copy of its weights. Raises UserProblem for
    a layer that is not there, no ids, or a clamp on the state that the ledger adds up.
    """
    names = [one.name for one in recurrent_layers(network)]
    if not names:
        raise UserProblem("This network has no recurrent layer, so nothing is carried.")
    name = names[-1] if layer is None else layer
    if name not in names:
        raise UserProblem(f"There is no recurrent layer “{name}”: choose {', '.join(names)}.")
    for clamp in clamps:
        if clamp.layer == name and clamp.signal in ("c", "h"):
            raise UserProblem(
                f"The ledger adds up what the gates wrote, and “{clamp.signal}” of “{name}” is "
                f"held: take that clamp away to see it."
            )
    return Ledger(exact(network), with_pads(ids, pads), name, tuple(clamps))
