"""UI tests run offscreen; those marked `window` need a real window system."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.qt_hygiene import watch_for_trouble


@pytest.fixture(autouse=True)
def _hygiene(qapp: QApplication, qtlog):
    yield from watch_for_trouble(qapp, qtlog)


@pytest.fixture
def questions() -> None:
    """The window asks about unsaved work, as it does everywhere but in tests of something else."""


@pytest.fixture(autouse=True)
def _unsaved_work_may_go(request: pytest.FixtureRequest):
    if "questions" in request.fixturenames:
        yield
        return
    from explorer.ui.shell.project_flow import ProjectFlow

    # A patch of its own: the test's monkeypatch must be undone before its other fixtures end.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ProjectFlow, "unsaved", False)
        yield


@pytest.fixture
def click(qtbot):
    """Press the left mouse button on the middle of a widget."""

    def on(widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    return on


@pytest.fixture
def dark(qapp: QApplication):
    """The application dressed in the dark theme, whatever the test makes of it."""
    from explorer.ui.theme.theme import apply_theme, theme

    apply_theme(qapp)
    theme().set_mode("dark")
    yield
    theme().set_mode("dark")


@pytest.fixture
def session(qapp: QApplication):
    """A real session; its worker is joined when the test is over."""
    from tests.live_session import live_session

    with live_session() as made:
        yield made
