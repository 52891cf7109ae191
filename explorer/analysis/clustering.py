"""Hierarchical clustering, for the order of its leaves: like beside like."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Merge:
    """Two clusters became one, at this mean distance. leaves: of the new one, in order."""

    leaves: tuple[int, ...]
    distance: float


def correlation_distance(rows: np.ndarray) -> np.ndarray:
    """1 − correlation of every two rows of (N, T), in 0…2: (N, N). Constant rows correlate 0."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    size = np.linalg.norm(centred, axis=1, keepdims=True)
    unit = np.divide(centred, size, out=np.zeros_like(centred), where=size > 0)
    distance = 1.0 - unit @ unit.T
    np.fill_diagonal(distance, 0.0)
    return np.clip(distance, 0.0, 2.0)


def average_linkage(distance: np.ndarray) -> list[Merge]:
    """Merge the two closest clusters, by mean distance of their members, until one is left.

    distance: (N, N), symmetric. Found along chains of nearest neighbours (Murtagh 1983), N²
    comparisons in all; the merges come in the order in which they were found. Where two clusters
    meet, the ends most alike touch.
    """
    between = distance.astype(float)
    np.fill_diagonal(between, np.inf)
    leaves: dict[int, tuple[int, ...]] = {unit: (unit,) for unit in range(len(between))}
    merges: list[Merge] = []
    chain: list[int] = []
    while len(leaves) > 1:
        if not chain:
            chain.append(next(iter(leaves)))
        here = chain[-1]
        nearest = int(between[here].argmin())
        if len(chain) > 1 and between[here, chain[-2]] <= between[here, nearest]:
            nearest = chain[-2]
        if len(chain) < 2 or nearest != chain[-2]:
            chain.append(nearest)
            continue
        del chain[-2:]
        joined = _beside(leaves[here], leaves[nearest], distance)
        merges.append(Merge(joined, float(between[here, nearest])))
        share = len(leaves[here]) / len(joined)
        mean = share * between[here] + (1.0 - share) * between[nearest]
        between[here] = between[:, here] = mean
        between[here, here] = np.inf
        between[nearest] = between[:, nearest] = np.inf
        leaves[here] = joined
        del leaves[nearest]
    return merges


def leaf_order(distance: np.ndarray) -> np.ndarray:
    """Return (N,) the order of the rows in which like stands beside like."""
    merges = average_linkage(distance)
    return np.array(merges[-1].leaves if merges else range(len(distance)), np.int64)


def _beside(one: tuple[int, ...], other: tuple[int, ...], distance: np.ndarray) -> tuple[int, ...]:
    """Put two clusters side by side, turned so that the closest of their ends touch."""
    turned = [(a, b) for a in (one, one[::-1]) for b in (other, other[::-1])]
    left, right = min(turned, key=lambda pair: distance[pair[0][-1], pair[1][0]])
    return left + right
