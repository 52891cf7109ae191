"""How gradients fade over the words before the end, in many reviews.

A review ends at its last word; n words back is the n-th before it. Each figure is a gradient's
size n words back beside its size at the last word, so 1 at n = 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.analysis.cells import CARRY
from explorer.analysis.exact import exact
from explorer.analysis.frozen import frozen
from explorer.analysis.gradient.backward import Passed, send_back
from explorer.analysis.signals import reads_of
from explorer.network.build import Network
from explorer.network.layers.flatten import Flatten
from explorer.network.recurrent import Recurrent
from explorer.problem import UserProblem
from explorer.reviews.corpus import CorpusSplit
from explorer.reviews.encoding import Encoding

BATCH = 32


@dataclass(frozen=True, eq=False)
class Spread:
    """Quartiles over reviews, (N,) each: row n is n words back. count: reviews that long."""

    low: np.ndarray
    median: np.ndarray
    high: np.ndarray
    count: np.ndarray


@dataclass(frozen=True, eq=False)
class LayerDecay:
    """What is left of one layer's gradients n words back.

    h, c: of ‖∂L/∂h‖ and ‖∂L/∂c‖ (None: it has no c). direct: of the carry's gradient along the
    carry alone, beside the carry's whole gradient at the last word (None: it has no carry).
    """

    name: str
    kind: str
    h: Spread
    c: Spread | None
    direct: Spread | None

    @property
    def carry(self) -> Spread | None:
        """Of the carry, whichever state that is; None for a SimpleRNN."""
        return self.h if CARRY.get(self.kind) == "h" else self.c


@dataclass(frozen=True, eq=False)
class FlowOverReviews:
    """All layers read word by word, from `done` of `total` reviews."""

    layers: tuple[LayerDecay, ...]
    done: int
    total: int


def flow_over_reviews(
    network: Network,
    split: CorpusSplit,
    indices: Sequence[int] | np.ndarray,
    encoding: Encoding,
    *,
    back: int = 100,
) -> Iterator[FlowOverReviews]:
    """Send the logits of these reviews back, a batch at a time, and yield what is known so far.

    back: how many words back to look. Reviews are read behind pads, as in training. Raises
    UserProblem for a stack whose timesteps are windows, or that reads backwards only, or for no
    reviews.
    """
    chosen = np.asarray(indices)
    if not len(chosen):
        raise UserProblem("There is no review to look at: choose at least one.")
    twin = exact(network)
    order = np.random.default_rng(0).permutation(len(chosen))  # each batch a fair sample
    gathered: dict[str, _Gathered] = {}
    for start in range(0, len(chosen), BATCH):
        batch = chosen[order[start : start + BATCH]]
        rows = [np.asarray(split.ids(int(index), encoding)) for index in batch]
        for passed in _batch(twin, rows, encoding):
            if passed.layer.spec.go_backwards or not _word_by_word(twin, passed.layer):
                continue
            found = gathered.setdefault(passed.layer.name, _Gathered(passed.layer.spec.kind, back))
            found.add(passed, np.array([len(row) for row in rows]))
        if not gathered:
            raise UserProblem(
                "No layer of this network reads the review word by word from its start: there "
                "are no words back to count."
            )
        layers = tuple(one.decay(name) for name, one in gathered.items())
        yield FlowOverReviews(layers, min(start + BATCH, len(chosen)), len(chosen))


def _word_by_word(network: Network, layer: Recurrent) -> bool:
    return reads_of(network, layer, network.maxlen).token_by_token(network.maxlen)


def _batch(twin: Network, rows: list[np.ndarray], encoding: Encoding) -> tuple[Passed, ...]:
    """Send one batch back; every review ends in the last column."""
    flat = any(isinstance(layer, Flatten) for layer in twin.layers)
    before = encoding.padding == "pre" or flat
    width = encoding.maxlen if before else max(len(row) for row in rows)
    if before:
        ids = np.zeros((len(rows), width), np.int64)
        for place, row in enumerate(rows):
            ids[place, width - len(row) :] = row
        return send_back(twin, ids, None).layers
    found = [send_back(twin, row[None].astype(np.int64), None).layers for row in rows]
    return tuple(_side_by_side(list(layers), width) for layers in zip(*found, strict=True))


def _side_by_side(layers: list[Passed], width: int) -> Passed:
    """Put reviews of different lengths beside each other, all ending in the last row."""

    def joined(parts: list[np.ndarray | None]) -> np.ndarray | None:
        known = [part for part in parts if part is not None]
        if not known:
            return None
        padded = [np.pad(part, ((width - len(part), 0), (0, 0), (0, 0))) for part in known]
        return np.concatenate(padded, axis=1)

    h = joined([one.h for one in layers])
    assert h is not None
    c, direct = joined([one.c for one in layers]), joined([one.direct for one in layers])
    return Passed(layers[0].layer, h, c, direct)


class _Gathered:
    """What is known of one layer: what each review keeps, (reviews, N)."""

    def __init__(self, kind: str, back: int) -> None:
        self.kind, self.back = kind, back
        self.kept: dict[str, list[np.ndarray]] = {"h": [], "c": [], "direct": []}

    def add(self, passed: Passed, lengths: np.ndarray) -> None:
        """Take in a batch. lengths: (B,) words of each review."""
        whole = passed.h if CARRY.get(self.kind) == "h" else passed.c
        for name, values, beside in (
            ("h", passed.h, passed.h),
            ("c", passed.c, passed.c),
            ("direct", passed.direct, whole),
        ):
            if values is None or beside is None:
                continue
            sizes = np.linalg.norm(values[: -self.back - 1 : -1], axis=2).T
            last = np.linalg.norm(beside[-1], axis=1)
            with np.errstate(divide="ignore", invalid="ignore"):
                kept = sizes / last[:, None]
            kept[np.arange(kept.shape[1]) >= lengths[:, None]] = np.nan
            kept[~np.isfinite(kept)] = np.nan
            wide = np.full((len(kept), self.back), np.nan)
            wide[:, : kept.shape[1]] = kept
            self.kept[name].append(wide)

    def decay(self, name: str) -> LayerDecay:
        """Return the quartiles of what has been taken in."""
        h, c, direct = (self._spread(self.kept[part]) for part in ("h", "c", "direct"))
        assert h is not None
        return LayerDecay(name, self.kind, h, c, direct)

    def _spread(self, parts: list[np.ndarray]) -> Spread | None:
        if not parts:
            return None
        kept = np.concatenate(parts)
        count = np.isfinite(kept).sum(0)
        low, median, high = np.full((3, self.back), np.nan)
        there = count > 0
        low[there], median[there], high[there] = np.nanquantile(
            kept[:, there], [0.25, 0.5, 0.75], axis=0
        )
        return Spread(*(frozen(part) for part in (low, median, high, count)))
