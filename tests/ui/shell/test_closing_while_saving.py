"""Closing while a file takes its time: waited for, shown, given up."""

import threading

import pytest
from PySide6.QtWidgets import QApplication

from explorer.session.save_desk import Progress
from explorer.ui.shell import closing
from explorer.ui.shell.saving_dialog import SavingDialog
from explorer.whole_file import whole_file


@pytest.fixture
def file(tmp_path):
    return tmp_path / "a.png"


@pytest.fixture
def animation(session, file):
    """A slow job that writes a.png in 60 steps; it goes on once it may."""
    go_on = threading.Event()

    def steps():
        with whole_file(file) as draft:
            for done in range(60):
                yield Progress(done, 60)
                assert done < 12 or go_on.wait(20)
                draft.write(b"x")

    def start():
        session.saves.work(file, steps)
        return go_on

    return start


@pytest.fixture
def dialog(window, qtbot):
    """Wait for the dialog, with the keyboard in it."""

    def wait() -> SavingDialog:
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SavingDialog))
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, SavingDialog)
        qtbot.waitUntil(shown.isActiveWindow)
        return shown

    return wait


@pytest.fixture
def closing_window(window, animation, press):
    """The window, told to close while a file is written, and what lets that go on."""
    go_on = animation()
    press("Ctrl+Q")
    return window, go_on


@pytest.fixture
def patient(monkeypatch):
    """Nobody is asked before 20 seconds."""
    monkeypatch.setattr(closing, "PATIENCE_MS", 20_000)


def test_a_short_one_is_waited_for_without_a_question(patient, closing_window, file, qtbot):
    window, go_on = closing_window
    assert window.isVisible()
    assert window.status_bar.line.words.message == "Saving a.png…"
    go_on.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert len(file.read_bytes()) == 60
    assert window.findChildren(SavingDialog) == []


def test_a_long_one_shows_how_far_it_is_and_closes_behind_itself(
    closing_window, dialog, file, qtbot
):
    window, go_on = closing_window
    shown = dialog()
    assert shown.head.text() == "Saving a.png…"
    qtbot.waitUntil(lambda: shown.far.text() == "12 of 60", timeout=20_000)
    assert shown.bar.fraction() == pytest.approx(0.2)
    go_on.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert len(file.read_bytes()) == 60


def test_it_can_be_given_up_and_leaves_nothing(closing_window, press, dialog, file, qtbot):
    window, go_on = closing_window
    dialog()
    press("Alt+D")
    qtbot.waitUntil(lambda: not window.session.saves.busy)
    go_on.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert not window.session.worker.isRunning()
    assert [path for path in file.parent.iterdir() if "a.png" in path.name] == []


def test_esc_keeps_the_window_and_the_file_is_written_all_the_same(
    closing_window, press, dialog, file, qtbot
):
    window, go_on = closing_window
    dialog()
    press("Esc")
    with qtbot.waitSignal(window.session.saves.settled, timeout=20_000):
        go_on.set()
    assert window.isVisible()
    assert len(file.read_bytes()) == 60
    assert window.status_bar.line.words.message == f"Saved as {file}."
