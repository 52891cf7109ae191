"""A window that asks about unsaved work, and hands that answer it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from explorer.session.project.first_project import first_project
from explorer.session.project.project_file import write_project
from explorer.stack.presets import preset
from tests.on_disk import disk_is_done


@pytest.fixture(autouse=True)
def _asks(questions) -> None:
    """All tests of this folder are about the questions."""


@pytest.fixture
def other(tmp_path) -> Path:
    """A project on disk: a GRU."""
    path = tmp_path / "Other.carrytrack"
    write_project(path, replace(first_project(), stack=preset("gru").stack))
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
def type_file(dialog, qtbot, written):
    """Type a path into the file dialog, and Enter; wait until the file is read or written."""

    def enter(path) -> None:
        shown = dialog(QFileDialog)
        field = shown.findChild(QLineEdit, "fileNameEdit")
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, str(path))
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not shown)
        written()

    return enter


@pytest.fixture
def written(window, session, qtbot):
    """Wait until everything that was asked of the disk is done and heard of."""
    return partial(disk_is_done, qtbot, session)


@pytest.fixture(autouse=True)
def _nothing_unsaved(session, window):
    """The window of each test closes without a question."""
    yield
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    session.project.modified = False
