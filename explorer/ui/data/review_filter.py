"""Which reviews of a corpus the table shows, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.reviews.corpus import Corpus

Places = NDArray[np.int64]
"""Reviews by their place in the corpus, 0…N−1."""

Probabilities = NDArray[np.float32]
"""P(positive) by place, NaN where it is not known; empty while there is no model."""

NO_ANSWERS: Probabilities = np.zeros(0, np.float32)
UNSURE = (0.4, 0.6)
TEXTS_A_STEP = 20  # 40 microseconds each at most; QT-FACTS wants no frame above 16 ms


@dataclass(frozen=True)
class ReviewFilter:
    """split: "", "train", "validation" or "test"; validation has its places in `validation`.

    label: None, 1 or 0. text: "" or what must occur.
    verdict: "", "correct", "wrong" or "unsure". shortest, longest: words, both ends included.
    """

    split: str = ""
    label: int | None = None
    text: str = ""
    verdict: str = ""
    shortest: int = 0
    longest: int | None = None
    validation: range = range(0)


def chosen(
    corpus: Corpus, wanted: ReviewFilter, probabilities: Probabilities = NO_ANSWERS
) -> Places:
    """Places that pass by all but the text, which is not looked at.

    A review that is not predicted yet has no verdict: it passes only where none is asked for.
    """
    keep = np.ones(len(corpus), bool)
    if wanted.split:
        keep &= _in_split(corpus, wanted.split, wanted.validation)
    if wanted.label is not None:
        keep &= corpus.labels == wanted.label
    words = np.diff(corpus.offsets) - 1
    keep &= words >= wanted.shortest
    if wanted.longest is not None:
        keep &= words <= wanted.longest
    if wanted.verdict:
        keep &= _verdict(corpus, wanted.verdict, probabilities)
    return np.flatnonzero(keep)


def search(corpus: Corpus, places: Places, text: str) -> Iterator[Places | None]:
    """Yield None after each short step, and at last the places whose text holds `text`.

    Upper and lower case are the same. Reads the texts from the corpus's memory map: 50,000 reviews
    take about a tenth of a second in all.
    """
    wanted = text.lower()
    found: list[int] = []
    for step in range(0, len(places), TEXTS_A_STEP):
        for place in places[step : step + TEXTS_A_STEP].tolist():
            if wanted in corpus.text_of(place).lower():
                found.append(place)
        yield None
    yield np.array(found, np.int64)


def in_order(
    corpus: Corpus,
    places: Places,
    column: str,
    descending: bool,
    probabilities: Probabilities = NO_ANSWERS,
) -> Places:
    """Sort by "split", "label", "words" or "p", equals in the corpus's own order; else as they are.

    Reviews without a prediction come last, up or down.
    """
    if column == "words":
        values = corpus.offsets[places + 1] - corpus.offsets[places]
    elif column == "label":
        values = corpus.labels[places].astype(np.int64)
    elif column == "split":
        values = corpus.splits[places].astype(np.int64)
    elif column == "p" and _fits(corpus, probabilities):
        values = probabilities[places]
    else:
        return places
    return places[np.argsort(-values if descending else values, kind="stable")]


def split_of(corpus: Corpus, place: int, validation: range) -> str:
    """In which of the three splits a review is."""
    if place in validation:
        return "validation"
    return "test" if corpus.splits[place] else "train"


def _in_split(corpus: Corpus, split: str, validation: range) -> NDArray[np.bool_]:
    validates = np.zeros(len(corpus), bool)
    validates[validation.start : validation.stop] = True
    if split == "validation":
        return validates
    return (corpus.splits == (1 if split == "test" else 0)) & ~validates


def _verdict(corpus: Corpus, verdict: str, probabilities: Probabilities) -> NDArray[np.bool_]:
    if not _fits(corpus, probabilities):
        return np.zeros(len(corpus), bool)
    if verdict == "unsure":
        return (probabilities >= UNSURE[0]) & (probabilities <= UNSURE[1])
    right = (probabilities >= 0.5) == (corpus.labels == 1)
    return ~np.isnan(probabilities) & (right if verdict == "correct" else ~right)


def _fits(corpus: Corpus, probabilities: Probabilities) -> bool:
    """Whether these are predictions of this corpus, and not none at all."""
    return len(probabilities) == len(corpus)
