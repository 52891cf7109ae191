"""A corpus as plain arrays: what the collector makes and the cache keeps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class CorpusArrays:
    """N reviews, the training split first, each split in its fixed shuffled order.

    ids: all reviews' ids one after another, int32; each review begins with START. An id is
        FIRST_WORD + the word's place in vocabulary + other_words, whatever max_features will be.
    offsets: (N + 1,) int64; review n is ids[offsets[n] : offsets[n + 1]].
    labels: (N,) int8, 1 positive, 0 negative.
    text, text_offsets: the reviews as UTF-8 (uint8), laid out like ids.
    keys: the source's name of each review.
    vocabulary: the words of the training split, the most frequent first, equals in code-point
        order; of a source with numbers of its own, its words by number.
    other_words: words that only the test split has, which no training can have learnt; kept so
        that the reviews can be encoded with another run's vocabulary.
    """

    title: str
    synthetic: bool
    identity: str
    train_count: int
    ids: NDArray[np.int32]
    offsets: NDArray[np.int64]
    labels: NDArray[np.int8]
    text: NDArray[np.uint8]
    text_offsets: NDArray[np.int64]
    keys: tuple[str, ...]
    vocabulary: tuple[str, ...]
    other_words: tuple[str, ...]
