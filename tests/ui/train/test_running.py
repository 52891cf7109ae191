"""Start, pause, resume and stop with the real buttons and keys, on a real training."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

LONG = 500  # epochs: far more than a test waits for


def first_batch(qtbot, training) -> None:
    with qtbot.waitSignal(training.batchDone, timeout=30_000):
        pass


def drawn_points(curve) -> int:
    xs, _ = curve.getData()
    return 0 if xs is None else len(xs)


def worker_passes(qtbot, session) -> None:
    """What the worker was doing is over: a job of its own has come through, and back."""
    marker = session.worker.submit("marker", lambda: iter(()))
    with qtbot.waitSignal(marker.ended, timeout=10_000):
        pass


def test_a_run_from_start_to_finished_shows_what_it_told(page, ready, qtbot, click, wait_for):
    training = ready.training
    told: list[object] = []
    training.batchDone.connect(told.append)
    click(page.run_bar.buttons.start)
    wait_for("finished")
    assert len(training.history) == 2
    qtbot.waitUntil(lambda: page.run_bar.progress.epoch.text() == "Finished 2 epochs")
    for card, value, check in (
        (page.curves.left, "accuracy", "val_accuracy"),
        (page.curves.right, "loss", "val_loss"),
    ):
        drawn = card.plot.items_drawn
        qtbot.waitUntil(lambda drawn=drawn: drawn_points(drawn.validation) == 2)
        np.testing.assert_allclose(drawn.train.getData()[0], [1, 2])
        np.testing.assert_allclose(
            drawn.train.getData()[1], [getattr(record, value) for record in training.history]
        )
        np.testing.assert_allclose(
            drawn.validation.getData()[1], [getattr(record, check) for record in training.history]
        )
        last = training.history[-1]
        texts = [key.value for key in card.legend.keys]
        assert texts == [card.subject.written(getattr(last, name)) for name in (value, check)]
    best = min(training.history, key=lambda record: record.val_loss)
    assert (
        f"epoch {best.epoch}, <b>{best.val_accuracy:.1%}</b>" in page.run_bar.progress.best.text()
    )
    assert page.run_bar.progress.batch.text() == f"Batch {told[-1].batch} of {told[-1].batches}"
    assert page.run_bar.progress.epoch_bar.accessibleDescription() == "2 of 2 epochs done"
    assert page.run_bar.buttons.start.isEnabled()


def test_pause_resume_and_stop_by_mouse(page, ready, qtbot, click, wait_for):
    training, buttons = ready.training, page.run_bar.buttons
    training.set(epochs=LONG)
    click(buttons.start)
    with qtbot.waitSignal(training.epochDone, timeout=30_000):
        pass
    click(buttons.pause)
    assert training.state == "paused"
    assert buttons.pause.text() == "Resume"
    worker_passes(qtbot, ready)
    worker_passes(qtbot, ready)
    standing = training.batch
    worker_passes(qtbot, ready)
    assert training.batch == standing
    qtbot.waitUntil(lambda: page.run_bar.progress.epoch.text().startswith("Paused in epoch"))
    click(buttons.pause)
    first_batch(qtbot, training)
    assert buttons.pause.text() == "Pause"
    click(buttons.stop)
    wait_for("stopped")
    assert not page.run_bar.question.isVisible()
    assert buttons.start.isEnabled()
    assert not buttons.pause.isEnabled()
    assert "epochs kept" in page.run_bar.progress.epoch.text()


def test_the_keys_do_the_same(page, ready, qtbot, wait_for):
    training = ready.training
    training.set(epochs=LONG)
    page.activateWindow()
    qtbot.waitActive(page)
    assert page.hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(training.epochDone, timeout=30_000):
        pass
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert training.state == "paused"
    page.curves.right.plot.setFocus()
    qtbot.keyClick(page.curves.right.plot, Qt.Key.Key_Space)
    assert training.state == "running"
    qtbot.keyClick(page, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    wait_for("stopped")


def test_stop_asks_once_while_nothing_is_kept(page, ready, qtbot, click, wait_for):
    training, buttons = ready.training, page.run_bar.buttons
    training.set(batch_size=1, limit=1600)
    click(buttons.start)
    first_batch(qtbot, training)
    click(buttons.stop)
    assert training.state == "running"
    assert page.run_bar.question.isVisible()
    click(page.run_bar.question.close_button)
    assert training.state == "running"
    click(buttons.stop)
    wait_for("stopped")
    assert not page.run_bar.question.isVisible()


def test_stop_anyway(page, ready, qtbot, click, wait_for):
    training = ready.training
    training.set(batch_size=1, limit=1600)
    click(page.run_bar.buttons.start)
    first_batch(qtbot, training)
    click(page.run_bar.buttons.stop)
    click(page.run_bar.question.button)
    wait_for("stopped")


def test_the_question_goes_when_an_epoch_is_kept(page, ready, qtbot, click, wait_for):
    training = ready.training
    training.set(batch_size=1, limit=400, epochs=LONG)
    click(page.run_bar.buttons.start)
    first_batch(qtbot, training)
    click(page.run_bar.buttons.stop)
    assert page.run_bar.question.isVisible()
    with qtbot.waitSignal(training.epochDone, timeout=30_000):
        pass
    assert not page.run_bar.question.isVisible()
    click(page.run_bar.buttons.stop)
    wait_for("stopped")


@pytest.mark.parametrize("error", [RuntimeError("the wheels came off"), MemoryError()])
def test_a_failure_is_said_and_start_works_again(page, click, wait_for, monkeypatch, error):
    training = page.session.training

    def breaks(logits, target):
        raise error

    target = "explorer.training.trainer.binary_cross_entropy_with_logits"
    with monkeypatch.context() as patch:
        patch.setattr(target, breaks)
        click(page.run_bar.buttons.start)
        wait_for("failed")
    assert page.failure.isVisible()
    assert page.failure.label.text() == training.problem
    click(page.failure.button)
    copied = QGuiApplication.clipboard().text()
    assert training.problem in copied
    assert training.details in copied
    click(page.run_bar.buttons.start)
    assert not page.failure.isVisible()
    wait_for("finished")


def test_a_page_that_nobody_sees_draws_nothing_and_catches_up(page, ready, wait_for, monkeypatch):
    drawn: list[bool] = []
    redraw = page.curves.redraw
    monkeypatch.setattr(page.curves, "redraw", lambda: (drawn.append(page.isVisible()), redraw()))
    page.hide()
    ready.training.start()
    wait_for("finished")
    assert not drawn
    page.show()
    assert len(page.curves.left.plot.items_drawn.train.getData()[0]) == 2
    assert page.run_bar.progress.epoch.text() == "Finished 2 epochs"
