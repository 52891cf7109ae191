"""Step by step, slow motion, one more epoch, from an epoch on, and following another's run."""

import shutil

import pytest
from PySide6.QtCore import Qt

from explorer.resources import BUNDLED_MODELS
from explorer.training.runs.live import LiveFile
from explorer.training.runs.run_folder import RunFolder
from tests.ui.train.test_running import worker_passes


@pytest.fixture
def paused(page, ready, qtbot, click):
    """A run of many epochs, paused after its first batches."""
    ready.training.set(epochs=500, limit=1600, batch_size=16)
    click(page.run_bar.buttons.start)
    with qtbot.waitSignal(ready.training.batchDone, timeout=30_000):
        pass
    click(page.run_bar.buttons.pause)
    worker_passes(qtbot, ready)
    worker_passes(qtbot, ready)
    return page


def test_a_step_at_the_end_of_an_epoch_validates(page, ready, qtbot, click):
    training = ready.training
    training.set(epochs=500, batch_size=200)  # one batch an epoch
    click(page.run_bar.buttons.start)
    with qtbot.waitSignal(training.batchDone, timeout=30_000):
        pass
    click(page.run_bar.buttons.pause)
    worker_passes(qtbot, ready)
    worker_passes(qtbot, ready)
    batch, epochs = training.batch.epoch, len(training.history)
    for _ in range(2):
        click(page.run_bar.buttons.step)
    qtbot.waitUntil(
        lambda: (training.batch.epoch, len(training.history)) == (batch + 1, epochs + 1),
        timeout=10_000,
    )


def place_of(batch) -> int:
    return (batch.epoch - 1) * batch.batches + batch.batch


def test_a_step_trains_exactly_one_batch_and_shows_it(paused, ready, qtbot, click):
    training = ready.training
    before = place_of(training.batch)
    for count in (1, 2):
        with qtbot.waitSignal(training.batchDone, timeout=30_000):
            click(paused.run_bar.buttons.step)
        worker_passes(qtbot, ready)
        assert place_of(training.batch) == before + count
        assert training.state == "paused"
    batch = training.batch
    words = f"Batch {batch.batch} of {batch.batches}"
    qtbot.waitUntil(lambda: paused.run_bar.progress.batch.text() == words)
    paused.setFocus()
    with qtbot.waitSignal(training.batchDone, timeout=30_000):
        qtbot.keyClick(paused, Qt.Key.Key_N)
    click(paused.run_bar.buttons.stop)


def test_after_a_click_on_a_button_of_the_bar_space_is_still_the_page_s(
    paused, ready, qtbot, click
):
    paused.activateWindow()
    qtbot.waitActive(paused)
    paused.setFocus()
    planned = ready.run_in_view.story.planned
    with qtbot.waitSignal(ready.training.batchDone, timeout=30_000):
        click(paused.run_bar.buttons.step)
    qtbot.keyClick(paused.focusWidget(), Qt.Key.Key_Space)
    assert ready.training.state == "running"
    qtbot.keyClick(paused.focusWidget(), Qt.Key.Key_Space)
    click(paused.run_bar.buttons.one_more)
    qtbot.keyClick(paused.focusWidget(), Qt.Key.Key_Space)
    assert ready.training.state == "running"
    qtbot.waitUntil(lambda: ready.run_in_view.story.planned == planned + 1)
    click(paused.run_bar.buttons.stop)


def test_a_pace_is_chosen_from_the_menu_and_holds(paused, ready, qtbot, click):
    menu = paused.run_bar.buttons.more
    menu.paces.actions()[-1].trigger()
    assert ready.training.pace == 3.0
    batch = ready.training.batch
    rests = 3.0 * (batch.batches * (501 - batch.epoch) - batch.batch)
    qtbot.waitUntil(lambda: paused.run_bar.progress.time.text().count(":") == 2)  # hours
    assert ready.training.story.seconds_left(3.0) == batch.seconds_left + rests
    before = place_of(ready.training.batch)
    click(paused.run_bar.buttons.pause)
    worker_passes(qtbot, ready)
    worker_passes(qtbot, ready)
    assert place_of(ready.training.batch) <= before + 1
    menu.paces.actions()[0].trigger()
    with qtbot.waitSignal(ready.training.epochDone, timeout=30_000):
        pass
    click(paused.run_bar.buttons.stop)


