"""The value axis takes calm steps and never hides what it is about."""

import math

from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.train.curves.axis_range import MOST_STEPS, AxisRange, calm_range

ACCURACY, LOSS = (0.0, 1.0), (0.0, math.inf)


def test_a_usual_run_gets_round_ends():
    assert calm_range(None, 0.738, 0.958, ACCURACY) == AxisRange(0.7, 1.0, 0.05)
    assert calm_range(None, 0.122, 0.530, LOSS) == AxisRange(0.1, 0.6, 0.1)


def test_accuracy_never_goes_beyond_all_right():
    assert calm_range(None, 0.99, 1.0, ACCURACY).high == 1.0


def test_it_stays_while_the_data_sit_well_in_it():
    before = calm_range(None, 0.5, 0.9, ACCURACY)
    assert calm_range(before, 0.55, 0.88, ACCURACY) is before


def test_it_widens_at_once_and_shrinks_only_when_much_is_empty():
    before = calm_range(None, 0.2, 0.6, LOSS)
    wider = calm_range(before, 0.2, 0.9, LOSS)
    assert wider.high >= 0.9
    wide = calm_range(None, 0.1, 5.0, LOSS)
    assert calm_range(wide, 0.1, 0.6, LOSS).high < 1.0


def test_no_numbers_leave_it_alone():
    before = calm_range(None, 0.2, 0.6, LOSS)
    assert calm_range(before, math.nan, math.nan, LOSS) is before


@given(
    st.floats(0, 50),
    st.floats(0, 50),
    st.one_of(st.none(), st.tuples(st.floats(0, 50), st.floats(0, 50))),
)
def test_it_holds_the_data_with_few_round_ticks(one: float, other: float, earlier):
    low, high = sorted((one, other))
    current = None if earlier is None else calm_range(None, *sorted(earlier), LOSS)
    axis = calm_range(current, low, high, LOSS)
    tolerance = 1e-6 * axis.step
    assert axis.low - tolerance <= low
    assert high <= axis.high + tolerance
    assert 1 <= len(axis.ticks) - 1 <= MOST_STEPS
    assert axis.ticks[0] == axis.low
    assert math.isclose(axis.ticks[-1], axis.high)
