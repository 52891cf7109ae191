"""The scrubber, the click on a plot, playing, and following live again, by mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.resources import BUNDLED_MODELS

LSTM = BUNDLED_MODELS / "lstm"


@pytest.fixture
def opened(page, ready, qtbot):
    """The page with the bundled LSTM in view, at its third epoch."""
    ready.inspection.open_run(LSTM, 3, "Bundled LSTM")
    machine = ready.time_machine
    qtbot.waitUntil(lambda: machine.moment is not None and machine.epoch == 3, timeout=20_000)
    return page


def slider_place(slider, epoch: int) -> QPoint:
    return QPoint(round(slider._place_of(epoch)), slider.height() // 2)


def shown(page) -> np.ndarray:
    return page.probe.view.look().reading.probability


def test_an_opened_run_shows_its_old_curves_and_its_scrubber(opened, ready):
    drawn = opened.curves.left.plot.items_drawn
    np.testing.assert_allclose(drawn.train.getData()[0], [1, 2, 3, 4, 5])
    assert opened.curves.left.legend.place == "Bundled LSTM"
    scrubber = opened.probe.head.scrubber
    assert scrubber.isVisible()
    assert (scrubber.slider.minimum(), scrubber.slider.maximum()) == (0, 5)
    assert scrubber.number.text() == "3"
    assert not scrubber.live.isVisible()  # nothing is live
    assert drawn.moment.isVisible()
    assert drawn.moment.value() == 3


def test_a_click_on_the_slider_shows_that_epoch(opened, ready, qtbot):
    slider, before = opened.probe.head.scrubber.slider, shown(opened)
    with qtbot.waitSignal(ready.time_machine.arrived, timeout=20_000):
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider_place(slider, 1))
    assert opened.probe.head.scrubber.number.text() == "1"
    assert not np.array_equal(shown(opened), before)
    assert opened.curves.right.plot.items_drawn.moment.value() == 1


def test_the_keys_move_the_slider(opened, ready, qtbot):
    slider = opened.probe.head.scrubber.slider
    slider.setFocus()
    for key, epoch in (
        (Qt.Key.Key_Left, 2), (Qt.Key.Key_Right, 3), (Qt.Key.Key_End, 5), (Qt.Key.Key_Home, 0),
    ):  # fmt: skip
        qtbot.keyClick(slider, key)
        assert ready.time_machine.epoch == epoch
    qtbot.waitUntil(lambda: "untrained" in opened.probe.head.when.text(), timeout=20_000)


def test_a_click_on_a_plot_loads_the_epoch_and_a_drag_does_not(opened, ready, qtbot):
    plot = opened.curves.right.plot
    axis = plot.axis
    at = plot.pixel_of(4.1, (axis.low + axis.high) / 2).toPoint()
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(plot.viewport(), at + QPoint(-60, 0))
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(-60, 0))
    assert ready.time_machine.epoch == 3
    plot.show_whole_run()
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert ready.time_machine.epoch == 4
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ready.time_machine.moment.epoch == ready.time_machine.epoch)


def test_the_transport_steps_and_plays(opened, ready, qtbot, click, monkeypatch):
    monkeypatch.setattr("explorer.session.runs.time_machine.SLOWEST_MS", 60)
    scrubber, machine = opened.probe.head.scrubber, ready.time_machine
    click(scrubber.back)
    assert machine.epoch == 2
    click(scrubber.forward)
    assert machine.epoch == 3
    click(scrubber.play)
    assert machine.playing
    assert scrubber.play.accessibleName() == "Pause"
    qtbot.waitUntil(lambda: machine.epoch == 5 and not machine.playing, timeout=20_000)
    assert not scrubber.forward.isEnabled()


def test_weights_of_the_chosen_epoch_by_a_click_on_weights(opened, ready, qtbot):
    machine, modes = ready.time_machine, opened.probe.head.modes
    with qtbot.waitSignal(machine.arrived, timeout=20_000):
        qtbot.mouseClick(modes.segment("weights"), Qt.MouseButton.LeftButton)
    view = opened.probe.weights
    assert view.isVisible()
    kernel = next(
        c.histogram for c in view.grid().cells
        if c.histogram.tensor == "lstm/kernel" and c.histogram.gate == "f"
    )  # fmt: skip
    from explorer.training.runs.run_folder import RunFolder

    weights = RunFolder(LSTM).read().weights(3)["lstm/kernel"][:, 32:64]
    assert kernel.counts.sum() == weights.size
    assert kernel.mean == pytest.approx(weights.mean(), abs=1e-6)
    inside = np.clip(weights, -kernel.edge, kernel.edge)
    counts, _ = np.histogram(inside, len(kernel.counts), (-kernel.edge, kernel.edge))
    assert np.abs(counts - kernel.counts).sum() <= 4  # numbers on an edge may fall either way
    layers = opened.probe.head.layers
    assert [layers.itemText(n) for n in range(layers.count())] == ["embedding", "lstm", "dense"]
    assert layers.currentText() == "lstm"


def test_scrubbing_during_a_run_turns_live_off_and_the_button_on_again(
    page, ready, qtbot, click, wait_for
):
    ready.training.set(epochs=500, limit=100)
    click(page.run_bar.buttons.start)
    qtbot.waitUntil(lambda: len(ready.training.history) >= 2, timeout=60_000)
    scrubber = page.probe.head.scrubber
    assert scrubber.live.isVisible()
    assert scrubber.live.isChecked()
    qtbot.mouseClick(
        scrubber.slider, Qt.MouseButton.LeftButton, pos=slider_place(scrubber.slider, 1)
    )
    assert not scrubber.live.isChecked()
    click(scrubber.live)
    assert scrubber.live.isChecked()
    assert ready.time_machine.live
    click(page.run_bar.buttons.stop)
    wait_for("stopped")
