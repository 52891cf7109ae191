"""The reviews that come with the program: written by a generator, and said to be so."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.reviews.review import OnFraction, Review
from explorer.reviews.synthetic import SEED, recipe, write_reviews


@dataclass(frozen=True)
class BuiltinCorpus:
    """The synthetic corpus of `explorer.reviews.synthetic`: works offline, at once."""

    seed: int = SEED
    title: str = field(default="Built-in corpus (synthetic)", init=False)
    synthetic: bool = field(default=True, init=False)

    def identity(self) -> str:
        """Names the generator's version and seed, which fix every review."""
        return f"{recipe()}:seed={self.seed}"

    def reviews(self, on_fraction: OnFraction | None = None) -> Iterator[Review]:
        """Every review, training split first."""
        reviews = write_reviews(self.seed)
        for count, review in enumerate(reviews, 1):
            yield review
            if on_fraction is not None:
                on_fraction(count / len(reviews))
