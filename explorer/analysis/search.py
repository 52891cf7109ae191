"""What moves a unit, over thousands of reviews: where it peaks, and on which words it is high."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch

from explorer.analysis.frozen import frozen
from explorer.analysis.predictions import evaluating
from explorer.analysis.signals import reads_of, recurrent_layers
from explorer.analysis.unit_batch import unit_signal
from explorer.network.build import Network
from explorer.network.recurrent import Recurrent
from explorer.problem import UserProblem
from explorer.reviews.corpus import CorpusSplit
from explorer.reviews.encoding import Encoding

BATCH = 256
By = Literal["peak", "low", "mean", "last", "hits"]


@dataclass(frozen=True, eq=False)
class UnitSearch:
    """One signal of one unit over reviews `indices` (N,); NaN for those not read yet.

    peak, low, mean, last: (N,) over each review's words; pads do not count. `last` is the word
    read last. peak_at, low_at: (N,) at which of the review's words, as `ids` of the split has
    them; over windows the last word of the window. −1 for those not read yet.
    hits: (N,) how many of its words have the signal above `above`, and first_hit the first read of
    them, −1 for none; where no threshold was given, all 0 and −1.
    word_count, word_sum: (V,) by token id, over all words read so far.
    """

    layer: str
    signal: str
    unit: int
    indices: np.ndarray
    peak: np.ndarray
    peak_at: np.ndarray
    low: np.ndarray
    low_at: np.ndarray
    mean: np.ndarray
    last: np.ndarray
    above: float | None
    hits: np.ndarray
    first_hit: np.ndarray
    word_count: np.ndarray
    word_sum: np.ndarray
    done: int

    @property
    def total(self) -> int:
        """N."""
        return len(self.indices)

    def top(self, count: int, by: By = "peak") -> np.ndarray:
        """Places 0…N−1 of the reviews with the highest `by` (the lowest, for "low")."""
        values = getattr(self, by)
        known = np.flatnonzero(np.isfinite(values))
        ranked = values[known] if by == "low" else -values[known]
        return known[np.argsort(ranked, kind="stable")[:count]]

    @property
    def word_mean(self) -> np.ndarray:
        """(V,) mean of the signal when a word is read; NaN for words not met."""
        with np.errstate(invalid="ignore"):
            return self.word_sum / np.where(self.word_count > 0, self.word_count, np.nan)

    def top_words(
        self, count: int, *, met: int = 20, lowest: bool = False
    ) -> list[tuple[int, float, int]]:
        """(token id, mean, times met) of the words with the highest mean, or the lowest.

        Words met fewer than `met` times are left out.
        """
        mean = self.word_mean
        known = np.flatnonzero(self.word_count >= max(met, 1))
        ranked = known[np.argsort(mean[known] if lowest else -mean[known], kind="stable")]
        return [
            (int(word), float(mean[word]), int(self.word_count[word])) for word in ranked[:count]
        ]


def search_unit(
    network: Network,
    split: CorpusSplit,
    indices: Sequence[int] | np.ndarray,
    encoding: Encoding,
    *,
    layer: str,
    signal: str,
    unit: int,
    above: float | None = None,
) -> Iterator[UnitSearch]:
    """Read reviews `indices` of a split as in training, and yield what is known so far.

    The short ones come first; each event stands for itself. above: also count the words at which
    the signal is higher than this. Raises UserProblem for a layer,
    signal or unit that is not there, or for no reviews.
    """
    module = _layer(network, layer, signal, unit)
    chosen = np.asarray(indices, np.int64)
    if not len(chosen):
        raise UserProblem("There is no review to search: choose at least one.")
    found = _Found(len(chosen), int(encoding.max_features), above)
    order = np.argsort(split.lengths[chosen], kind="stable")
    for start in range(0, len(order), BATCH):
        places = order[start : start + BATCH]
        ids = split.batch(chosen[places], encoding)
        with evaluating(network):
            values = unit_signal(network, module, torch.from_numpy(ids).long(), signal, unit)
        tokens = reads_of(network, module, ids.shape[1]).last
        found.add(places, values.float().numpy(), ids, tokens, module.spec.go_backwards)
        yield found.so_far(module.name, signal, unit, chosen, start + len(places))


def _layer(network: Network, name: str, signal: str, unit: int) -> Recurrent:
    layers = {one.name: one for one in recurrent_layers(network)}
    if name not in layers:
        raise UserProblem(
            f"There is no recurrent layer “{name}”: choose {', '.join(layers) or 'nothing'}."
        )
    module = layers[name]
    if signal not in module.spec.signals:
        raise UserProblem(
            f"The layer “{name}” has no signal “{signal}”: choose {', '.join(module.spec.signals)}."
        )
    if not 0 <= unit < module.units:
        raise UserProblem(f"The layer “{name}” has units 0…{module.units - 1}.")
    return module


class _Found:
    """What is gathered, by place in the list of reviews, and by token id."""

    def __init__(self, reviews: int, words: int, above: float | None) -> None:
        self.above = above
        self.hits, self.first_hit = np.zeros(reviews, np.int64), np.full(reviews, -1)
        self.peak, self.low, self.mean, self.last = np.full((4, reviews), np.nan)
        self.peak_at, self.low_at = np.full((2, reviews), -1)
        self.word_count, self.word_sum = np.zeros(words, np.int64), np.zeros(words)

    def add(
        self,
        places: np.ndarray,
        values: np.ndarray,
        ids: np.ndarray,
        tokens: np.ndarray,
        backwards: bool,
    ) -> None:
        """Take in values (T′, B) of reviews `places`, ids (B, T); tokens: (T′,) last of each."""
        met = ids[:, tokens].T
        words = met != 0
        known = words.any(axis=0)
        places, values, met, words = places[known], values[:, known], met[:, known], words[:, known]
        columns = np.arange(len(places))
        first = (ids[known] != 0).argmax(axis=1)
        high = np.where(words, values, -np.inf)
        low = np.where(words, values, np.inf)
        for extreme, at, row in (
            (self.peak, self.peak_at, high.argmax(axis=0)),
            (self.low, self.low_at, low.argmin(axis=0)),
        ):
            extreme[places] = values[row, columns]
            at[places] = tokens[row] - first
        self.mean[places] = np.where(words, values, 0.0).sum(axis=0) / words.sum(axis=0)
        end = words.argmax(axis=0) if backwards else len(words) - 1 - words[::-1].argmax(axis=0)
        self.last[places] = values[end, columns]
        if self.above is not None:
            hit = words & (values > self.above)
            self.hits[places] = hit.sum(axis=0)
            row = len(hit) - 1 - hit[::-1].argmax(axis=0) if backwards else hit.argmax(axis=0)
            self.first_hit[places] = np.where(hit.any(axis=0), tokens[row] - first, -1)
        self.word_count += np.bincount(met[words], minlength=len(self.word_count))
        self.word_sum += np.bincount(met[words], values[words], len(self.word_count))

    def so_far(
        self, layer: str, signal: str, unit: int, indices: np.ndarray, done: int
    ) -> UnitSearch:
        """Return copies."""
        return UnitSearch(
            layer=layer,
            signal=signal,
            unit=unit,
            indices=indices,
            peak=frozen(self.peak.copy()),
            peak_at=frozen(self.peak_at.copy()),
            low=frozen(self.low.copy()),
            low_at=frozen(self.low_at.copy()),
            mean=frozen(self.mean.copy()),
            last=frozen(self.last.copy()),
            above=self.above,
            hits=frozen(self.hits.copy()),
            first_hit=frozen(self.first_hit.copy()),
            word_count=frozen(self.word_count.copy()),
            word_sum=frozen(self.word_sum.copy()),
            done=done,
        )
