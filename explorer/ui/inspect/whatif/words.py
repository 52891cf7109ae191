"""What the What-if tab says: of an intervention, and of what all of them do together."""

from dataclasses import dataclass

import numpy as np

from explorer.analysis.whatif import Delete, Hold, Insert, Intervention, Move, Replace
from explorer.reviews.vocabulary import Vocabulary
from explorer.ui.controls.badge import SIGNAL_NAMES
from explorer.ui.controls.numbers import plain
from explorer.ui.inspect.layer_in_view import LayerInView
from explorer.ui.inspect.whatif.in_view import WhatIfInView, timesteps_of
from explorer.ui.theme.colormaps import is_sequential

NOTHING = "Nothing is changed yet. Hold a gate, edit the words, or drag the handles over the curve."
SLIGHT = 0.005  # a change of the logit that prints as zero


@dataclass(frozen=True)
class Told:
    """An intervention in words. letter: its signal, "" for none. head: short. body: where."""

    letter: str
    head: str
    body: str
    subject: str


def value_words(letter: str, value: float | np.ndarray) -> str:
    """1.00, −0.50, or "recorded" for an array."""
    if isinstance(value, np.ndarray):
        return "recorded values"
    return f"{value:.2f}" if is_sequential(letter) else plain(value)


def stretch_words(first: int, last: int, view: LayerInView) -> str:
    """ "timesteps 20–60", "t 37 “wonderful”" or "every timestep"."""
    if first == 0 and last == view.timesteps - 1:
        return "every timestep"
    if first == last:
        return f"t {first} “{view.words[first]}”"
    return f"timesteps {first}–{last}"


def units_words(count: int, total: int) -> str:
    """ "12 units", "all 32 units" or "1 unit"."""
    if count == total:
        return f"all {total} units"
    return "1 unit" if count == 1 else f"{count} units"


def told(
    what: Intervention,
    view: LayerInView,
    tokens: tuple[str, ...],
    vocabulary: Vocabulary,
    note: str = "",
) -> Told:
    """An intervention in words; `tokens` are the review's before, `note` what the user typed."""

    def word(t: int) -> str:
        return f"“{tokens[t]}”" if 0 <= t < len(tokens) else "the end"

    def some(start: int, stop: int) -> str:
        if stop - start == 1:
            return word(start)
        return f"{stop - start} words from {word(start)} on"

    match what:
        case Hold():
            return _told_hold(what, view)
        case Delete(start, stop):
            gone = some(start, stop)
            return Told("", f"delete {gone}", f"t {start}", f"Deleting {gone}")
        case Replace(at, number):
            new, old = f"“{note or vocabulary.word_of(number)}”", word(at)
            return Told("", f"{old} → {new}", f"t {at}", f"Reading {new} in place of {old}")
        case Insert(before, ids):
            new = f"“{note or ' '.join(map(vocabulary.word_of, ids))}”"
            return Told(
                "", f"insert {new}", f"before t {before} {word(before)}",
                f"Inserting {new} before {word(before)}",
            )  # fmt: skip
        case Move(start, stop, before):
            moved, where = some(start, stop), word(before)
            return Told(
                "", f"move {moved}", f"from t {start} to before {where}",
                f"Moving {moved} before {where}",
            )  # fmt: skip
    donor, where = note or "another review", f"t {what.at} {word(what.at)}"
    return Told(
        "",
        f"state of {donor}",
        f"as it is after its t {what.donor_at}, put in after {where}",
        f"The state of {donor} in place of its own after {where}",
    )


def _told_hold(hold: Hold, view: LayerInView) -> Told:
    value = value_words(hold.signal, hold.value)
    name = SIGNAL_NAMES[hold.signal]
    if hold.layer != view.layer.name:
        units = "all units" if hold.units is None else units_words(len(hold.units), -1)
        return Told(
            hold.signal, f"= {value}", f"{units} of {hold.layer}", f"Holding {name} at {value}"
        )
    steps = timesteps_of(hold, view)
    units = units_words(view.units if hold.units is None else len(hold.units), view.units)
    where = stretch_words(steps.start, steps.stop - 1, view) if steps else "no timestep left"
    return Told(
        hold.signal,
        f"= {value}",
        f"{units}, {where}",
        f"Holding the {name} at {value} in {units} over {where}",
    )


def band_words(letter: str, value: float, units: int, total: int) -> str:
    """ "forget gate held at 1.00 in 12 units"."""
    name = SIGNAL_NAMES[letter]
    return f"{name} held at {value_words(letter, value)} in {units_words(units, total)}"


def summary(shown: WhatIfInView, subjects: list[str]) -> str:
    """What all that is applied does to the verdict, in one sentence."""
    if not subjects:
        return NOTHING
    subject = subjects[0] if len(subjects) == 1 else f"These {len(subjects)} changes together"
    verb_s = "" if len(subjects) > 1 else "s"
    change = shown.change
    if abs(change) < SLIGHT:
        verb = "leave" + verb_s
        return f"{subject} {verb} the logit where it was, to within {SLIGHT}."
    verb = ("raise" if change > 0 else "lower") + verb_s
    side = "positive" if shown.chance_after >= 0.5 else "negative"
    ending = f"The verdict turns {side}." if shown.answer.rerun.flips else f"It stays {side}."
    return f"{subject} {verb} the logit by {plain(abs(change))}. {ending}"
