"""Several probes, one in view; choosing can be undone, looking is no change."""

import pytest

from explorer.session.data.review_in_view import ReviewInView
from explorer.session.history import History
from explorer.session.train.probes import MOST, Probes

A, B, C = (ReviewInView(text, None, text) for text in ("one", "two", "three"))


@pytest.fixture
def probes(qapp):
    history = History()
    made = Probes(history)
    made.history = history
    return made


def test_choosing_puts_a_review_in_the_place_of_the_one_in_view(probes):
    probes.choose(A)
    probes.add(B)
    assert (probes.reviews, probes.shown) == ((A, B), B)
    probes.show(A)
    probes.choose(C)
    assert (probes.reviews, probes.shown) == ((C, B), C)
    probes.history.undo()
    assert (probes.reviews, probes.shown) == ((A, B), A)


def test_what_is_watched_already_is_only_shown(probes):
    probes.choose(A)
    probes.add(B)
    steps = probes.history.count
    probes.choose(A)
    probes.add(B)
    probes.show(A)
    assert probes.reviews == (A, B)
    assert probes.history.count == steps


def test_removing_the_one_in_view_shows_another(probes):
    probes.choose(A)
    probes.add(B)
    probes.remove(B)
    assert (probes.reviews, probes.shown) == ((A,), A)
    probes.choose(None)
    assert (probes.reviews, probes.shown) == ((), None)


def test_there_is_a_most(probes):
    for number in range(MOST + 2):
        probes.add(ReviewInView(f"text {number}", None, f"{number}"))
    assert len(probes.reviews) == MOST
    assert probes.full
