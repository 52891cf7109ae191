"""Interventions in words → clamps in a layer's own timesteps."""

from dataclasses import dataclass

import numpy as np

from explorer.analysis.signals import Reads, reads_of, recurrent_layers
from explorer.analysis.trace import trace
from explorer.analysis.whatif.interventions import Hold, Transplant
from explorer.network.build import Network
from explorer.network.clamp import Clamp
from explorer.network.recurrent import Recurrent
from explorer.problem import UserProblem

STATES = ("h", "c")


@dataclass(frozen=True, eq=False)
class Reading:
    """The review as it will be read: `pads` pads, then words that were `source` (T,) before."""

    network: Network
    pads: int
    source: np.ndarray
    words: int

    def layer(self, name: str) -> Recurrent:
        """Return the recurrent layer of that name, or raise UserProblem."""
        known = {one.name: one for one in recurrent_layers(self.network)}
        if name not in known:
            raise UserProblem(
                f"“{name}” has no signals to clamp: choose {', '.join(known) or 'nothing'}."
            )
        return known[name]

    def reads(self, layer: Recurrent) -> Reads:
        """Which tokens, pads included, each timestep of a layer reads."""
        return reads_of(self.network, layer, self.pads + len(self.source))


def clamps_of_hold(hold: Hold, reading: Reading) -> list[Clamp]:
    """Return one clamp, or none where no word of the range is left.

    Raises UserProblem for a layer or words that are not there.
    """
    layer = reading.layer(hold.layer)
    start, stop = hold.start, hold.stop
    if not (start is None or 0 <= start < reading.words) or not (
        stop is None or (start or 0) < stop <= reading.words
    ):
        raise UserProblem(
            f"Words {start or 0}…{reading.words - 1 if stop is None else stop - 1} are outside "
            f"this review, 0…{reading.words - 1}."
        )
    held = _held_tokens(reading, start, stop)
    if not len(held):
        return []
    last = reading.reads(layer).last
    steps = np.flatnonzero((last >= held[0]) & (last <= held[-1]))
    if not len(steps):
        return []
    value = hold.value
    if isinstance(value, np.ndarray) and value.ndim == 2 and len(value) > 1:
        value = _value_by_word(value, hold, reading, last[steps])
    until = int(steps[-1]) + 1
    return [Clamp(hold.layer, hold.signal, value, hold.units, int(steps[0]), until)]


def _held_tokens(reading: Reading, start: int | None, stop: int | None) -> np.ndarray:
    """Return the first and last token, pads included, and those between."""
    inside = (reading.source >= (start or 0)) & (
        reading.source < (reading.words if stop is None else stop)
    )
    found = np.flatnonzero(inside) + reading.pads
    if start is None:
        found = np.concatenate([[0], found])
    if stop is None and len(found):
        found = np.append(found, reading.pads + len(reading.source) - 1)
    return np.arange(found.min(), found.max() + 1) if len(found) else found


def _value_by_word(
    value: np.ndarray, hold: Hold, reading: Reading, tokens: np.ndarray
) -> np.ndarray:
    """Return the rows of `value` that belong to these tokens; inserted ones repeat the last."""
    first = hold.start
    if first is None:
        raise UserProblem("A value for each word needs the first word it is for.")
    rows, row = [], 0
    for token in tokens:
        source = reading.source[token - reading.pads]
        row = int(source) - first if source >= 0 else row
        if not 0 <= row < len(value):
            raise UserProblem(
                f"There are {len(value)} values, one for each word from word {first} on, but "
                f"none for word {first + row}."
            )
        rows.append(value[row])
    return np.array(rows)


def clamps_of_transplant(transplant: Transplant, reading: Reading) -> list[Clamp]:
    """Return clamps on h and c of one timestep of every layer concerned.

    Raises UserProblem for a layer or a word that is not there (any more).
    """
    donor = trace(reading.network, transplant.donor, pads=transplant.donor_pads)
    donor_at = transplant.donor_pads + transplant.donor_at
    if not transplant.donor_pads <= donor_at < len(donor.ids):
        raise UserProblem(f"The donor has no word {transplant.donor_at}.")
    places = np.flatnonzero(reading.source == transplant.at)
    if not len(places):
        raise UserProblem(
            f"Word {transplant.at} is not read any more: choose another word to transplant after."
        )
    at = reading.pads + int(places[0])
    names = transplant.layers or tuple(one.name for one in donor.layers)
    clamps = []
    for name in names:
        layer = reading.layer(name)
        given = next(one for one in donor.layers if one.name == name)
        row = int(Reads(*given.reads.T).complete(len(donor.ids))[donor_at])
        step = int(reading.reads(layer).complete(at + 1)[at])
        if min(row, step) < 0:
            raise UserProblem(f"“{name}” has read nothing yet at that word: choose a later one.")
        clamps += [
            Clamp(name, state, given.signals[state][row], None, step, step + 1)
            for state in STATES
            if state in given.signals
        ]
    return clamps
