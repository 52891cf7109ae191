"""A run's curve: every batch in it, and still small when the run is long."""

import numpy as np

from explorer.training.curve import MOST, Curve, no_rows, up_to
from explorer.training.events import BatchDone


def told(epochs: int, batches: int) -> list[BatchDone]:
    """Batches whose figures can be told from their place."""
    return [
        BatchDone(
            epoch, batch, batches, 1 / epoch, batch / batches, 1.0, 1.0,
            gradient_norm=float(batch), learning_rate=0.001,
        )
        for epoch in range(1, epochs + 1)
        for batch in range(1, batches + 1)
    ]  # fmt: skip


def rows_of(events: list[BatchDone]) -> np.ndarray:
    return np.array(
        [
            (e.epoch - 1 + e.batch / e.batches, e.loss, e.accuracy, e.gradient_norm, 0.001)
            for e in events
        ]
    ).reshape(-1, 5)


def fed(events: list[BatchDone], curve: Curve | None = None) -> Curve:
    curve = curve or Curve()
    for event in events:
        curve.add(event)
    return curve


def test_a_short_run_keeps_every_batch():
    events = told(epochs=10, batches=157)
    np.testing.assert_array_equal(fed(events).rows, rows_of(events))


def test_a_long_run_keeps_rows_that_were_told_evenly_and_the_ends_of_its_epochs():
    events = told(epochs=20, batches=1000)
    curve, all_rows = Curve(), rows_of(events)
    for number, event in enumerate(events, start=1):
        curve.add(event)
        if number % 997 == 0:
            assert len(curve.rows) <= MOST
            np.testing.assert_array_equal(curve.rows[-1], all_rows[number - 1])
    rows = curve.rows
    assert MOST // 4 < len(rows) <= MOST
    among = np.searchsorted(all_rows[:, 0], rows[:, 0])
    np.testing.assert_array_equal(rows, all_rows[among])
    assert set(range(1, 21)) <= set(rows[:, 0])
    steps = np.diff(rows[:, 0])
    assert steps.max() < 3 * steps.min()


def test_an_endless_epoch_and_endless_epochs_stay_small():
    for events in (told(1, 20 * MOST), told(20 * MOST, 1)):
        rows = fed(events).rows
        assert MOST // 4 < len(rows) <= MOST
        np.testing.assert_array_equal(rows[-1], rows_of(events[-1:])[0])


def test_a_curve_that_is_read_back_grows_on_as_if_it_had_never_been_left():
    events = told(epochs=30, batches=400)
    half = len(events) // 2
    whole, first = fed(events), fed(events[:half])
    again = fed(events[half:], Curve(first.rows.copy()))
    ends = [rows[rows[:, 0] == np.round(rows[:, 0]), 0] for rows in (whole.rows, again.rows)]
    np.testing.assert_array_equal(*ends)
    assert len(again.rows) <= MOST


def test_what_the_folder_knows_takes_the_place_of_what_was_told():
    events = told(epochs=3, batches=10)
    looked_on = fed(events[4::7])
    looked_on.begin_with(rows_of(events[:20]))
    places = [event.epoch - 1 + event.batch / event.batches for event in events]
    np.testing.assert_array_equal(looked_on.rows[:, 0], places[:20] + places[25::7])
    np.testing.assert_array_equal(looked_on.rows[:20], rows_of(events[:20]))
    looked_on.begin_with(no_rows())
    assert len(looked_on.rows) == 21


def test_up_to_an_epoch_cuts_at_its_end():
    rows = rows_of(told(epochs=3, batches=10))
    np.testing.assert_array_equal(up_to(rows, 2), rows[:20])
    assert len(up_to(rows, 0)) == 0
