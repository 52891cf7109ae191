"""The canvas's geometry, without a window."""

import pytest

from explorer.ui.build.canvas.layout import EDGE, OPEN_GAP, TERMINAL_HEIGHT, is_own_gap, lay_out

HEIGHTS = (58.0, 98.0, 58.0)


def test_everything_stands_below_what_comes_before():
    layout = lay_out(HEIGHTS)
    assert layout.tops[0] == layout.input_top + TERMINAL_HEIGHT + EDGE
    assert layout.tops[1] == layout.tops[0] + 58 + EDGE
    assert layout.tops[2] == layout.tops[1] + 98 + EDGE
    assert layout.output_top == layout.tops[2] + 58 + EDGE


@pytest.mark.parametrize("gap", range(4))
def test_an_open_gap_moves_only_what_is_below(gap):
    closed, opened = lay_out(HEIGHTS), lay_out(HEIGHTS, gap)
    more = OPEN_GAP - EDGE
    for index, (before, after) in enumerate(zip(closed.tops, opened.tops, strict=True)):
        assert after - before == (more if index >= gap else 0)
    assert opened.output_top - closed.output_top == more


@pytest.mark.parametrize("opened", [None, 0, 1, 2, 3])
def test_every_height_means_one_gap_and_a_gap_that_opens_keeps_the_cursor(opened):
    layout = lay_out(HEIGHTS, opened)
    for y in range(0, round(layout.bottom), 3):
        gap = layout.gap_at(y)
        assert 0 <= gap <= 3
        assert lay_out(HEIGHTS, gap).gap_at(y) == gap or opened is None


def test_no_height_flickers_between_two_gaps():
    """Once the gap under the cursor is open, the same height still means it."""
    for y in range(0, 800):
        first = lay_out(HEIGHTS).gap_at(y)
        assert lay_out(HEIGHTS, first).gap_at(y) == first


@pytest.mark.parametrize(
    ("gap", "dragged", "own"),
    [
        (1, [1], True),
        (2, [1], True),
        (0, [1], False),
        (3, [1], False),
        (2, [1, 2], True),
        (4, [1, 2], False),
        (2, [1, 3], False),
    ],
)
def test_own_gaps(gap, dragged, own):
    assert is_own_gap(gap, dragged) == own
