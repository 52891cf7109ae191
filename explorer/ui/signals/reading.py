"""What the signals view shows: the words of one review and what a layer did at each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from explorer.ui.signals.signal_kinds import in_row_order

Floats = NDArray[np.float32]
SATURATED = 1e-7  # float32 cannot tell a probability closer to 0 or 1 from certainty


@dataclass(frozen=True)
class Reading:
    """T words; probability, push (T,); signals (T, H) each; order (R,) of the units shown.

    The first `lead` of the T are pads: timestep 0 is the first of the review's own. A layer that
    reads `backwards` comes to timestep t from t+1. `earlier_push` is that of other values.
    """

    words: tuple[str, ...]
    known: tuple[bool, ...]
    probability: Floats
    push: Floats
    signals: Mapping[str, Floats]
    order: NDArray[np.intp]
    lead: int = 0
    backwards: bool = False
    earlier_push: Floats | None = None

    @property
    def timesteps(self) -> int:
        """T."""
        return len(self.words)

    @property
    def units(self) -> int:
        """H, shown or not."""
        return next(iter(self.signals.values())).shape[1]

    @property
    def ranking(self) -> Floats:
        """How much each word counts where not all can show: (T,), by size.

        The push; but while values change, that of the first ones: words that jump cannot be read.
        """
        return self.push if self.earlier_push is None else self.earlier_push

    @property
    def letters(self) -> tuple[str, ...]:
        """The signals, from top row to bottom row."""
        return in_row_order(self.signals)

    def with_values(self, probability: Floats, signals: Mapping[str, Floats]) -> "Reading":
        """The same words after the weights changed; ValueError if the shapes are others."""
        _check(len(self.words), probability, signals, self.units)
        return replace(
            self,
            probability=probability,
            push=push_of(probability),
            signals=dict(signals),
            earlier_push=self.ranking,
        )

    def with_order(self, order: Sequence[int] | NDArray[np.integer]) -> "Reading":
        """The same values with these units as rows, top to bottom; all of them or some.

        Words are ranked anew, too.
        """
        new = np.asarray(order, dtype=np.intp)
        within = new.size and new.min() >= 0 and new.max() < self.units
        if not within or len(np.unique(new)) != len(new):
            raise ValueError(f"the order must name some of {self.units} units, each once")
        return replace(self, order=new, earlier_push=None)

    def row_of(self, unit: int) -> int | None:
        """The row, counted from the top, that shows a unit; None where it is left out."""
        found = np.flatnonzero(self.order == unit)
        return int(found[0]) if len(found) else None


def reading_of(
    words: Sequence[str],
    probability: Floats,
    signals: Mapping[str, Floats],
    order: Sequence[int] | NDArray[np.integer] | None = None,
    known: Sequence[bool] | None = None,
    *,
    lead: int = 0,
    backwards: bool = False,
) -> Reading:
    """Check the shapes and work out the push; ValueError says what does not fit."""
    if not signals:
        raise ValueError("a reading needs at least one signal")
    units = next(iter(signals.values())).shape[1]
    _check(len(words), probability, signals, units)
    reading = Reading(
        words=tuple(words),
        known=tuple(known) if known is not None else (True,) * len(words),
        probability=np.asarray(probability, np.float32),
        push=push_of(probability),
        signals=dict(signals),
        order=np.arange(units),
        lead=lead,
        backwards=backwards,
    )
    return reading if order is None else reading.with_order(order)


def push_of(probability: Floats) -> Floats:
    """Change of logit at each timestep (T,); the first word has nothing to change: 0."""
    safe = np.clip(probability.astype(np.float64), SATURATED, 1 - SATURATED)
    logit = np.log(safe) - np.log1p(-safe)
    return np.diff(logit, prepend=logit[:1]).astype(np.float32)


def _check(timesteps: int, probability: Floats, signals: Mapping[str, Floats], units: int) -> None:
    if probability.shape != (timesteps,):
        raise ValueError(f"probability has shape {probability.shape}, not ({timesteps},)")
    for letter, values in signals.items():
        if values.shape != (timesteps, units):
            raise ValueError(f"{letter} has shape {values.shape}, not ({timesteps}, {units})")
