"""Edits of words, applied one after another."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from explorer.analysis.whatif.interventions import Delete, Edit, Insert, Move, Replace
from explorer.problem import UserProblem


@dataclass(frozen=True)
class _Place:
    """One token. source: which word it was, −1 for an inserted one; gone: it was deleted."""

    id: int
    source: int
    gone: bool = False


@dataclass(frozen=True, eq=False)
class Edited:
    """ids: (T,) what is left to read. source: (T,) which word each was, −1 for an inserted one."""

    ids: np.ndarray
    source: np.ndarray


def edited(ids: np.ndarray, edits: Iterable[Edit]) -> Edited:
    """Apply `edits` to token ids (T,), in order.

    Raises UserProblem for a word that is not there, or if no word is left.
    """
    # What was deleted keeps its place, so that later edits still find it.
    places = [_Place(int(number), source) for source, number in enumerate(ids)]
    for edit in edits:
        places = _apply(edit, places, len(ids))
    left = [place for place in places if not place.gone]
    if not left:
        raise UserProblem("Every word is deleted: keep at least one, so there is a review to read.")
    return Edited(
        np.array([place.id for place in left], np.int64),
        np.array([place.source for place in left], np.int64),
    )


def _apply(edit: Edit, places: list[_Place], words: int) -> list[_Place]:
    match edit:
        case Delete(start, stop):
            _check_range(start, stop, words)
            return [
                replace(place, gone=True) if start <= place.source < stop else place
                for place in places
            ]
        case Replace(at, number):
            _check_range(at, at + 1, words)
            return [replace(place, id=number) if place.source == at else place for place in places]
        case Insert(before, ids):
            _check_gap(before, words)
            new = [_Place(number, -1) for number in ids]
            return _put(new, before, places)
        case Move(start, stop, before):
            _check_range(start, stop, words)
            _check_gap(before, words)
            if start <= before < stop:
                raise UserProblem("Words cannot be moved before one of themselves.")
            moved = [place for place in places if start <= place.source < stop]
            rest = [place for place in places if not start <= place.source < stop]
            return _put(moved, before, rest)


def _put(new: list[_Place], before: int, places: list[_Place]) -> list[_Place]:
    sources = [place.source for place in places]
    where = sources.index(before) if before in sources else len(places)
    return [*places[:where], *new, *places[where:]]


def _check_range(start: int, stop: int, words: int) -> None:
    if not 0 <= start < stop <= words:
        raise UserProblem(f"Words {start}…{stop - 1} are outside this review, 0…{words - 1}.")


def _check_gap(before: int, words: int) -> None:
    if not 0 <= before <= words:
        raise UserProblem(f"Place {before} is outside this review, which has {words} words.")
