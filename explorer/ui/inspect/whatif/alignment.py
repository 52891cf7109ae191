"""Two readings of one review side by side: which column shows which word of each.

A column shows a word before, the same word after, or only one of them where a word was deleted,
inserted or moved.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Alignment:
    """C columns. before, after: (C,) timesteps, −1 where a column has none."""

    before: np.ndarray
    after: np.ndarray

    @property
    def columns(self) -> int:
        """C."""
        return len(self.before)

    @property
    def plain(self) -> bool:
        """Whether no word was deleted, inserted or moved."""
        return bool((self.before == self.after).all())

    def column_of(self, t: int) -> int:
        """The column of a timestep of the review before."""
        found = np.flatnonzero(self.before == t)
        return int(found[0]) if len(found) else 0

    def timestep_near(self, column: int) -> int:
        """The timestep before at a column, or at the nearest that has one."""
        known = np.flatnonzero(self.before >= 0)
        if not len(known):
            return 0
        return int(self.before[known[np.abs(known - column).argmin()]])

    def spread(self, values: np.ndarray, which: np.ndarray) -> np.ndarray:
        """Rows of `values` (T, …) by column; NaN where a column has none. `which` is (C,)."""
        shape = (self.columns, *values.shape[1:])
        placed = np.full(shape, np.nan, np.float32)
        there = (which >= 0) & (which < len(values))
        placed[there] = values[which[there]]
        return placed


def same(timesteps: int) -> Alignment:
    """Every column is one timestep, before and after."""
    steps = np.arange(timesteps)
    return Alignment(steps, steps)


def side_by_side(before: int, after: int) -> Alignment:
    """By number alone, where a timestep is no word (above a convolution or a pool)."""
    steps = np.arange(max(before, after))
    return Alignment(np.where(steps < before, steps, -1), np.where(steps < after, steps, -1))


def aligned(source: np.ndarray, words: int) -> Alignment:
    """Align `words` words with the reading after; source: (T,) which word each was, −1 if new.

    Words that keep their order share a column; a moved word has one where it was and one where
    it is.
    """
    anchors = _longest_rising(source)
    pairs: list[tuple[int, int]] = []
    left = 0  # the next word of the review before
    for t, word in enumerate(source.tolist()):
        if t in anchors:
            pairs += [(gone, -1) for gone in range(left, word)]
            pairs.append((word, t))
            left = word + 1
        else:
            pairs.append((-1, t))
    pairs += [(gone, -1) for gone in range(left, words)]
    placed = np.array(pairs, int).reshape(-1, 2)
    return Alignment(placed[:, 0], placed[:, 1])


def _longest_rising(source: np.ndarray) -> set[int]:
    """Places of the longest rising run of `source`, its −1 left out (patience sorting)."""
    tails: list[int] = []  # the smallest last value of a run of each length
    ends: list[int] = []  # its place
    earlier: dict[int, int] = {}
    for place, value in enumerate(source.tolist()):
        if value < 0:
            continue
        length = bisect_left(tails, value)
        if length == len(tails):
            tails.append(value)
            ends.append(place)
        else:
            tails[length], ends[length] = value, place
        earlier[place] = ends[length - 1] if length else -1
    run: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        run.add(place)
        place = earlier[place]
    return run
