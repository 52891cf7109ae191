"""All reviews of one source, encoded once, ready to be cut into batches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.problem import UserProblem
from explorer.reviews.arrays import CorpusArrays
from explorer.reviews.cache import CorpusCache
from explorer.reviews.child import fill_cache, fill_cache_in_child
from explorer.reviews.encoding import Encoding, Ids, kept_part, mark_unknown, place_in_row
from explorer.reviews.progress import CorpusProgress
from explorer.reviews.review import ReviewSource
from explorer.reviews.source import open_source
from explorer.reviews.vocabulary import FIRST_WORD, PAD, Vocabulary

__all__ = ["Corpus", "CorpusProgress", "CorpusReady", "CorpusSplit", "load_corpus"]


class Corpus:
    """N reviews, the training split first; immutable.

    Ids are kept as full ranks; max_features, skip_top and maxlen apply when reviews are taken out,
    so another Encoding needs no new corpus.

    ids: (total,) int32, all reviews one after another. offsets: (N + 1,) int64 into ids.
    labels: (N,) int8, 1 positive, 0 negative. splits: (N,) int8, 0 train, 1 test.
    keys: the source's name of each review. identity: a hash of the source's content.
    """

    def __init__(self, arrays: CorpusArrays, vocabulary: Vocabulary | None = None) -> None:
        """Serve arrays as they are or, where a vocabulary is given, with its ids (see `under`)."""
        self._arrays = arrays
        self.title = arrays.title
        self.synthetic = arrays.synthetic
        self.identity = arrays.identity
        self.offsets = arrays.offsets
        self.labels = arrays.labels
        self.keys = arrays.keys
        self.vocabulary = Vocabulary(arrays.vocabulary) if vocabulary is None else vocabulary
        self.ids = arrays.ids if vocabulary is None else _translated(arrays, vocabulary)

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def splits(self) -> NDArray[np.int8]:
        """(N,) int8: 0 for training, 1 for test."""
        return (np.arange(len(self)) >= self._arrays.train_count).astype(np.int8)

    @cached_property
    def train(self) -> "CorpusSplit":
        """The training split, shuffled once and for good (see collect.py)."""
        return CorpusSplit(self, range(self._arrays.train_count))

    @cached_property
    def test(self) -> "CorpusSplit":
        """The test split, in an order just as fixed."""
        return CorpusSplit(self, range(self._arrays.train_count, len(self)))

    def under(self, vocabulary: Vocabulary) -> "Corpus":
        """The same reviews with another vocabulary's ids: what a run trained elsewhere reads."""
        if vocabulary == self.vocabulary:
            return self
        return Corpus(self._arrays, vocabulary)

    def text_of(self, place: int) -> str:
        """The text of review `place`, 0…N−1, as its source has it."""
        start, stop = self._arrays.text_offsets[place : place + 2].tolist()
        return self._arrays.text[start:stop].tobytes().decode()


class CorpusSplit:
    """The training or the test reviews of a corpus, numbered from 0."""

    def __init__(self, corpus: Corpus, places: range) -> None:
        self._corpus = corpus
        self._places = places
        self.labels = corpus.labels[places.start : places.stop]
        self.keys = corpus.keys[places.start : places.stop]
        self._bounds = corpus.offsets[places.start : places.stop + 1]
        # Words of the test split alone have ids too, but no training can have learnt them.
        self._known_below = FIRST_WORD + len(corpus.vocabulary)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """(len,) words of every review, the start marker not counted."""
        return np.diff(self._bounds) - 1

    def ids(self, i: int, encoding: Encoding) -> Ids:
        """The ids of review `i`, (T,) int32, cut to maxlen and not padded."""
        self._check(i)
        start, stop = self._bounds[i : i + 2].tolist()
        kept = kept_part(stop - start, encoding)
        ids = self._corpus.ids[start + kept.start : start + kept.stop].copy()
        mark_unknown(ids, encoding, self._known_below)
        return ids

    def batch(self, indices: Sequence[int] | NDArray[np.integer], encoding: Encoding) -> Ids:
        """Reviews `indices` as (B, maxlen) int32, cut and padded."""
        chosen = np.asarray(indices, np.int64)
        if chosen.size and not 0 <= chosen.min() <= chosen.max() < len(self):
            raise IndexError(f"a batch names reviews outside 0…{len(self) - 1}")
        flat = self._corpus.ids
        rows = np.full((len(chosen), encoding.maxlen), PAD, np.int32)
        starts = self._bounds[chosen].tolist()
        stops = self._bounds[chosen + 1].tolist()
        # One copy a row beats gathering by an index matrix of B × maxlen places, fivefold.
        for row, start, stop in zip(rows, starts, stops, strict=True):
            kept = kept_part(stop - start, encoding)
            place = place_in_row(kept.stop - kept.start, encoding)
            row[place] = flat[start + kept.start : start + kept.stop]
        mark_unknown(rows, encoding, self._known_below)
        return rows

    def text(self, i: int) -> str:
        """The text of review `i` as its source has it."""
        self._check(i)
        return self._corpus.text_of(self._places[i])

    def _check(self, i: int) -> None:
        if not 0 <= i < len(self):
            raise IndexError(f"there is no review {i} in a split of {len(self)}")


@dataclass(frozen=True, eq=False)
class CorpusReady:
    """The last event of loading."""

    corpus: Corpus


def load_corpus(
    where: str | Path | ReviewSource, *, in_process: bool = True
) -> Iterator[CorpusProgress | CorpusReady]:
    """Open a corpus from the cache, or read, encode and keep it first.

    Yields CorpusProgress while it works, at least ten a second with `in_process=False`, and ends
    with one CorpusReady. `in_process=False` leaves the pure-Python work to a process of its own.
    Closing the generator stops at once and leaves nothing half-written. Raises UserProblem where
    the source cannot be read or the cache not be written.
    """
    source = open_source(where) if isinstance(where, str | Path) else where
    cache = CorpusCache()
    arrays = cache.read(source.identity())
    if arrays is None:
        fill = fill_cache if in_process else fill_cache_in_child
        identity = yield from fill(source, cache)
        arrays = cache.read(identity)
    if arrays is None:
        raise UserProblem(
            f"The encoded reviews in {cache.folder} were damaged as soon as they were written: "
            "check that disk, or set CARRYTRACK_CACHE to another folder."
        )
    yield CorpusReady(Corpus(arrays))


def _translated(arrays: CorpusArrays, vocabulary: Vocabulary) -> Ids:
    """All ids, looked up again in another vocabulary."""
    words = (*arrays.vocabulary, *arrays.other_words)
    table = np.arange(FIRST_WORD + len(words), dtype=np.int32)
    table[FIRST_WORD:] = [vocabulary.id_of(word) for word in words]
    return table[arrays.ids]
