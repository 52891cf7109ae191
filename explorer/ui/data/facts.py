"""What there is to know about a corpus under an encoding: counts, lengths, words covered."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.reviews.corpus import Corpus, CorpusSplit
from explorer.reviews.encoding import Encoding
from explorer.reviews.vocabulary import FIRST_WORD

IDS_A_STEP = 125_000  # half a millisecond of counting


@dataclass(frozen=True)
class SplitFacts:
    """How many reviews a split has, by label."""

    reviews: int
    positive: int

    @property
    def negative(self) -> int:
        """Reviews that are not positive."""
        return self.reviews - self.positive


@dataclass(frozen=True, eq=False)
class CorpusFacts:
    """Facts of a corpus; all but `test` are of the training split.

    lengths: (reviews,) words of each. counts: (words,) how often each word of the vocabulary
    occurs, the most frequent first. in_positive: (words,) how often in positive reviews. labels:
    (reviews,) 1 positive, 0 negative. words: the same words as they are written.
    """

    train: SplitFacts
    test: SplitFacts
    lengths: NDArray[np.int64]
    counts: NDArray[np.int64]
    in_positive: NDArray[np.int64]
    labels: NDArray[np.int8]
    words: tuple[str, ...] = ()

    def cut_share(self, encoding: Encoding) -> float:
        """Share of reviews that lose words to maxlen (the start marker counts), 0…1."""
        return float(np.mean(self.lengths + 1 > encoding.maxlen)) if len(self.lengths) else 0.0

    def lost_share(self, encoding: Encoding) -> float:
        """Share of all words that maxlen cuts off, 0…1."""
        lost = np.maximum(self.lengths + 1 - encoding.maxlen, 0).sum()
        return float(lost / max(1, self.lengths.sum()))

    def coverage(self, max_features: int) -> float:
        """Share of all words read that an embedding of `max_features` rows knows, 0…1."""
        known = max_features - FIRST_WORD
        if known <= 0 or not len(self._running):
            return 0.0
        return float(self._running[min(known, len(self._running)) - 1] / self._running[-1])

    def words_known(self, max_features: int) -> int:
        """How many different words have an id below `max_features`."""
        return max(0, min(max_features - FIRST_WORD, len(self.counts)))

    def positive_share(self) -> NDArray[np.float64]:
        """(words,) of all places where a word stands, the share in positive reviews, 0…1."""
        return self.in_positive / np.maximum(1, self.counts)

    @cached_property
    def running_share(self) -> NDArray[np.float64]:
        """(words,) share of the text that a word and all more frequent ones make up, 0…1."""
        return self._running / max(1, int(self._running[-1])) if len(self._running) else np.zeros(0)

    @cached_property
    def _running(self) -> NDArray[np.int64]:
        return np.cumsum(self.counts)


def gather(corpus: Corpus) -> Iterator[CorpusFacts | None]:
    """Yield None after each short step, and at last the facts."""
    counts = np.zeros((2, FIRST_WORD + len(corpus.vocabulary)), np.int64)
    train, offsets = len(corpus.train), corpus.offsets
    first = 0
    while first < train:
        # Whole reviews, at least one: a label belongs to all words of its review.
        end = np.searchsorted(offsets, offsets[first] + IDS_A_STEP, side="right") - 1
        end = min(train, max(first + 1, int(end)))
        ids = corpus.ids[offsets[first] : offsets[end]]
        labels = np.repeat(corpus.labels[first:end], np.diff(offsets[first : end + 1]))
        for label in (0, 1):
            found = np.bincount(ids[labels == label])
            counts[label, : len(found)] += found
        first = end
        yield None
    yield CorpusFacts(
        train=_split_facts(corpus.train),
        test=_split_facts(corpus.test),
        lengths=corpus.train.lengths,
        counts=counts.sum(axis=0)[FIRST_WORD:],
        in_positive=counts[1, FIRST_WORD:],
        labels=corpus.train.labels,
        words=corpus.vocabulary.words,
    )


def _split_facts(split: CorpusSplit) -> SplitFacts:
    return SplitFacts(len(split), int(np.count_nonzero(split.labels == 1)))
