"""Which values the colours span."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.signals.ranges import fitted_range, full_range


@pytest.mark.parametrize(
    ("low", "high", "text"), [(0.36, 0.69, ".35–.70"), (0.5, 0.9, ".50–.90"), (0.0, 1.0, "0–1")]
)
def test_a_gates_range_is_the_rounded_percentiles(low: float, high: float, text: str):
    values = np.linspace(low, high, 2000, dtype=np.float32).reshape(100, 20)
    fitted = fitted_range("f", values)
    assert fitted.text == text
    assert fitted.low <= np.percentile(values, 1)
    assert fitted.high >= np.percentile(values, 99)


@pytest.mark.parametrize(
    ("reach", "text"), [(0.78, "±.8"), (1.45, "±1.5"), (0.006, "±.006"), (2.4, "±2.5"), (0, "±1")]
)
def test_a_diverging_range_is_symmetric_and_round(reach: float, text: str):
    values = np.linspace(-reach, reach * 0.5, 2000, dtype=np.float32).reshape(100, 20)
    fitted = fitted_range("c", values)
    assert fitted.low == -fitted.high
    assert fitted.text == text


def test_one_outlier_does_not_flatten_the_rest():
    values = np.full((100, 20), 0.4, np.float32)
    values[3, 3] = 40.0
    assert fitted_range("c", values).high == pytest.approx(0.4)


def test_no_unit_is_left_out_of_a_long_review():
    values = np.zeros((1000, 32), np.float32)
    values[:, 31] = 0.9
    values[:, 30] = 0.2
    assert fitted_range("f", values).text == "0–.90"


def test_ranges_survive_what_a_diverged_network_gives():
    assert fitted_range("c", np.full((4, 2), np.nan, np.float32)) == full_range("c")
    assert fitted_range("i", np.full((4, 2), np.inf, np.float32)) == full_range("i")
    still = fitted_range("f", np.full((4, 2), 0.731, np.float32))
    assert still.high - still.low >= 0.1 - 1e-9
    assert still.low <= 0.731 <= still.high


@given(st.lists(st.floats(0, 1, width=32), min_size=2, max_size=60))
def test_a_gates_range_stays_within_0_and_1_and_holds_the_middle(values: list[float]):
    fitted = fitted_range("i", np.array(values, np.float32))
    assert 0 <= fitted.low < fitted.high <= 1
    assert fitted.low - 1e-6 <= float(np.median(np.array(values, np.float32))) <= fitted.high + 1e-6
