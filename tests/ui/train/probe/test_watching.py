"""Choosing what to watch: several probes, a search, own words, all at once."""

from PySide6.QtCore import QPoint, Qt

from explorer.session.data.sample_reviews import SAMPLE_REVIEWS
from explorer.ui.train.probe.probe_dialog import ProbeDialog
from tests.ui.train.test_running import worker_passes

FIRST, SECOND = SAMPLE_REVIEWS[:2]


def entries(button) -> list[str]:
    button.menu().aboutToShow.emit()
    return [action.text() for action in button.menu().actions() if action.text()]


def choose(button, text: str) -> None:
    button.menu().aboutToShow.emit()
    next(a for a in button.menu().actions() if a.text() == text).trigger()


def dialog_of(page, qtbot) -> ProbeDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(ProbeDialog)))
    dialog = page.findChildren(ProbeDialog)[-1]
    qtbot.waitExposed(dialog)
    return dialog


def test_a_second_probe_is_added_shown_and_removed(page, ready, qtbot):
    button = page.probe.head.probe
    assert "A late turn" in button.text()
    assert not page.probe.head.modes.segment("all").isVisible()
    ready.probes.add(FIRST)
    assert button.text().endswith("+1")
    assert page.probe.head.modes.segment("all").isVisible()
    assert entries(button)[:2] == ["A late turn", FIRST.title]
    choose(button, "A late turn")
    assert ready.probes.shown.title == "A late turn"
    choose(button, "Watch it no more")
    assert ready.probes.reviews == (FIRST,)
    ready.history.undo()
    assert len(ready.probes.reviews) == 2


def test_a_review_is_found_by_search_and_put_in_place(page, ready, qtbot):
    choose(page.probe.head.probe, "Put another in its place…")
    dialog = dialog_of(page, qtbot)
    assert len(dialog.rows()) > len(SAMPLE_REVIEWS)  # the corpus is in the list, too
    qtbot.keyClicks(dialog.query, SECOND.title)
    qtbot.waitUntil(lambda: dialog.rows() and dialog.rows()[0] == SECOND)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert ready.probes.reviews == (SECOND,)


def test_without_a_probe_a_click_leads_straight_to_the_reviews(page, ready, qtbot, click):
    ready.probes.choose(FIRST)
    ready.probes.remove(FIRST)
    button = page.probe.head.probe
    assert page.probe.words.hint.text().startswith("Choose a review to watch")
    click(button)
    dialog = dialog_of(page, qtbot)
    qtbot.keyClicks(dialog.query, SECOND.title)
    qtbot.waitUntil(lambda: dialog.found.text() == "1 review")
    assert dialog.list.visualItemRect(dialog.list.item(0)).width() <= dialog.list.viewport().width()
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert ready.probes.reviews == (SECOND,)
    click(button)
    qtbot.waitUntil(button.menu().isVisible)
    assert button.menu().pos().x() == button.mapToGlobal(QPoint()).x()
    button.menu().close()


def test_own_words_become_a_probe(page, ready, qtbot):
    choose(page.probe.head.probe, "Watch another review…")
    dialog = dialog_of(page, qtbot)
    dialog.own.setFocus()
    qtbot.keyClicks(dialog.own, "Dull, but the ending shines.")
    assert dialog.take.text() == "Watch what is written"
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert ready.probes.shown.text == "Dull, but the ending shines."
    assert ready.probes.shown.origin == "yours"


def test_all_probes_at_once_and_a_click_looks_at_one(page, ready, qtbot, click, wait_for):
    ready.probes.add(FIRST)
    ready.probes.add(SECOND)
    qtbot.mouseClick(page.probe.head.modes.segment("all"), Qt.MouseButton.LeftButton)
    click(page.run_bar.buttons.start)
    wait_for("finished")
    strips = page.probe.strips
    qtbot.waitUntil(lambda: len(strips.strips) == 3, timeout=20_000)
    assert strips.isVisible()
    readings = ready.time_machine
    qtbot.waitUntil(lambda: readings.moment is not None, timeout=20_000)
    for strip in strips.strips:
        _, trace = readings.moment.of(strip.review)
        assert strip.reading.trace is trace
    qtbot.mouseClick(strips, Qt.MouseButton.LeftButton, pos=strips.row_box(1).center().toPoint())
    assert ready.probes.shown == FIRST
    assert page.probe.head.mode == "signals"
    assert page.probe.view.isVisible()


def test_a_hidden_page_asks_for_nothing(page, ready):
    control = ready.training._control
    ready.training.set(epochs=500)
    ready.training.start()
    control = ready.training._control
    assert len(control.watched[0]) == 1
    page.hide()
    assert control.watched == ((), False)
    page.show()
    assert len(control.watched[0]) == 1
    ready.training.stop()


def test_what_is_chosen_while_the_run_is_paused_is_read_at_once(page, ready, qtbot, click):
    training, probe = ready.training, page.probe
    training.set(epochs=500, limit=1600, batch_size=16)
    click(page.run_bar.buttons.start)
    with qtbot.waitSignal(training.batchDone, timeout=30_000):
        pass
    click(page.run_bar.buttons.pause)
    worker_passes(qtbot, ready)
    ready.probes.add(FIRST)
    qtbot.waitUntil(lambda: training.watched.of(FIRST) is not None, timeout=5_000)
    seen = training.watched.of(FIRST)
    assert (seen.epoch, seen.batch) == (training.batch.epoch, training.batch.batch)
    qtbot.waitUntil(lambda: probe._pages.currentWidget() is probe.view)
    click(probe.head.modes.segment("weights"))
    qtbot.waitUntil(lambda: bool(training.watched.weights), timeout=5_000)
    click(page.run_bar.buttons.stop)


def test_after_a_click_on_signals_or_weights_space_is_still_the_page_s(page, ready, qtbot, click):
    ready.training.set(epochs=500)
    page.activateWindow()
    qtbot.waitActive(page)
    click(page.run_bar.buttons.start)
    with qtbot.waitSignal(ready.training.batchDone, timeout=30_000):
        pass
    click(page.probe.head.modes.segment("weights"))
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert ready.training.state == "paused"
    click(page.run_bar.buttons.stop)
