"""Which reviews of a corpus the table shows, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.reviews.corpus import Corpus

Places = NDArray[np.int64]
"""Reviews by their place in the corpus, 0…N−1."""

TEXTS_A_STEP = 20  # 40 microseconds each at most; QT-FACTS wants no frame above 16 ms


@dataclass(frozen=True)
class ReviewFilter:
    """split: "", "train" or "test". label: None, 1 or 0. text: "" or what must occur."""

    split: str = ""
    label: int | None = None
    text: str = ""


def chosen(corpus: Corpus, wanted: ReviewFilter) -> Places:
    """Places that pass by split and label; the text is not looked at."""
    keep = np.ones(len(corpus), bool)
    if wanted.split:
        keep &= corpus.splits == (1 if wanted.split == "test" else 0)
    if wanted.label is not None:
        keep &= corpus.labels == wanted.label
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


def in_order(corpus: Corpus, places: Places, column: str, descending: bool) -> Places:
    """Sort by "split", "label" or "words", equals in the corpus's own order; else as they are."""
    if column == "words":
        values = corpus.offsets[places + 1] - corpus.offsets[places]
    elif column == "label":
        values = corpus.labels[places].astype(np.int64)
    elif column == "split":
        values = corpus.splits[places].astype(np.int64)
    else:
        return places
    return places[np.argsort(-values if descending else values, kind="stable")]
