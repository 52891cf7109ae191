"""A run that is read from its folder looks as it looked in the window that trained it."""

import numpy as np
import pytest

from explorer.resources import BUNDLED_MODELS
from explorer.ui.train.curves.metric import GRADIENT


def drawn(page) -> list[np.ndarray]:
    """The lines of both plots."""
    lines = []
    for card in page.curves.cards:
        items = card.plot.items_drawn
        for item in (items.before, items.now, items.train, items.tip, items.validation):
            lines += [np.array(axis, dtype=float) for axis in item.getData()[:2]]
    return lines


def look_at(page, ready, qtbot, path) -> None:
    ready.inspection.open_run(path)
    qtbot.waitUntil(lambda: ready.run_in_view.story.path == path, timeout=20_000)
    page.curves.redraw()


@pytest.mark.parametrize("stopped", [False, True])
def test_the_curves_of_a_reopened_run_are_those_of_the_live_one(
    page, ready, qtbot, wait_for, stopped
):
    training = ready.training
    training.set(epochs=500 if stopped else 3, limit=400)
    page.curves.right.set_metric(GRADIENT)
    training.start()
    if stopped:
        with qtbot.waitSignal(training.epochDone, timeout=30_000):
            pass
        with qtbot.waitSignal(training.batchDone, timeout=30_000):
            pass
        training.stop()
    wait_for("stopped" if stopped else "finished")
    page.curves.redraw()
    live, path = drawn(page), training.run
    assert len(live[0]) >= len(training.history) * 10
    values = [[key.value for key in card.legend.keys] for card in page.curves.cards]
    look_at(page, ready, qtbot, BUNDLED_MODELS / "lstm")
    assert len(drawn(page)[0]) == 0
    look_at(page, ready, qtbot, path)
    if not stopped:  # as many epochs as were planned, too
        assert page.curves.left.plot.epochs == 3
    assert values == [[key.value for key in card.legend.keys] for card in page.curves.cards]
    for before, again in zip(live, drawn(page), strict=True):
        np.testing.assert_array_equal(before, again)


def test_going_on_draws_the_epochs_before(page, ready, qtbot, click, wait_for):
    click(page.run_bar.buttons.start)
    wait_for("finished")
    page.curves.redraw()
    with qtbot.waitSignal(ready.training.epochDone, timeout=30_000):
        ready.training.go_on(ready.training.run, 1, epochs=2)
    wait_for("finished")
    page.curves.redraw()
    xs, _ = page.curves.left.plot.items_drawn.before.getData()
    assert xs[0] < 1.0
    assert xs[-1] == 2.0
