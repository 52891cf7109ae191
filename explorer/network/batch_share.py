"""Dropout for a batch that several processes share: each draws the masks of the whole batch.

So that the reviews meet the masks that one process alone would have drawn for them, whoever reads
them. Exact as long as a mask's numbers lie in memory as the whole batch's would: for all of Gal's
masks, and for dropout on vectors and on what an Embedding or a recurrent layer gives.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from torch import Tensor
from torch.nn.functional import dropout


@dataclass(frozen=True)
class BatchShare:
    """Reviews start…stop−1 of a batch of `whole`."""

    whole: int
    start: int
    stop: int


_share: ContextVar[BatchShare | None] = ContextVar("batch_share", default=None)


@contextmanager
def sharing(share: BatchShare | None) -> Iterator[None]:
    """Inside, networks read this share of a batch; None: all of it."""
    token = _share.set(share)
    try:
        yield
    finally:
        _share.reset(token)


def whole_batch(rows: int) -> int:
    """Return how many reviews the batch has of which this process reads `rows`."""
    share = _share.get()
    return rows if share is None or rows != share.stop - share.start else share.whole


def dropped(values: Tensor, rate: float, reviews: int) -> Tensor:
    """Zero a share `rate` of the elements, scale the rest by 1/(1−rate).

    reviews: the axis of `values` along which the reviews lie.
    """
    share = _share.get()
    if share is None:
        return dropout(values, rate)
    shape = list(values.shape)
    shape[reviews] = share.whole
    mask = dropout(values.new_ones(shape), rate)
    return values * mask.narrow(reviews, share.start, share.stop - share.start)
