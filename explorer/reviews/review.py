"""One labelled text, and what a source of such texts must offer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

Split = Literal["train", "test"]

OnFraction = Callable[[float], None]
"""Told now and then how much of the source has been read, from 0 to 1."""


@dataclass(frozen=True)
class Review:
    """One text with its label.

    `label` is 1 for positive, 0 for negative, None where the source does not say. `key` names the
    review within its source ("train/pos/0_9") and is unique there.
    """

    text: str
    label: int | None
    split: Split
    key: str


@runtime_checkable
class ReviewSource(Protocol):
    """Where reviews come from: one file under `explorer/reviews/sources/` for each kind.

    A source is a small picklable value; nothing is read before `identity` or `reviews` is called.
    Both raise UserProblem, with a sentence that says what to do, when the source cannot be read.
    """

    @property
    def title(self) -> str:
        """What the window calls this source."""
        ...

    @property
    def synthetic(self) -> bool:
        """Whether a program wrote the reviews."""
        ...

    def identity(self) -> str:
        """A hash of the content: the same identity means the same reviews."""
        ...

    def reviews(self, on_fraction: OnFraction | None = None) -> Iterator[Review]:
        """Every review, in the source's own order."""
        ...


@runtime_checkable
class RankedSource(ReviewSource, Protocol):
    """A source that comes with numbers for its words, which then count instead of frequency."""

    def ranking(self) -> Sequence[str]:
        """All its words, that of rank 1 first. Raises UserProblem."""
        ...
