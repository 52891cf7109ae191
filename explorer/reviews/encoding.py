"""Words to ids of a fixed length, as `keras.datasets.imdb.load_data` and `pad_sequences` do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.problem import UserProblem
from explorer.reviews.tokenizer import words_of
from explorer.reviews.vocabulary import FIRST_WORD, PAD, START, START_TOKEN, UNKNOWN, Vocabulary

Side = Literal["pre", "post"]
Ids = NDArray[np.int32]


@dataclass(frozen=True)
class Encoding:
    """How words become ids; Keras's names and, but for max_features and maxlen, its defaults.

    max_features: ids from this one on become UNKNOWN (Keras's `num_words`), so that an embedding
    needs max_features rows. maxlen: the number of timesteps of a padded review, the start marker
    counted. padding, truncating: at which end zeros are added and words are cut. skip_top: ids
    below this one become UNKNOWN, the start marker too, as in Keras.
    """

    max_features: int = 10000
    maxlen: int = 500
    padding: Side = "pre"
    truncating: Side = "pre"
    skip_top: int = 0

    def __post_init__(self) -> None:
        if self.max_features <= FIRST_WORD:
            raise UserProblem(
                f"max_features is {self.max_features}, but ids 0 to 3 are reserved: "
                f"choose {FIRST_WORD + 1} or more."
            )
        if self.maxlen < 1:
            raise UserProblem(f"maxlen is {self.maxlen}: choose 1 or more.")
        if not 0 <= self.skip_top < self.max_features:
            raise UserProblem(
                f"skip_top is {self.skip_top}: choose 0 or more, and less than max_features."
            )
        for option in ("padding", "truncating"):
            if getattr(self, option) not in ("pre", "post"):
                raise UserProblem(f'{option} is "{getattr(self, option)}": choose "pre" or "post".')


@dataclass(frozen=True, eq=False)
class EncodedText:
    """A text ready for a network: T timesteps, not padded, cut to maxlen.

    ids: (T,) int32, read-only, the start marker first unless it was cut. tokens: the lower-cased
    word of every timestep, the unknown ones as they were written. known: whether the network gets
    that word, or only UNKNOWN. cut: how many words maxlen left out (the start marker not counted).
    """

    ids: Ids
    tokens: tuple[str, ...]
    known: tuple[bool, ...]
    cut: int


def encode_text(text: str, vocabulary: Vocabulary, encoding: Encoding) -> EncodedText:
    """Encode a text; an empty one yields the start marker alone."""
    tokens, whole = encode_whole(text, vocabulary, encoding)
    kept = kept_part(len(tokens), encoding)
    ids = whole[kept].copy()
    ids.flags.writeable = False
    words_kept = kept.stop - max(kept.start, 1)
    return EncodedText(
        ids=ids,
        tokens=tuple(tokens[kept]),
        known=tuple((ids != UNKNOWN).tolist()),
        cut=len(tokens) - 1 - words_kept,
    )


def encode_whole(text: str, vocabulary: Vocabulary, encoding: Encoding) -> tuple[list[str], Ids]:
    """The start marker and every word of a text, and their ids, (N,) int32: nothing is cut yet."""
    tokens = [START_TOKEN, *words_of(text)]
    ids = np.array([START, *map(vocabulary.id_of, tokens[1:])], dtype=np.int32)
    mark_unknown(ids, encoding)
    return tokens, ids


def pad(sequences: Sequence[Sequence[int] | Ids], encoding: Encoding) -> Ids:
    """Cut and pad sequences of ids to (N, maxlen) int32: `keras.utils.pad_sequences`."""
    padded = np.full((len(sequences), encoding.maxlen), PAD, dtype=np.int32)
    for row, ids in zip(padded, sequences, strict=True):
        kept = kept_part(len(ids), encoding)
        row[place_in_row(kept.stop - kept.start, encoding)] = ids[kept]
    return padded


def kept_part(length: int, encoding: Encoding) -> slice:
    """Which part of `length` ids fits into maxlen."""
    if length <= encoding.maxlen:
        return slice(0, length)
    if encoding.truncating == "pre":
        return slice(length - encoding.maxlen, length)
    return slice(0, encoding.maxlen)


def place_in_row(length: int, encoding: Encoding) -> slice:
    """Where `length` ids, at most maxlen, stand in a padded row."""
    if encoding.padding == "pre":
        return slice(encoding.maxlen - length, encoding.maxlen)
    return slice(0, length)


def mark_unknown(ids: Ids, encoding: Encoding, known_below: int | None = None) -> None:
    """Put UNKNOWN, in place, where an id is out of reach; pads stay pads.

    Out of reach are ids from max_features on, ids below skip_top and, where given, ids from
    `known_below` on.
    """
    limit = encoding.max_features
    if known_below is not None:
        limit = min(limit, known_below)
    np.putmask(ids, ids >= limit, UNKNOWN)
    if encoding.skip_top > START:
        np.putmask(ids, (ids < encoding.skip_top) & (ids != PAD), UNKNOWN)
