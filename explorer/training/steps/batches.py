"""Which reviews are trained on in which order, and which validate."""

import numpy as np

from explorer.problem import UserProblem


def split_for_validation(
    reviews: int, validation_split: float, limit: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return (training, validation) review numbers: the last fraction validates, as in Keras."""
    validation = validation_part(reviews, validation_split, limit)
    if validation.start < 1:
        raise UserProblem(
            f"{validation.stop:,} reviews with a validation split of {validation_split} "
            "leave none to train on."
        )
    return np.arange(validation.start), np.arange(validation.start, validation.stop)


def validation_part(reviews: int, validation_split: float, limit: int) -> range:
    """Return the numbers of the reviews that validate; `limit` is 0 for no limit."""
    kept = min(reviews, limit) if limit else reviews
    return range(int(kept * (1.0 - validation_split)), kept)


def order_of_epoch(training: np.ndarray, seed: int, epoch: int) -> np.ndarray:
    """Return the training reviews in the order of an epoch: (seed, epoch) alone decide it."""
    return np.random.default_rng((seed, epoch)).permutation(training)
