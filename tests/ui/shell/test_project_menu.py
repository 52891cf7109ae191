"""Projects by keys and mouse: what is asked, what is written, what the window then shows."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox

from explorer.session.first_project import first_project
from explorer.session.project_file import read_project, write_project
from explorer.session.recent_projects import recent_projects, remember_project
from explorer.session.recovery_file import Leftover, own_file, recovery_home, write_recovery
from explorer.stack.kinds import DropoutSpec
from explorer.stack.presets import preset
from explorer.ui.shell.project_notices import offer_words
from explorer.ui.shell.unsaved_dialog import UnsavedDialog

pytestmark = pytest.mark.usefixtures("questions")


@pytest.fixture
def other(tmp_path) -> Path:
    """A project on disk: a GRU."""
    path = tmp_path / "Other.carrytrack"
    write_project(path, _state(preset("gru").stack))
    return path


@pytest.fixture
def press(window, qtbot, press):
    """Press keys; offscreen, nobody gives the window the keyboard back after a dialog."""

    def keys(sequence: str) -> None:
        if QApplication.activeModalWidget() is None:
            window.activateWindow()
            qtbot.waitUntil(window.isActiveWindow)
        press(sequence)

    return keys


@pytest.fixture
def dialog(window, qtbot):
    """Wait for the one dialog of a kind, with the keyboard in it."""

    def wait(kind):
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        shown = QApplication.activeModalWidget()
        qtbot.waitUntil(shown.isActiveWindow)
        return shown

    return wait


@pytest.fixture
def type_file(dialog, qtbot, press):
    """Type a path into the file dialog, and Enter."""

    def enter(path) -> None:
        shown = dialog(QFileDialog)
        field = shown.findChild(QLineEdit, "fileNameEdit")
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, str(path))
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not shown)

    return enter


@pytest.fixture(autouse=True)
def _nothing_unsaved(session, window):
    """The window of each test closes without a question."""
    yield
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    session.project.modified = False


def _state(stack):
    return replace(first_project(), stack=stack)


def add_layer(session) -> None:
    session.edits.insert(1, DropoutSpec())


def asked(window) -> bool:
    return QApplication.activeModalWidget() is not None


# Name and dot ---------------------------------------------------------------------------------


def test_the_name_is_in_the_menu_button_and_the_title(window, session, tmp_path):
    assert window.top_bar.project.text() == "Untitled"
    assert window.windowTitle() == "Untitled · Carrytrack"
    session.project.save_as(tmp_path / "Movie moods")
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
    session.edits.undo_stack.undo()
    assert window.windowTitle() == "Untitled · Carrytrack"
    assert "nsaved" not in button.accessibleName() + button.toolTip()


# Save -----------------------------------------------------------------------------------------


def test_ctrl_s_asks_for_a_file_once(window, session, press, type_file, tmp_path):
    add_layer(session)
    press("Ctrl+S")
    type_file(tmp_path / "Movie moods")
    file = tmp_path / "Movie moods.carrytrack"
    assert read_project(file).stack == session.edits.stack
    assert window.windowTitle() == "Movie moods · Carrytrack"
    add_layer(session)
    press("Ctrl+S")
    assert not asked(window)
    assert len(read_project(file).stack.layers) == 5
    assert window.windowTitle() == "Movie moods · Carrytrack"


def test_a_name_is_offered_and_cancel_saves_nothing(window, session, press, dialog, tmp_path):
    session.edits.apply(session.edits.stack.renamed("A/B: “x”"), "Rename")
    remember_project(tmp_path / "last.carrytrack")
    press("Ctrl+S")
    shown = dialog(QFileDialog)
    assert shown.selectedFiles() == [str(tmp_path / "A B “x”.carrytrack")]
    press("Esc")
    assert not asked(window)
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


def test_a_disk_that_takes_nothing_is_told_above_the_page(window, session, press, type_file):
    add_layer(session)
    session.project.path = Path("/proc/nowhere.carrytrack")
    press("Ctrl+S")
    failure = window.notices.failure
    assert failure.isVisible()
    assert "/proc/nowhere.carrytrack" in failure.label.text()
    assert session.project.modified


# Open and new ---------------------------------------------------------------------------------


def test_ctrl_o_opens(window, session, press, type_file, other):
    press("Ctrl+O")
    type_file(other)
    assert session.edits.stack == preset("gru").stack
    assert window.windowTitle() == "Other · Carrytrack"
    assert not session.edits.undo_stack.canUndo()


@pytest.mark.parametrize("keys", ["Ctrl+N", "Ctrl+O"])
def test_unsaved_work_is_asked_about_and_esc_keeps_it(window, session, press, dialog, keys):
    add_layer(session)
    press(keys)
    dialog(UnsavedDialog)
    press("Esc")
    assert not asked(window)
    assert len(session.edits.stack.layers) == 4
    assert session.project.modified


def test_nothing_unsaved_nothing_asked(window, session, press):
    press("Ctrl+N")
    assert not asked(window)


def test_alt_d_lets_it_go(window, session, press, dialog, qtbot):
    add_layer(session)
    press("Ctrl+N")
    dialog(UnsavedDialog)
    press("Alt+D")
    qtbot.waitUntil(lambda: len(session.edits.stack.layers) == 3)
    assert not session.project.modified


def test_enter_saves_and_goes_on(window, session, press, dialog, tmp_path):
    file = tmp_path / "a.carrytrack"
    session.project.save_as(file)
    add_layer(session)
    press("Ctrl+N")
    assert "“a”" in dialog(UnsavedDialog).accessibleName()
    press("Return")
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


def test_saving_that_fails_keeps_the_work(window, session, press, dialog):
    add_layer(session)
    session.project.path = Path("/proc/nowhere.carrytrack")
    press("Ctrl+N")
    dialog(UnsavedDialog)
    press("Return")
    assert window.notices.failure.isVisible()
    assert len(session.edits.stack.layers) == 4


def test_a_damaged_file_is_a_sentence_above_the_page(window, session, press, type_file, tmp_path):
    path = tmp_path / "bad.carrytrack"
    path.write_text("{")
    stack = session.edits.stack
    press("Ctrl+O")
    type_file(path)
    failure = window.notices.failure
    assert failure.isVisible()
    assert failure.tone == "error"
    assert "bad.carrytrack" in failure.label.text()
    assert session.edits.stack == stack
    failure.close_button.click()
    assert not window.notices.isVisible()


def test_what_went_wrong_is_forgotten_once_something_goes_right(window, session, other):
    window.open(other.with_name("gone.carrytrack"))
    assert window.notices.failure.isVisible()
    window.open(other)
    assert not window.notices.isVisible()


# Recent ---------------------------------------------------------------------------------------


def listed(menu) -> list[tuple[str, bool]]:
    return [(a.text().split("\t")[0], a.isEnabled()) for a in menu.actions() if a.text()]


def test_open_recent_lists_and_opens(window, session, other, tmp_path, qtbot):
    remember_project(tmp_path / "gone & lost.carrytrack")
    remember_project(other)
    menu = window.recent
    menu.popup(window.pos())
    assert listed(menu) == [
        ("Other", True),
        ("gone && lost", False),
        ("Clear the list", True),
    ]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert session.edits.stack == preset("gru").stack
    menu.popup(window.pos())
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


# Closing --------------------------------------------------------------------------------------


def test_closing_asks_and_cancel_stays(window, session, press, dialog):
    add_layer(session)
    press("Ctrl+Q")
    dialog(UnsavedDialog)
    press("Esc")
    assert window.isVisible()
    assert session.project.modified


def test_closing_twice_asks_once(window, session, dialog):
    add_layer(session)
    window.close()
    first = dialog(UnsavedDialog)
    window.close()
    assert window.findChildren(UnsavedDialog) == [first]
    first.reject()
    assert window.isVisible()


def test_closing_saves_where_it_is_told_to(window, session, press, dialog, qtbot):
    file = recovery_home().with_name("a.carrytrack")
    file.parent.mkdir()
    session.project.save_as(file)
    add_layer(session)
    session.recovery.keep()
    assert own_file().exists()
    window.close()
    dialog(UnsavedDialog)
    press("Return")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert len(read_project(file).stack.layers) == 4
    assert not own_file().exists()


def test_closing_without_saving_leaves_nothing_to_recover(window, session, press, dialog, qtbot):
    add_layer(session)
    session.recovery.keep()
    window.close()
    dialog(UnsavedDialog)
    press("Alt+D")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert list(recovery_home().iterdir()) == []


def test_closing_in_the_middle_of_training_asks_first(window, ready, press, dialog, qtbot):
    ready.training.set(epochs=500)
    ready.training.start()
    with qtbot.waitSignal(ready.training.batchDone, timeout=30_000):
        pass
    window.close()
    dialog(UnsavedDialog)
    with qtbot.waitSignal(ready.training.batchDone, timeout=30_000):
        pass  # it trains on behind the question
    press("Esc")
    assert ready.training.busy
    window.close()
    dialog(UnsavedDialog)
    press("Alt+D")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert not ready.worker.isRunning()


def test_no_other_project_while_a_run_is_under_way(window, ready, press, dialog, qtbot):
    ready.training.set(epochs=500)
    ready.training.start()
    with qtbot.waitSignal(ready.training.batchDone, timeout=30_000):
        pass
    press("Ctrl+N")
    dialog(UnsavedDialog)
    press("Alt+D")
    qtbot.waitUntil(lambda: "stop it first" in window.notices.failure.label.text())
    assert ready.project.modified
    assert ready.training.busy
    ready.training.stop()
    qtbot.waitUntil(lambda: ready.training.state == "stopped", timeout=30_000)


# Recovery -------------------------------------------------------------------------------------


@pytest.fixture
def leftover(session, other):
    """What a crashed window had: the other project, with one layer more."""
    write_recovery(_state(preset("gru").stack.inserted(1, DropoutSpec())), other)
    path = recovery_home() / f"{2**22 + 1}-1700000000.json"
    own_file().replace(path)
    session.recovery.look()
    return path


def test_recover_is_offered_above_the_page_and_taken(leftover, window, session, click, other):
    notice = window.notices.recovery
    assert notice.isVisible()
    assert "“Other”" in notice.label.text()
    click(notice.button)
    assert len(session.edits.stack.layers) == len(preset("gru").stack.layers) + 1
    assert window.windowTitle() == "• Other · Carrytrack"
    assert not window.notices.isVisible()
    assert not leftover.exists()


def test_discard_throws_it_away(leftover, window, session, click):
    click(window.notices.discard)
    assert not leftover.exists()
    assert not window.notices.isVisible()
    assert session.edits.stack == preset("lstm").stack


def test_unsaved_work_comes_before_recovering(leftover, window, session, press, dialog):
    add_layer(session)
    window.notices.recovery.button.click()
    dialog(UnsavedDialog)
    press("Esc")
    assert len(session.edits.stack.layers) == 4
    assert leftover.exists()


def test_a_leftover_that_cannot_be_read_can_only_be_discarded(leftover, window, session, click):
    leftover.write_text("{")
    click(window.notices.recovery.button)
    assert window.notices.recovery.tone == "error"
    assert leftover.name in window.notices.recovery.label.text()
    assert not window.notices.recovery.button.isVisible()
    click(window.notices.discard)
    assert not leftover.exists()


def test_the_offer_says_what_and_when():
    now = datetime(2026, 5, 4, 12, 0)
    named = Leftover(Path("a"), Path("/x/Movie moods.carrytrack"), datetime(2026, 5, 4, 9, 5))
    assert "“Movie moods”" in offer_words(named, now)
    assert "today at 09:05" in offer_words(named, now)
    older = Leftover(Path("a"), None, datetime(2026, 5, 4, 9, 5) - timedelta(days=2))
    assert "a project without a name" in offer_words(older, now)
    assert "02 May at 09:05" in offer_words(older, now)


# Dropping -------------------------------------------------------------------------------------


def drop(widget, *paths) -> bool:
    """Drag files onto a widget as the window system does, and let go; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, no = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, no)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, data, left, no))
    return enter.isAccepted()


@pytest.mark.parametrize("page", ["build", "data"])
def test_a_dropped_project_is_opened(window, session, other, page):
    session.go(page)
    assert drop(window.pages[page], other)
    assert window.windowTitle() == "Other · Carrytrack"
    assert session.data.where == "builtin"


def test_a_dropped_run_is_opened_in_inspect(window, session, qtbot):
    from explorer.resources import BUNDLED_MODELS

    session.go("build")
    assert drop(window.pages["build"], BUNDLED_MODELS / "gru")
    qtbot.waitUntil(lambda: session.inspection.model is not None, timeout=20_000)
    assert session.inspection.model.run.path == BUNDLED_MODELS / "gru"
    assert session.page == "inspect"


def test_other_files_are_not_the_windows(window, tmp_path, other):
    notes = tmp_path / "notes.txt"
    notes.write_text("hello")
    assert not drop(window.pages["build"], notes)
    assert not drop(window.pages["build"], tmp_path / "gone.carrytrack")
    assert not drop(window.pages["build"], other, other)
    assert not drop(window.pages["build"])
