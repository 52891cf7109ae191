"""The staircase: read the pads once for the whole batch, exactly.

Reviews are padded in front, so a batch opens with rows that all read the same ids and therefore
walk through the same states. One review, the last to begin, reads for all that have not begun;
at the border of a stretch the reviews that begin within it join with its state. Values and
gradients are those of the padded run.

With a mask nothing is read at a pad at all: each review is read from its own first token on, all
begin together and leave as they end.
"""

from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from explorer.network.batch_share import whole_batch
from explorer.network.plan import Plan, Stretch

# A stretch of 50 steps × 128 reviews stays in the second-level cache, and its buffers below the
# size from which the allocator hands pages back to the system after every step: measured 24 ms
# a training step against 70 ms for one call over 500 steps (LSTM 32, real reviews).
STRETCH_STEPS = 50
STRETCH_CELLS = 6400


def stretch_borders(batch: int, length: int) -> list[int]:
    """Return timesteps 0 … length at which stretches meet."""
    steps = max(STRETCH_STEPS, STRETCH_CELLS // max(whole_batch(batch), 1))
    return [*range(0, length, steps), length]


def padded_plan(batch: int, length: int) -> Plan:
    """Every review reads every timestep."""
    borders = stretch_borders(batch, length)
    pairs = pairwise(borders)
    return Plan(batch, length, tuple(Stretch(start, stop, batch) for start, stop in pairs))


def staircase_plan(shared: np.ndarray, length: int) -> Plan:
    """Reviews join where they stop being alike.

    shared: (B,) leading timesteps at which a review equals every other that has as many.
    """
    batch = len(shared)
    if batch < 2 or length == 0:
        return padded_plan(batch, length)
    by_joining = np.argsort(shared, kind="stable")
    order = np.concatenate([by_joining[-1:], by_joining[:-1]])
    joining = shared[order[1:]]
    borders = stretch_borders(batch, length)
    stretches = tuple(
        Stretch(start, stop, 1 + int(np.searchsorted(joining, stop)))
        for start, stop in pairwise(borders)
    )
    if stretches[0].rows == batch:
        return padded_plan(batch, length)
    return Plan(batch, length, stretches, order=torch.from_numpy(order))


def masked_plan(mask: Tensor) -> Plan:
    """Skip every timestep at which `mask` (B, T) is False."""
    batch, length = mask.shape
    counts = mask.sum(1)
    ends, order = torch.sort(counts, descending=True, stable=True)
    # Even if nothing is to be read there is one stretch; its output shows nowhere.
    steps = max(1, int(ends[0]))
    # A stable sort puts the timesteps that are read first, in their own order.
    take = torch.sort((~mask[order]).to(torch.int8), dim=1, stable=True).indices.t()[:steps]
    borders = stretch_borders(batch, steps)
    stretches = tuple(
        Stretch(start, stop, max(1, int((ends > start).sum()))) for start, stop in pairwise(borders)
    )
    hold = (torch.cumsum(mask, 1) - 1).t()
    return Plan(batch, length, stretches, order=order, take=take, ends=ends, hold=hold)


def leading_pads(ids: Tensor) -> np.ndarray:
    """Count the zeros (B,) that each row of ids (B, T) opens with."""
    real = ids.cpu().numpy() != 0
    return np.where(real.any(1), real.argmax(1), ids.shape[1])
