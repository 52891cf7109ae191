"""The user's own reviews, as far as they are labelled."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.problem import UserProblem
from explorer.reviews.own_reviews import OwnReview, own_reviews_file, read_own_reviews
from explorer.reviews.review import OnFraction, Review
from explorer.reviews.sources.fields import split_of


@dataclass(frozen=True)
class OwnLabels:
    """Dealt out to training and test by their texts; the first one is always for training."""

    title: str = field(default="My reviews", init=False)
    synthetic: bool = field(default=False, init=False)

    def identity(self) -> str:
        """A hash of keys, texts and labels."""
        digest = hashlib.sha256()
        for review in self._labelled():
            digest.update(repr((review.key, review.text, review.label)).encode("utf-8", "replace"))
        return f"own:sha256:{digest.hexdigest()}"

    def reviews(self, on_fraction: OnFraction | None = None) -> Iterator[Review]:
        """Every labelled review, in the order in which they were added."""
        labelled = self._labelled()
        for number, review in enumerate(labelled):
            split = split_of(review.text, None, review.key) if number else "train"
            yield Review(review.text, review.label, split, review.key)
            if on_fraction is not None:
                on_fraction((number + 1) / len(labelled))

    def _labelled(self) -> list[OwnReview]:
        found = [r for r in read_own_reviews(own_reviews_file()) if r.label is not None]
        if not found:
            raise UserProblem("None of your reviews is labelled yet: label one on the Data page.")
        return found
