"""Seconds left, also over a computer's sleep."""

import pytest

from explorer.training.machine.pace import Pace


def test_seconds_left_count_the_epochs_to_come_with_their_validation():
    pace = Pace(1000, 200)
    pace.trained(100, 2.0)
    assert pace.reviews_per_second == 50
    assert pace.seconds_left(3, 1, 100) == pytest.approx(900 / 50 + 2000 / 50 + 3 * 200 / 150)
    pace.validated(1.0)
    assert pace.seconds_left(3, 3, 1000) == pytest.approx(1.0)


def test_a_nights_sleep_is_not_taken_for_a_slow_batch():
    pace = Pace(1000, 0)
    for _ in range(10):
        pace.trained(100, pace.awake(100, 2.0))
    before = pace.seconds_left(2, 1, 1000)
    slept = pace.awake(100, 8 * 3600.0)
    pace.trained(100, slept)
    assert slept == pytest.approx(2.0)
    assert pace.seconds_left(2, 1, 1000) == pytest.approx(before)


def test_slow_batches_are_believed():
    pace = Pace(1000, 0)
    assert pace.awake(100, 500.0) == 500.0  # the first of all
    pace.trained(100, 40.0)
    assert pace.awake(100, 90.0) == 90.0  # not many times longer than before
    quick = Pace(1000, 0)
    quick.trained(100, 0.1)
    assert quick.awake(100, 20.0) == 20.0  # a busy machine, not one asleep
