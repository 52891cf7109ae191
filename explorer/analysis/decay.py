"""How long a layer remembers a word, measured: exchange it and follow the change.

Axes: T timestep, H unit, N words later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.analysis.cells import CARRY
from explorer.analysis.exact import exact, exact_walk
from explorer.analysis.frozen import frozen
from explorer.analysis.signals import recurrent_layers
from explorer.analysis.trace import with_pads
from explorer.network.build import Network
from explorer.network.recurrent import Recurrent
from explorer.problem import UserProblem

OUT_OF_VOCABULARY = 2


@dataclass(frozen=True, eq=False)
class MeasuredDecay:
    """What is left of a change n words after the word that was exchanged; 1 at n = 0.

    low, median, high: (N,) quartiles over the words tried, of the size of the whole change.
    by_unit: (N, H) each unit's mean size of change, over its mean at n = 0.
    half_lives: (H,) words after which a unit's change first is below half; ∞ if it never is.
    half_gone: the same of the median. words: (W,) those tried so far; total: to be tried.
    """

    state: str
    low: np.ndarray
    median: np.ndarray
    high: np.ndarray
    by_unit: np.ndarray
    half_lives: np.ndarray
    half_gone: int | None
    words: np.ndarray
    total: int


def measured_decay(
    network: Network,
    ids: Sequence[int] | np.ndarray,
    *,
    pads: int = 0,
    layer: str | None = None,
    words: Sequence[int] | None = None,
    instead: int = OUT_OF_VOCABULARY,
    later: int = 60,
    sample: int = 32,
) -> Iterator[MeasuredDecay]:
    """Exchange one word at a time for `instead` and follow the change of the carry (else of h).

    words: which ones, pads not counted; default: up to `sample`, spread over the review, that
    are something else and have words after them. later: N. Raises UserProblem for a layer that
    is not there, one whose timesteps are windows, or a review in which no word can be tried.
    """
    twin, read = exact(network), with_pads(ids, pads)
    module = _layer(twin, layer)
    state = CARRY.get(module.spec.kind, "h")
    walked = exact_walk(twin, read)
    plain = next(one for one in walked.found if one.layer is module)
    if not plain.reads.token_by_token(len(read)):
        raise UserProblem(f"“{module.name}” reads windows of words, not one word after another.")
    backwards = module.spec.go_backwards
    count = len(read) - pads
    if words is not None:
        tried = _chosen(words, count)
    else:
        tried = _spread(count, sample, backwards)
    tried = tried[read[pads + tried] != instead]
    if not len(tried):
        raise UserProblem("There is no word to exchange here: choose a longer review.")
    before = plain.signals[state].numpy()
    changes = []
    for number, word in enumerate(tried):
        changed = read.copy()
        changed[pads + word] = instead
        found = next(one for one in exact_walk(twin, changed).found if one.layer is module)
        moved = np.abs(found.signals[state].numpy() - before)
        after = moved[pads + word :: -1] if backwards else moved[pads + word :]
        rows = np.full((later + 1, module.units), np.nan)
        rows[: len(after)] = after[: later + 1]
        changes.append(rows)
        if number % 8 == 7 or number == len(tried) - 1:
            yield _summed_up(state, np.array(changes), tried[: number + 1], len(tried))


def memory_sentence(layer: str, by_gates: int | None, measured: MeasuredDecay) -> str:
    """Say how long “layer” keeps a word by its gates, and as measured.

    by_gates: timesteps after which half of a write is gone (SurvivalCurve.half_gone); None where
    that never happens, or for a layer without a carry, of which only the measurement is said.
    """
    count = len(measured.words)
    tried = "Measured by exchanging 1 word"
    if count > 1:
        tried = f"Measured by exchanging {count} words one at a time"
    gone = measured.half_gone
    lasts = (
        f"more than half of the change is still there {len(measured.median) - 1} words later"
        if gone is None
        else f"half of the change is gone after {_counted(gone, 'word')}"
    )
    said = f"{tried}, {lasts} in “{layer}”."
    if by_gates is None:
        return said
    gates = (
        f"By its gates alone, “{layer}” loses half of a write within {by_gates} of its timesteps."
    )
    if gone is None or gone > by_gates:
        said += " What outlasts the gates is written anew through the hidden state."
    return f"{gates} {said}"


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"


def _layer(network: Network, name: str | None) -> Recurrent:
    layers = recurrent_layers(network)
    found = [one for one in layers if name in (None, one.name)]
    if not found:
        known = ", ".join(one.name for one in layers) or "nothing"
        raise UserProblem(f"There is no recurrent layer “{name}”: choose {known}.")
    return found[-1]


def _chosen(words: Sequence[int], count: int) -> np.ndarray:
    chosen = np.asarray(words, np.int64)
    if chosen.size and not (chosen.min() >= 0 and chosen.max() < count):
        raise UserProblem(f"A word is outside this review, 0…{count - 1}.")
    return chosen


def _spread(count: int, sample: int, backwards: bool) -> np.ndarray:
    """Return words spread over the review, each with another read after it."""
    ends = np.arange(1, count) if backwards else np.arange(count - 1)
    return ends[np.linspace(0, len(ends) - 1, min(sample, len(ends))).astype(int)]


def _summed_up(state: str, changes: np.ndarray, words: np.ndarray, total: int) -> MeasuredDecay:
    """changes: (W, N, H), NaN after the review's end."""
    sizes = np.linalg.norm(changes, axis=2)
    known = np.isfinite(sizes).any(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        kept = sizes / sizes[:, :1]
    low, median, high = np.full((3, len(known)), np.nan)
    low[known], median[known], high[known] = np.nanquantile(
        kept[:, known], [0.25, 0.5, 0.75], axis=0
    )
    by_unit = np.full(changes.shape[1:], np.nan)
    # Beside the same words' own start, as the last words of a review have few after them.
    for n in np.flatnonzero(known):
        there = np.isfinite(sizes[:, n])
        start = changes[there, 0].sum(axis=0)
        by_unit[n] = np.divide(
            changes[there, n].sum(axis=0), start, out=np.zeros_like(start), where=start > 0
        )
    lives = np.array([_first_below_half(unit) or np.inf for unit in by_unit.T])
    return MeasuredDecay(
        state=state,
        low=frozen(low),
        median=frozen(median),
        high=frozen(high),
        by_unit=frozen(by_unit),
        half_lives=frozen(lives),
        half_gone=_first_below_half(median),
        words=frozen(words),
        total=total,
    )


def _first_below_half(kept: np.ndarray) -> int | None:
    """Return the first n after the start at which less than half is left."""
    below = np.flatnonzero(kept[1:] < 0.5)
    return int(below[0]) + 1 if len(below) else None
