"""What each word is worth: the review without it, or with another token in its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from explorer.analysis.signals import check_length
from explorer.analysis.trace import with_pads
from explorer.network.build import Network
from explorer.network.sequences import Lookups
from explorer.problem import UserProblem

ROWS = 128


@dataclass(frozen=True, eq=False)
class Influence:
    """How the logit changes without each word, pads not counted. Arrays are read-only float32.

    logit: of the whole review. without: (T,) logits of the review without word t (and the
    width − 1 words after it). effect: (T,) logit − without: above zero, the word speaks for
    positive. done: how many of the T words have been tried; the others hold NaN.
    """

    logit: float
    without: np.ndarray
    done: int

    @property
    def effect(self) -> np.ndarray:
        """(T,) what the word adds to the logit by being there."""
        return self.logit - self.without


def leave_out(
    network: Network,
    ids: Sequence[int] | np.ndarray,
    *,
    pads: int = 0,
    width: int = 1,
    instead: int | None = None,
) -> Iterator[Influence]:
    """Try every word of ids (T,), many at once, and yield what is known so far.

    width: how many words are left out together. instead: a token id to read in their place
    (occlusion); None deletes them, and where pads stand before the review more take their place.
    Raises UserProblem for no ids, or a width that leaves too little to read.
    """
    words = with_pads(ids, 0)
    if width < 1 or (instead is None and width >= len(words)):
        raise UserProblem(f"{width} words cannot be left out of a review of {len(words)}.")
    gone = 0 if pads or instead is not None else width
    check_length(network, pads + len(words) - gone)
    without = np.full(len(words), np.nan, np.float32)
    logit = float(_logits(network, with_pads(words, pads)[None])[0])
    for start in range(0, len(words), ROWS):
        tried = range(start, min(start + ROWS, len(words)))
        # The last words have fewer than `width` after them: their rows are shorter.
        for length in sorted({min(width, len(words) - t) for t in tried}):
            chosen = np.array([t for t in tried if min(width, len(words) - t) == length])
            rows = _rows(words, chosen, length, pads, instead)
            without[chosen] = _logits(network, rows)
        known = without.copy()
        known.flags.writeable = False
        yield Influence(logit, known, tried[-1] + 1)


def _rows(
    words: np.ndarray, chosen: np.ndarray, width: int, pads: int, instead: int | None
) -> np.ndarray:
    """Return one review a chosen word, without it and those after it."""
    if instead is not None:
        rows = np.tile(words, (len(chosen), 1))
        np.put_along_axis(rows, chosen[:, None] + np.arange(width), instead, axis=1)
    else:
        kept = np.arange(len(words) - width)
        rows = words[kept + width * (kept >= chosen[:, None])]
    before = pads + len(words) - rows.shape[1] if pads else 0
    return np.concatenate([np.zeros((len(chosen), before), np.int64), rows], axis=1)


def _logits(network: Network, ids: np.ndarray) -> np.ndarray:
    """Return logits (B,) of ids (B, T), dropout off; what reviews share is read once.

    The last row reads for the others until they differ from it.
    """
    alike = ids == ids[-1]
    shared = np.where(alike.all(axis=1), ids.shape[1], alike.argmin(axis=1))
    with torch.inference_mode():
        values = network.layers[0](torch.from_numpy(ids), False)
        if isinstance(values, Lookups):
            values = replace(values, shared=shared)
        return network.logits_from(values, 1).float().numpy()
