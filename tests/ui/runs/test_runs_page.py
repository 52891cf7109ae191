"""Runs found, named, compared, used again, exported, deleted and put back, with mouse and keys."""

import csv
import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from explorer.network.keras_file import open_keras
from explorer.resources import BUNDLED_MODELS
from explorer.training.runs.lock import RunLock
from explorer.training.runs.run_export import FORMS
from explorer.training.runs.run_folder import RunFolder
from explorer.training.runs.run_label import read_label

LEFT = Qt.MouseButton.LeftButton


def names(page) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def test_all_runs_are_listed_the_bundled_ones_too(page, home):
    assert {"Gated", "Plain"} <= set(names(page))
    assert len(names(page)) == 2 + len(list(BUNDLED_MODELS.glob("*/run.json")))
    assert page.count.text() == f"{len(names(page))} runs"


def test_a_run_shows_its_figures(page, click_run, home):
    click_run("Gated")
    history = [json.loads(line) for line in (home / "lstm" / "history.jsonl").open()]
    best = max(entry["val_accuracy"] for entry in history)
    row = page.table.chosen()
    assert [run.path for run in row] == [home / "lstm"]
    cells = [page.model.index(names(page).index("Gated"), at).data() for at in range(8)]
    assert f"{best:.1%}" in cells
    assert "2/2" in cells
    assert page.detail.isVisible()
    assert page.detail.epoch.count() == 2
    assert "rmsprop" in page.detail.facts.text()


def test_an_epoch_nobody_chose_follows_the_best_of_a_run_that_grows(page):
    (whole,) = (run for run in page.model.rows if run.path == BUNDLED_MODELS / "lstm")
    early = replace(whole, history=whole.history[:3])
    page.detail.show_run(early)
    assert page.detail.chosen_epoch() == early.best_epoch == 3
    page.detail.show_run(whole)
    assert page.detail.chosen_epoch() == whole.best_epoch == 5
    page.detail.epoch.setCurrentIndex(1)
    page.detail.show_run(replace(whole, problem="another look"))
    assert page.detail.chosen_epoch() == 2


