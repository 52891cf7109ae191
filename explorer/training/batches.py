"""Which reviews are trained on in which order, and which validate."""

import numpy as np

from explorer.problem import UserProblem


def split_for_validation(
    reviews: int, validation_split: float, limit: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return (training, validation) review numbers: the last fraction validates, as in Keras."""
    kept = min(reviews, limit) if limit else reviews
    boundary = int(kept * (1.0 - validation_split))
    if boundary < 1:
        raise UserProblem(
            f"{kept:,} reviews with a validation split of {validation_split} "
            "leave none to train on."
        )
    return np.arange(boundary), np.arange(boundary, kept)


def order_of_epoch(training: np.ndarray, seed: int, epoch: int) -> np.ndarray:
    """Return the training reviews in the order of an epoch: (seed, epoch) alone decide it."""
    return np.random.default_rng((seed, epoch)).permutation(training)
