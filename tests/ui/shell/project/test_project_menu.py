"""Projects by keys and mouse: what is asked, what is written, what the window then shows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from explorer.session.project.project_file import read_project
from explorer.session.project.recent_projects import recent_projects, remember_project
from explorer.stack.presets import preset
from explorer.ui.shell.unsaved_dialog import UnsavedDialog
from tests.ui.shell.project.steps import add_layer, asked

# Name and dot ---------------------------------------------------------------------------------


def test_the_name_is_in_the_menu_button_and_the_title(window, session, tmp_path, written):
    assert window.top_bar.project.text() == "Untitled"
    assert window.windowTitle() == "Untitled · Carrytrack"
    session.project.save_as(tmp_path / "Movie moods")
    written()
    assert window.top_bar.project.text() == "Movie moods"
    assert window.windowTitle() == "Movie moods · Carrytrack"
    assert str(tmp_path) in window.top_bar.project.toolTip()


def test_unsaved_changes_are_a_dot_and_words(window, session):
    button = window.top_bar.project
    saved, width = button.grab().toImage(), button.sizeHint().width()
    add_layer(session)
    assert window.windowTitle() == "• Untitled · Carrytrack"
    assert "unsaved changes" in button.accessibleName()
    assert "Unsaved changes" in button.toolTip()
    assert button.sizeHint().width() > width
    assert button.grab().toImage() != saved
    session.history.undo()
    assert window.windowTitle() == "Untitled · Carrytrack"
    assert "nsaved" not in button.accessibleName() + button.toolTip()


# Save -----------------------------------------------------------------------------------------


def test_ctrl_s_asks_for_a_file_once(window, press, type_file, tmp_path, written):
    session = window.session
    add_layer(session)
    press("Ctrl+S")
    type_file(tmp_path / "Movie moods")
    file = tmp_path / "Movie moods.carrytrack"
    assert read_project(file).stack == session.edits.stack
    assert window.windowTitle() == "Movie moods · Carrytrack"
    add_layer(session)
    press("Ctrl+S")
    assert not asked()
    written()
    assert len(read_project(file).stack.layers) == 5
    assert window.windowTitle() == "Movie moods · Carrytrack"


def test_a_name_is_offered_and_cancel_saves_nothing(window, session, press, dialog, tmp_path):
    session.edits.apply(session.edits.stack.renamed("A/B: “x”"), "Rename")
    remember_project(tmp_path / "last.carrytrack")
    press("Ctrl+S")
    shown = dialog(QFileDialog)
    assert shown.selectedFiles() == [str(tmp_path / "A B “x”.carrytrack")]
    press("Esc")
    assert not asked()
    assert list(tmp_path.glob("*.carrytrack")) == []
    assert session.project.modified


def test_save_as_asks_before_it_replaces_a_file(press, dialog, other, qtbot):
    before = other.read_bytes()
    answers: list[str] = []

    def refuse() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            answers.append(box.text())
            box.reject()

    press("Ctrl+Shift+S")
    shown = dialog(QFileDialog)
    field = shown.findChild(QLineEdit, "fileNameEdit")
    field.selectAll()
    qtbot.keyClicks(field, str(other))
    QTimer.singleShot(300, refuse)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(answers) == 1
    shown.reject()
    assert other.read_bytes() == before


def test_a_disk_that_takes_nothing_is_told_over_the_page(window, session, press, written):
    add_layer(session)
    session.project.path = Path("/proc/nowhere.carrytrack")
    press("Ctrl+S")
    written()
    failure = window.failure.notice
    assert failure.isVisible()
    assert "/proc/nowhere.carrytrack" in failure.label.text()
    assert session.project.modified


# Open and new ---------------------------------------------------------------------------------


def test_ctrl_o_opens(window, press, type_file, other):
    session = window.session
    press("Ctrl+O")
    type_file(other)
    assert session.edits.stack == preset("gru").stack
    assert window.windowTitle() == "Other · Carrytrack"
    assert not session.history.undo_name


@pytest.mark.parametrize("keys", ["Ctrl+N", "Ctrl+O"])
def test_unsaved_work_is_asked_about_and_esc_keeps_it(window, session, press, dialog, keys):
    add_layer(session)
    press(keys)
    dialog(UnsavedDialog)
    press("Esc")
    assert not asked()
    assert len(session.edits.stack.layers) == 4
    assert session.project.modified


def test_nothing_unsaved_nothing_asked(window, session, press):
    press("Ctrl+N")
    assert not asked()


def test_alt_d_lets_it_go(window, session, press, dialog, qtbot):
    add_layer(session)
    press("Ctrl+N")
    dialog(UnsavedDialog)
    press("Alt+D")
    qtbot.waitUntil(lambda: len(session.edits.stack.layers) == 3)
    assert not session.project.modified


def test_enter_saves_and_goes_on(session, press, dialog, tmp_path, written):
    file = tmp_path / "a.carrytrack"
    session.project.save_as(file)
    written()
    add_layer(session)
    press("Ctrl+N")
    assert "“a”" in dialog(UnsavedDialog).accessibleName()
    press("Return")
    written()
    assert len(read_project(file).stack.layers) == 4
    assert session.project.path is None


def test_enter_asks_for_a_file_if_there_is_none(session, press, dialog, type_file, tmp_path):
    add_layer(session)
    press("Ctrl+N")
    dialog(UnsavedDialog)
    press("Return")
    type_file(tmp_path / "b")
    assert len(read_project(tmp_path / "b.carrytrack").stack.layers) == 4
    assert session.project.path is None
    assert len(session.edits.stack.layers) == 3


def test_no_file_chosen_and_the_work_stays(window, session, press, dialog):
    add_layer(session)
    press("Ctrl+N")
    dialog(UnsavedDialog)
    press("Return")
    dialog(QFileDialog)
    press("Esc")
    assert len(session.edits.stack.layers) == 4
    # And a later save is only a save.
    press("Ctrl+S")
    dialog(QFileDialog).reject()
    assert len(session.edits.stack.layers) == 4


def test_saving_that_fails_keeps_the_work(window, session, press, dialog, written):
    add_layer(session)
    session.project.path = Path("/proc/nowhere.carrytrack")
    press("Ctrl+N")
    dialog(UnsavedDialog)
    press("Return")
    written()
    assert window.failure.notice.isVisible()
    assert len(session.edits.stack.layers) == 4


def test_a_damaged_file_is_a_sentence_above_the_page(window, press, type_file, tmp_path):
    session = window.session
    path = tmp_path / "bad.carrytrack"
    path.write_text("{")
    stack = session.edits.stack
    press("Ctrl+O")
    type_file(path)
    failure = window.failure.notice
    assert failure.isVisible()
    assert failure.tone == "error"
    assert "bad.carrytrack" in failure.label.text()
    assert session.edits.stack == stack
    failure.close_button.click()
    assert not window.failure.isVisible()


def test_what_went_wrong_is_forgotten_once_something_goes_right(window, other, written):
    window.open(other.with_name("gone.carrytrack"))
    written()
    assert window.failure.notice.isVisible()
    window.open(other)
    written()
    assert not window.failure.isVisible()


# Recent ---------------------------------------------------------------------------------------


def listed(menu) -> list[tuple[str, bool]]:
    return [(a.text().split("\t")[0], a.isEnabled()) for a in menu.actions() if a.text()]


def test_open_recent_lists_and_opens(window, other, tmp_path, qtbot, written):
    session = window.session
    remember_project(tmp_path / "gone & lost.carrytrack")
    remember_project(other)
    menu = window.recent
    menu.popup(window.pos())
    written()
    assert listed(menu) == [
        ("Other", True),
        ("gone && lost", False),
        ("Clear the list", True),
    ]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    written()
    assert session.edits.stack == preset("gru").stack
    menu.popup(window.pos())
    written()
    assert listed(menu)[0] == ("gone && lost", False)
    menu.close()


def test_the_list_can_be_cleared(window, session, other):
    remember_project(other)
    menu = window.recent
    menu.fill()
    menu.actions()[-1].trigger()
    assert recent_projects() == ()
    menu.fill()
    assert listed(menu) == [("No other project yet", False)]


def test_open_recent_stands_in_the_menu_between_open_and_save(window):
    texts = [action.text() for action in window.top_bar.project.popup.actions()]
    assert texts[:5] == ["New project", "Open project…", "Open recent", "Save", "Save as…"]