def turn_wheel(over: QWidget) -> None:
    at = QPointF(over.rect().center())
    event = QWheelEvent(
        at, QPointF(over.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(over, event)


def test_the_wheel_picks_another_epoch_only_where_the_list_has_the_focus(page, click_run):
    click_run("Gated")
    epoch = page.detail.epoch
    epoch.setCurrentIndex(1)
    turn_wheel(epoch)
    assert page.detail.chosen_epoch() == 2
    assert not epoch.hasFocus()
    epoch.setFocus(Qt.FocusReason.TabFocusReason)
    turn_wheel(epoch)
    assert page.detail.chosen_epoch() == 1


def test_typing_a_name_renames_the_run_on_disk(page, click_run, home, qtbot):
    click_run("Gated")
    field = page.detail.notes.name
    qtbot.mouseClick(field, LEFT)
    field.selectAll()
    qtbot.keyClicks(field, "For the lecture")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "For the lecture" in names(page)
    qtbot.waitUntil(lambda: read_label(home / "lstm").name == "For the lecture")
    assert RunFolder(home / "lstm").read().title == "For the lecture"


def test_tags_and_notes_are_kept_and_found(page, click_run, home, qtbot):
    click_run("Plain")
    qtbot.mouseClick(page.detail.notes.tags, LEFT)
    qtbot.keyClicks(page.detail.notes.tags, "talk, baseline")
    qtbot.keyClick(page.detail.notes.tags, Qt.Key.Key_Return)
    qtbot.mouseClick(page.detail.notes.notes.viewport(), LEFT)
    qtbot.keyClicks(page.detail.notes.notes, "forgets early")
    qtbot.mouseClick(page.search, LEFT)  # leaving the field writes it
    qtbot.waitUntil(lambda: read_label(home / "rnn").notes == "forgets early")
    assert read_label(home / "rnn").tags == ("talk", "baseline")
    qtbot.keyClicks(page.search, "forgets BASELINE")
    assert names(page) == ["Plain"]
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(names(page)) > 1


def test_a_bundled_run_cannot_be_changed_or_deleted(page, qtbot):
    row = next(r for r, run in enumerate(page.model.rows) if run.path.parent == BUNDLED_MODELS)
    page.table.selectRow(row)
    assert page.detail.notes.name.isReadOnly()
    assert not page.detail.delete.isEnabled()


def test_after_a_deletion_the_run_that_stands_there_now_is_chosen(page, click_run, qtbot):
    listed = names(page)
    click_run("Plain")
    place = listed.index("Plain")
    with qtbot.waitSignal(page.model.modelReset, timeout=10_000):
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    listed.remove("Plain")
    assert names(page) == listed
    expected = listed[min(place, len(listed) - 1)]
    (chosen,) = page.table.selectionModel().selectedRows()
    assert page.model.index(chosen.row(), 0).data() == expected


def test_a_system_that_opens_no_folder_is_told_with_its_path(page, click_run, qtbot, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    click_run("Plain")
    with qtbot.waitSignal(page._session.notice) as notice:
        page.detail._open_folder()
    assert str(page.table.chosen()[0].path) in notice.args[0]


def test_delete_moves_a_run_to_the_trash_and_a_click_puts_it_back(page, click_run, home, qtbot):
    click_run("Plain")
    before = {file.name: file.read_bytes() for file in (home / "rnn").iterdir() if file.is_file()}
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Plain" not in names(page))
    assert not (home / "rnn").exists()
    assert page.trashed.isVisible()
    assert "Plain is in" in page.trashed.label.text()
    qtbot.mouseClick(page.trashed.button, LEFT)
    qtbot.waitUntil(lambda: "Plain" in names(page))
    after = {file.name: file.read_bytes() for file in (home / "rnn").iterdir() if file.is_file()}
    assert after == before
    assert not page.trashed.isVisible()


def test_a_run_that_is_being_written_stays(page, click_run, home, qtbot):
    lock = RunLock(home / "rnn")
    lock.acquire()
    try:
        click_run("Plain")
        with qtbot.waitSignal(page._session.failed, timeout=10_000) as said:
            qtbot.keyClick(page.table, Qt.Key.Key_Delete)
        assert "is being trained" in said.args[0]
        assert (home / "rnn").is_dir()
    finally:
        lock.release()


def test_two_runs_are_compared_field_by_field_and_by_their_curves(page, click_run, home, qtbot):
    click_run("Gated")
    click_run("Plain", also=True)
    assert page.several.isVisible()
    said = page.several.rows.text()
    assert "LSTM 32" in said
    assert "SimpleRNN 32" in said
    assert "seed" in said.lower()
    assert "optimiser" not in said.lower()
    session = page._session
    with qtbot.waitSignal(session.inspection.modelChanged, timeout=20_000):
        qtbot.mouseClick(page.several.compare, LEFT)
    assert session.page == "train"
    assert {session.run_in_view.story.path, *session.ghosts.chosen} == {home / "lstm", home / "rnn"}


def test_the_chosen_epoch_opens_on_inspect(page, click_run, home, qtbot):
    click_run("Gated")
    page.detail.epoch.setFocus()
    page.detail.epoch.setCurrentIndex(0)
    session = page._session
    with qtbot.waitSignal(session.inspection.modelChanged, timeout=20_000):
        qtbot.mouseClick(page.detail.inspect, LEFT)
    assert session.page == "inspect"
    model = session.inspection.model
    assert (model.run.path, model.epoch, model.title) == (home / "lstm", 1, "Gated")


def test_its_settings_are_used_again_in_one_undo_step(page, click_run, home, qtbot):
    session = page._session
    before = (session.edits.stack, session.data.encoding, session.training.settings)
    click_run("Plain")
    qtbot.mouseClick(page.detail.settings, LEFT)
    plan = RunFolder(home / "rnn").read().plan
    assert session.edits.stack == plan.stack
    assert session.data.encoding == plan.encoding
    assert session.training.settings == plan.settings
    session.history.undo()
    assert (session.edits.stack, session.data.encoding, session.training.settings) == before


def test_going_on_from_the_last_epoch_lengthens_the_run(page, click_run, home, qtbot):
    session = page._session
    session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    click_run("Plain")
    with qtbot.waitSignal(session.training.epochDone, timeout=30_000):
        qtbot.mouseClick(page.detail.go_on, LEFT)
    qtbot.waitUntil(lambda: session.training.state == "finished", timeout=30_000)
    assert RunFolder(home / "rnn").read().epochs == (1, 2)
    assert session.page == "train"


@pytest.fixture
def save_as(monkeypatch, tmp_path):
    """The file dialog answers with a path at once."""

    def answer(name: str):
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(path)))
        return path

    return answer


def export(page, name: str) -> None:
    page.detail.export_menu.open(page.table.chosen()[0], 2, page.detail.export)
    actions = page.detail.export_menu.actions()
    next(action for action in actions if action.data() == name).trigger()
    page.detail.export_menu.close()


def test_figures_are_exported_as_a_table(page, click_run, home, qtbot, save_as):
    out = save_as("figures.csv")
    click_run("Gated")
    with qtbot.waitSignal(page._session.notice, timeout=20_000) as said:
        export(page, "history")
    assert str(out) in said.args[0]
    rows = list(csv.DictReader(out.open()))
    history = RunFolder(home / "lstm").read().history
    assert [float(row["val_loss"]) for row in rows] == [record.val_loss for record in history]


def test_a_keras_model_is_exported_with_its_suffix(page, click_run, home, qtbot, save_as):
    out = save_as("model")
    click_run("Gated")
    with qtbot.waitSignal(page._session.notice, timeout=20_000):
        export(page, "keras")
    weights = open_keras(out.with_name("model.keras")).weights()
    kept = RunFolder(home / "lstm").read().weights(2)
    assert weights.keys() == kept.keys()
    assert all((weights[name] == kept[name]).all() for name in kept)


def test_every_form_is_offered(page):
    assert [action.data() for action in page.detail.export_menu.actions()] == list(FORMS)


def test_an_export_that_cannot_be_written_is_said(page, click_run, qtbot, save_as, tmp_path):
    (tmp_path / "file").write_text("")
    save_as("file/figures.csv")
    click_run("Gated")
    with qtbot.waitSignal(page._session.failed, timeout=20_000) as said:
        export(page, "history")
    assert "cannot be written" in said.args[0]


def test_a_damaged_run_is_told_and_hides_no_other(page, home, qtbot):
    (home / "broken").mkdir()
    (home / "broken" / "run.json").write_text("{")
    page._session.runs.refresh()
    qtbot.waitUntil(page.trouble.isVisible, timeout=10_000)
    assert "broken" in page.trouble.label.text()
    assert {"Gated", "Plain"} <= set(names(page))


def test_clicking_a_title_sorts_by_it(page, qtbot):
    header = page.table.horizontalHeader()
    place = header.sectionViewportPosition(0) + 20
    for expected in (sorted(names(page)), sorted(names(page), reverse=True)):
        qtbot.mouseClick(
            header.viewport(), LEFT, pos=header.viewport().rect().topLeft() + _at(place)
        )
        assert names(page) == expected


def _at(x: int):
    from PySide6.QtCore import QPoint

    return QPoint(x, 8)
