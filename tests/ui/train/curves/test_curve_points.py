"""What is drawn of a curve: parted by epoch, without the haste of an epoch's first batches."""

import numpy as np

from explorer.training.curve import MOST
from explorer.ui.train.curves.curve_points import CurvePoints


def curve(epochs: int, batches: int) -> np.ndarray:
    return np.array(
        [
            (epoch + batch / batches, 1.0 / (epoch + 1), 0.5 + 0.001 * batch / batches, 2.0, 0.001)
            for epoch in range(epochs)
            for batch in range(1, batches + 1)
        ]
    )


def test_rows_come_in_order_with_a_gap_between_epochs():
    rows = curve(epochs=3, batches=10)
    points = CurvePoints(rows)
    gaps = np.isnan(points.rows[:, 0])
    assert gaps.sum() == 2
    np.testing.assert_allclose(points.rows[~gaps], rows)
    assert [points.rows[place - 1, 0] for place in np.flatnonzero(gaps)] == [1.0, 2.0]


def test_later_epochs_begin_where_their_means_have_settled():
    points = CurvePoints(curve(epochs=2, batches=100))
    first, second = points.parted(1)
    np.testing.assert_allclose(first[:, 0], np.arange(1, 101) / 100)
    np.testing.assert_allclose(second[:, 0], 1 + np.arange(3, 101) / 100)


def test_settled_values_leave_out_the_start_of_the_epoch():
    np.testing.assert_allclose(CurvePoints(curve(2, 10)).settled(1, 1), [0.5] * 9)


def test_epochs_of_one_batch_are_points_apart():
    points = CurvePoints(curve(epochs=MOST, batches=1))
    assert np.isnan(points.rows[1::2, 0]).all()
    np.testing.assert_allclose(points.rows[::2, 0], np.arange(1, MOST + 1))


def test_parts_the_epochs_that_are_over_from_the_one_under_way():
    points = CurvePoints(curve(3, 10)[:25])
    before, now = points.parted(2)
    assert before[-1, 0] == 2.0
    np.testing.assert_allclose(now[:, 0], [2.1, 2.2, 2.3, 2.4, 2.5])
    before, now = points.parted(0)
    assert len(before) == 0
    assert now[0, 0] == 0.1
    assert not np.isnan(now).any()


def test_nothing_is_drawn_of_nothing():
    assert len(CurvePoints().rows) == 0
    assert [len(part) for part in CurvePoints().parted(0)] == [0, 0]
