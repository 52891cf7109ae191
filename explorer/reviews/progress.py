"""How far the reading of a corpus has come."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["reading", "sorting", "writing"]


@dataclass(frozen=True)
class CorpusProgress:
    """One moment of loading: `done` of `total`, in thousandths of the stage.

    The stages follow one another: "reading" the source and splitting it into words, "sorting" the
    words by frequency, "writing" the cache. `reviews` counts the reviews read so far.
    """

    stage: Stage
    done: int
    total: int = 1000
    reviews: int = 0