def test_one_more_epoch_during_a_run_and_after_it(page, ready, qtbot, click, wait_for):
    training, buttons = ready.training, page.run_bar.buttons
    assert not buttons.one_more.isEnabled()
    click(buttons.start)
    with qtbot.waitSignal(training.epochDone, timeout=30_000):
        pass
    click(buttons.one_more)
    wait_for("finished")
    assert [record.epoch for record in training.history] == [1, 2, 3]
    path = training.run
    with qtbot.waitSignal(training.epochDone, timeout=30_000):
        click(buttons.one_more)
    wait_for("finished")
    assert training.run == path
    assert [record.epoch for record in training.history] == [1, 2, 3, 4]
    assert RunFolder(path).read().epochs == (1, 2, 3, 4)
    qtbot.waitUntil(lambda: len(page.curves.left.plot.items_drawn.train.getData()[0]) == 4)


def test_from_the_epoch_in_view_on_into_a_run_of_its_own(page, ready, qtbot, click, wait_for):
    click(page.run_bar.buttons.start)
    wait_for("finished")
    first, history = ready.training.run, list(ready.training.history)
    click(page.probe.head.scrubber.back)
    more = page.run_bar.buttons.more
    more.menu().aboutToShow.emit()
    assert more.go_on.text() == "Continue from epoch 1"
    with qtbot.waitSignal(ready.training.epochDone, timeout=30_000):
        more.go_on.trigger()
    wait_for("finished")
    assert ready.training.run != first
    assert ready.training.history[0] == history[0]
    # As an uninterrupted run: the same weights, the same figures.
    assert ready.training.history[1].val_loss == history[1].val_loss


def test_without_the_reviews_of_a_run_going_on_says_so(page, ready, qtbot, click):
    ready.inspection.open_run(BUNDLED_MODELS / "lstm", 5)
    qtbot.waitUntil(lambda: ready.time_machine.epoch == 5, timeout=20_000)
    shown = page.curves.left.plot.items_drawn.validation.getData()[1].tolist()
    with qtbot.waitSignal(ready.failed, timeout=20_000) as said:
        click(page.run_bar.buttons.one_more)
    assert "other reviews" in said.args[0]
    assert ready.training.state == "idle"
    page.curves.redraw()
    assert page.curves.left.plot.items_drawn.validation.getData()[1].tolist() == shown


def test_where_the_run_s_folder_is_gone_its_curves_stay(page, ready, qtbot, click, wait_for):
    click(page.run_bar.buttons.start)
    wait_for("finished")
    story = ready.training.story
    shutil.rmtree(story.path)
    with qtbot.waitSignal(ready.failed, timeout=20_000) as said:
        click(page.run_bar.buttons.one_more)
    assert str(story.path) in said.args[0]
    assert (ready.training.state, ready.run_in_view.story) == ("finished", story)


def test_a_run_that_something_else_writes_is_followed_live(page, ready, qtbot, tmp_path):
    source, copy = BUNDLED_MODELS / "lstm", tmp_path / "server-run"
    shutil.copytree(source, copy)
    shutil.copyfile(source.parent / "vocabulary.txt", copy / "vocabulary.txt")
    lines = (source / "history.jsonl").read_text("utf-8").splitlines(keepends=True)
    (copy / "history.jsonl").write_text("".join(lines[:2]), "utf-8")
    ready.following.start(copy)
    qtbot.waitUntil(lambda: ready.run_in_view.followed, timeout=20_000)
    qtbot.waitUntil(lambda: page.run_bar.progress.epoch.text() == "Following epoch 3 of 5")
    drawn = page.curves.left.plot.items_drawn
    qtbot.waitUntil(lambda: len(drawn.validation.getData()[0]) == 2, timeout=20_000)
    writer = LiveFile(copy)
    for state, words in (
        ("paused", "Paused elsewhere, epoch 3/5"),
        ("restarting", "Starting again after 2 epochs"),
        ("training", "Following epoch 3 of 5"),
    ):
        writer.write(state, 5, None)
        qtbot.waitUntil(lambda words=words: page.run_bar.progress.epoch.text() == words)
    (copy / "live.json").unlink()
    machine = ready.time_machine
    qtbot.waitUntil(lambda: machine.moment is not None and machine.moment.epoch == 2)
    with (copy / "history.jsonl").open("a", encoding="utf-8") as history:
        history.writelines(lines[2:])
    qtbot.waitUntil(lambda: len(drawn.validation.getData()[0]) == 5, timeout=20_000)
    qtbot.waitUntil(lambda: machine.moment.epoch == 5, timeout=20_000)
    qtbot.waitUntil(lambda: not ready.following.active, timeout=20_000)  # it has all its epochs


def test_following_can_be_ended_from_the_menu(page, ready, qtbot, tmp_path):
    said: list[str] = []
    ready.failed.connect(said.append)
    ready.following.start(tmp_path / "nothing")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "There is no run folder" in said[-1]
    assert not ready.following.active
