"""Files dropped on the window."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from explorer.resources import BUNDLED_MODELS
from tests.on_disk import disk_is_done


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
def test_a_dropped_project_is_opened(window, session, other, page, qtbot):
    session.go(page)
    assert drop(window.pages[page], other)
    disk_is_done(qtbot, session)
    assert window.windowTitle() == "Other · Carrytrack"
    assert session.data.where == "builtin"


def test_a_dropped_run_is_opened_in_inspect(window, session, qtbot):
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
