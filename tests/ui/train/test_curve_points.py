"""A live curve is taken in row by row, parted by epoch, and stays small."""

import numpy as np

from explorer.session.run_story import CurveRow
from explorer.ui.train.curve_points import MOST, CurvePoints


def curve(epochs: int, batches: int) -> list[CurveRow]:
    return [
        (epoch + batch / batches, 1.0 / (epoch + 1), 0.5 + 0.001 * batch / batches, 2.0, 0.001)
        for epoch in range(epochs)
        for batch in range(1, batches + 1)
    ]


def fed(rows: list[CurveRow], at_once: int) -> CurvePoints:
    points, growing = CurvePoints(), []
    for start in range(0, len(rows), at_once):
        growing.extend(rows[start : start + at_once])
        points.follow(growing)
    return points


def test_rows_come_in_order_with_a_gap_between_epochs():
    rows = curve(epochs=3, batches=10)
    points = fed(rows, at_once=7)
    gaps = np.isnan(points.rows[:, 0])
    assert gaps.sum() == 2
    np.testing.assert_allclose(points.rows[~gaps], rows)
    assert [points.rows[place - 1, 0] for place in np.flatnonzero(gaps)] == [1.0, 2.0]


def test_another_list_is_a_new_run():
    points = CurvePoints()
    points.follow(curve(2, 10))
    points.follow([(0.1, 0.7, 0.5, 2.0, 0.001)])
    np.testing.assert_allclose(points.rows, [(0.1, 0.7, 0.5, 2.0, 0.001)])


def test_a_new_run_that_has_grown_as_long_is_noticed():
    points = CurvePoints()
    points.follow(curve(1, 10))
    points.follow([(x, loss + 1, *rest) for x, loss, *rest in curve(1, 12)])
    assert points.rows[:, 1].min() == 2.0


def test_a_long_run_is_thinned_but_keeps_its_ends_and_its_gaps():
    rows = curve(epochs=20, batches=1000)
    kept = fed(rows, at_once=3).rows
    assert len(kept) <= MOST
    assert kept[0, 0] == rows[0][0]
    assert kept[-1, 0] == rows[-1][0]
    assert np.isnan(kept[:, 0]).sum() == 19
    steps = np.diff(kept[~np.isnan(kept[:, 0]), 0])
    assert (steps > 0).all()
    assert steps.max() < 0.05


def test_settled_values_leave_out_the_start_of_the_epoch():
    points = CurvePoints()
    points.follow(curve(2, 10))
    np.testing.assert_allclose(points.settled(1, 1), [0.5] * 9)


def test_thousands_of_short_epochs_do_not_overflow():
    rows = curve(epochs=4 * MOST, batches=1)
    kept = fed(rows, at_once=100).rows
    assert len(kept) <= MOST
    assert kept[-1, 0] == rows[-1][0]


def test_parts_the_epochs_that_are_over_from_the_one_under_way():
    points = fed(curve(3, 10)[:25], at_once=4)
    before, now = points.parted(2)
    assert before[-1, 0] == 2.0
    np.testing.assert_allclose(now[:, 0], [2.1, 2.2, 2.3, 2.4, 2.5])
    before, now = points.parted(0)
    assert len(before) == 0
    assert now[0, 0] == 0.1
    assert not np.isnan(now).any()
