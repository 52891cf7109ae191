"""Panning, zooming and dragging the part of a review in view."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.signals.input.overview_drag import begin_drag
from explorer.ui.signals.time_window import NARROWEST, TimeWindow


@given(
    st.integers(1, 600), st.integers(-50, 700), st.integers(-50, 700), st.floats(0.1, 4),
    st.integers(0, 599),
)  # fmt: skip
def test_a_window_never_leaves_the_review(total: int, a: int, b: int, factor: float, about: int):
    window = TimeWindow.whole(total).between(min(a, b), max(a, b))
    for moved in (window, window.panned(a), window.zoomed(factor, min(about, total - 1))):
        assert 0 <= moved.start < moved.stop <= total
        assert moved.length >= min(NARROWEST, total)


def test_zooming_keeps_what_is_under_the_mouse_in_place():
    window = TimeWindow(0, 100, 100)
    closer = window.zoomed(0.5, 80)
    share = (80.5 - window.start) / window.length
    assert (80.5 - closer.start) / closer.length == pytest.approx(share, abs=0.02)
    assert closer.length == 50


def test_zooming_out_in_notches_always_ends_at_the_whole_review():
    window = TimeWindow.whole(300).between(100, 108)
    for _ in range(40):
        window = window.zoomed(1.25, 104)
    assert window.is_whole


def test_following_the_cursor_moves_no_more_than_needed():
    window = TimeWindow(20, 40, 100)
    assert window.showing(30) is window
    assert 20 < window.showing(40).start <= 25
    assert window.showing(40).stop > 40
    assert window.showing(5).start <= 5
    assert window.showing(99).stop == 100


def test_dragging_the_overview():
    window = TimeWindow(20, 40, 100)
    assert begin_drag("middle", 30, window).at(35) == TimeWindow(25, 45, 100)
    assert begin_drag("start", 20, window).at(10) == TimeWindow(10, 40, 100)
    assert begin_drag("stop", 40, window).at(60) == TimeWindow(20, 60, 100)
    assert begin_drag("start", 20, window).at(90).length == NARROWEST
    assert begin_drag("stop", 40, window).at(-90) == TimeWindow(20, 20 + NARROWEST, 100)
    assert begin_drag("", 80, window).window == TimeWindow(70, 90, 100)
