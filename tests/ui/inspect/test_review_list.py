"""The list: walking it traces, marks and chips tell right from wrong, searching finds."""

import pytest
from PySide6.QtCore import Qt

from explorer.session.data.review_in_view import ReviewInView
from explorer.session.data.sample_reviews import SAMPLE_REVIEWS
from explorer.ui.inspect.reviews.catalogue import PAGE
from explorer.ui.inspect.reviews.list_model import PROBABILITY, REVIEW
from explorer.ui.inspect.reviews.row_delegate import HEIGHT
from explorer.ui.inspect.reviews.verdict import is_right, label_words, short_probability

LEFT = Qt.MouseButton.LeftButton


def listed(page) -> list[ReviewInView]:
    model = page.reviews.list.model()
    return [model.index(row, 0).data(REVIEW) for row in range(model.rowCount())]


def marked(page) -> ReviewInView:
    return page.reviews.list.currentIndex().data(REVIEW)


def test_the_review_in_view_is_marked(page, session):
    assert marked(page) == session.inspection.review == SAMPLE_REVIEWS[0]


def test_down_and_up_walk_and_trace_at_once(page, session, qtbot):
    page.reviews.list.setFocus()
    for expected in (SAMPLE_REVIEWS[1], SAMPLE_REVIEWS[2]):
        with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
            qtbot.keyClick(page.reviews.list, Qt.Key.Key_Down)
        assert session.inspection.result.review == expected
        assert page.display.view.words == session.inspection.result.encoded.tokens
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        qtbot.keyClick(page.reviews.list, Qt.Key.Key_Up)
    assert session.inspection.result.review == SAMPLE_REVIEWS[1]


def test_a_click_opens_a_row(page, session, qtbot):
    view = page.reviews.list
    place = view.visualRect(view.model().index(3, 0))
    assert place.height() == HEIGHT == 72
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        qtbot.mouseClick(view.viewport(), LEFT, pos=place.center())
    assert session.inspection.result.review == SAMPLE_REVIEWS[3]


def test_every_row_gets_its_probability(page, session):
    model = page.reviews.list.model()
    for row, review in enumerate(SAMPLE_REVIEWS):
        value = model.index(row, 0).data(PROBABILITY)
        assert value == session.inspection.predictions[review.key]
        assert 0 < value < 1


def test_the_list_and_the_trace_agree(page, session):
    """The list's P comes from a whole batch, the trace's from one walk: they must be the same."""
    final = float(session.inspection.result.trace.probability[-1])
    assert session.inspection.predictions[SAMPLE_REVIEWS[0].key] == pytest.approx(final, abs=1e-5)


@pytest.mark.parametrize("key", ["correct", "wrong"])
def test_chips_filter_by_verdict(page, session, qtbot, key):
    qtbot.mouseClick(page.reviews.chips[key], LEFT)
    predictions = session.inspection.predictions
    expected = [
        review
        for review in SAMPLE_REVIEWS
        if is_right(review, predictions[review.key]) is (key == "correct")
    ]
    assert listed(page) == expected
    assert page.reviews.chips[key].toolTip() == f"{key.capitalize()} {len(expected)}"
    qtbot.mouseClick(page.reviews.chips["all"], LEFT)
    assert tuple(listed(page)) == SAMPLE_REVIEWS


def test_search_filters_the_samples(page, qtbot):
    qtbot.keyClicks(page.reviews.search, "POSTCARD")
    qtbot.waitUntil(lambda: len(listed(page)) < len(SAMPLE_REVIEWS))
    assert listed(page)
    assert all("postcard" in review.text.lower() for review in listed(page))


def test_a_search_for_nothing_says_so_and_offers_the_way_back(page, qtbot):
    qtbot.keyClicks(page.reviews.search, "qqzzqq")
    qtbot.waitUntil(lambda: not listed(page))
    assert page.reviews.show_all.isVisible()
    qtbot.mouseClick(page.reviews.show_all, LEFT)
    qtbot.waitUntil(lambda: tuple(listed(page)) == SAMPLE_REVIEWS)


def test_enter_in_the_search_goes_to_the_list(page, session, qtbot):
    qtbot.keyClicks(page.reviews.search, "lead is excellent")
    qtbot.waitUntil(lambda: len(listed(page)) == 1)
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        qtbot.keyClick(page.reviews.search, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.reviews.list
    assert session.inspection.review == listed(page)[0]


def test_test_reviews_are_searched_and_predicted(page, session, qtbot, builtin):
    session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    test = session.data.corpus.test
    assert f"{len(test):,} test reviews" in page.reviews.search.placeholderText()
    assert len(listed(page)) == len(SAMPLE_REVIEWS) + PAGE
    qtbot.keyClicks(page.reviews.search, "wonderful")
    expected = [test.text(n) for n in range(len(test)) if "wonderful" in test.text(n).casefold()]

    def found() -> list[str]:
        return [review.text for review in listed(page) if review.origin == "corpus"]

    qtbot.waitUntil(lambda: found() == expected[:PAGE], timeout=20_000)
    qtbot.waitUntil(
        lambda: all(review.key in session.inspection.predictions for review in listed(page)),
        timeout=20_000,
    )


def test_the_end_of_the_list_brings_more_test_reviews(page, session, qtbot):
    session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    qtbot.waitUntil(lambda: len(listed(page)) > len(SAMPLE_REVIEWS))
    before = len(listed(page))
    page.reviews.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(listed(page)) > before)


def test_a_review_opened_elsewhere_is_listed_on_top(page, session, read):
    read("Nothing in the samples reads like this one.")
    assert listed(page)[0] == session.inspection.review == marked(page)


def test_keys_for_the_page_pass_through_the_list(page, session, qtbot):
    session.selection.select(t=5)
    page.reviews.list.setFocus()
    qtbot.keyClick(page.reviews.list, Qt.Key.Key_Right)
    assert session.selection.t == 6
    qtbot.keyClick(page.reviews.list, Qt.Key.Key_Space)
    assert session.playback.playing
    qtbot.keyClick(page.reviews.list, Qt.Key.Key_Space)
    assert not session.playback.playing


@pytest.mark.parametrize(
    ("value", "text"), [(0.394, ".39"), (0.0, ".00"), (0.996, "1.0"), (0.5, ".50")]
)
def test_probabilities_are_short(value, text):
    assert short_probability(value) == text


def test_what_a_row_says_of_its_review():
    assert label_words(ReviewInView("x", 1, origin="sample")) == "positive"
    assert label_words(ReviewInView("x", 0, origin="corpus")) == "negative · test"
    assert label_words(ReviewInView("x")) == "yours"
    assert is_right(ReviewInView("x", None), 0.9) is None
    assert is_right(ReviewInView("x", 1), None) is None
    assert is_right(ReviewInView("x", 0), 0.5) is False
