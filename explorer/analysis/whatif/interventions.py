"""What can be done to a review and to the network that reads it.

Every place is a word of the review as it was before any edit, pads not counted: 0 is the first
word. A list of interventions can so be switched on and off one by one.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Hold:
    """Clamp `signal` of `layer` at `value` while words start…stop−1 are read, for some units.

    units: which ones; None for all. start None: from the first pad on; stop None: to the end.
    value: a number; (units,), one for each unit; or (stop − start, units), one for each word, too.
    Words inserted within the range are held like the word before them. In a layer above a
    convolution or a pool a timestep belongs to the last word of its window.
    """

    layer: str
    signal: str
    value: float | np.ndarray
    units: tuple[int, ...] | None = None
    start: int | None = None
    stop: int | None = None


@dataclass(frozen=True)
class Delete:
    """Leave out words start…stop−1."""

    start: int
    stop: int


@dataclass(frozen=True)
class Replace:
    """Read token `id` in place of word `at`."""

    at: int
    id: int


@dataclass(frozen=True)
class Insert:
    """Read tokens `ids` before word `before`; after the last word if that is their number."""

    before: int
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Move:
    """Read words start…stop−1 before word `before` (which is not one of them) instead."""

    start: int
    stop: int
    before: int


@dataclass(frozen=True, eq=False)
class Transplant:
    """Once word `at` is read, put in the states that another review had after its token donor_at.

    donor: (D,) its token ids; donor_pads: pads read before them; donor_at counts without pads.
    layers: whose states, both h and c; None for every recurrent layer. With every layer of a
    stack that reads in one direction, token by token, the network goes on exactly as if it had
    read the donor up to there.
    """

    donor: np.ndarray
    donor_at: int
    at: int
    donor_pads: int = 0
    layers: tuple[str, ...] | None = None


Edit = Delete | Replace | Insert | Move
Intervention = Hold | Edit | Transplant
