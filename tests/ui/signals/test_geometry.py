"""Where everything stands."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.signals.geometry import COMPACT, ROOMY, lay_out
from explorer.ui.signals.rows.row_heights import row_heights
from explorer.ui.signals.rows.time_axis import interval
from explorer.ui.signals.time_window import TimeWindow
from tests.ui.signals.readings import GRU, LSTM, RNN


@pytest.mark.parametrize(
    ("letters", "room", "wanted"),
    [
        (LSTM, 452, [64, 64, 64, 64, 128, 64]),  # Inspect at 1440 × 900
        (LSTM, 632, [96, 96, 96, 96, 128, 96]),  # and at 1920 × 1080
        (LSTM, 230, [32, 32, 32, 32, 64, 32]),  # Train's probe
        (GRU, 470, [96, 96, 96, 96]),
    ],
)
def test_rows_get_whole_pixels_per_unit(letters, room: int, wanted: list[int]):
    heights, whole = row_heights(letters, 32, room)
    assert whole
    assert heights == wanted


@given(
    st.sampled_from([LSTM, GRU, RNN]), st.integers(1, 1024), st.integers(80, 2000),
    st.sampled_from([1.0, 1.5, 2.0]),
)  # fmt: skip
def test_rows_never_outgrow_the_room(letters, units: int, room: int, ratio: float):
    heights, whole = row_heights(letters, units, room, ratio)
    assert all(height > 0 for height in heights)
    if room >= 12 * (len(letters) + 1):
        assert sum(heights) <= room + 1e-6
    if whole:
        pixels = [height * ratio / units for height in heights]
        assert all(abs(p - round(p)) < 1e-6 for p in pixels)


@pytest.mark.parametrize("size", [(560, 560), (568, 632), (728, 732), (1208, 912)])
@pytest.mark.parametrize("letters", [LSTM, GRU, RNN])
def test_everything_fits_its_size_and_nothing_overlaps(size: tuple[int, int], letters):
    frame = lay_out(ROOMY, size, TimeWindow.whole(77), letters, 32)
    edges = [frame.overview, frame.words, frame.push, frame.curve]
    for upper, lower in itertools.pairwise(edges):
        assert upper.bottom() <= lower.top()
    tops = [(row.top, row.top + row.height) for row in frame.rows]
    for (_, bottom), (top, _) in itertools.pairwise(tops):
        assert bottom <= top
    assert frame.bottom + frame.measures.axis <= size[1]


def test_the_design_sizes_are_met_to_the_pixel():
    frame = lay_out(ROOMY, (728, 732), TimeWindow(34, 76, 77), LSTM, 32)
    assert [row.height for row in frame.rows] == [64, 64, 64, 64, 128, 64]
    probe = lay_out(COMPACT, (1072, 388), TimeWindow.whole(77), LSTM, 32)
    assert [row.height for row in probe.rows] == [32, 32, 32, 32, 64, 32]


@given(st.integers(1, 500), st.floats(0.0, 0.999))
def test_a_column_is_found_again_under_its_middle(total: int, share: float):
    frame = lay_out(ROOMY, (900, 732), TimeWindow.whole(total), LSTM, 32)
    t = int(share * total)
    assert frame.t_at(frame.x_of(t + 0.5)) == t
    assert round(frame.overview_t(frame.overview_x(t))) == t


def test_time_numbers_keep_apart():
    assert [interval(column) for column in (60, 14, 1.7)] == [1, 5, 50]
