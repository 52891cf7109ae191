"""The Settings page in a window of its own."""

import pytest
from PySide6.QtCore import Qt

from explorer.ui.settings.page import SettingsPage
from tests.ui.own_home import own_home


@pytest.fixture(autouse=True)
def home(qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("CARRYTRACK_CACHE", str(tmp_path / "cache"))
    yield from own_home(qapp, tmp_path, monkeypatch)


@pytest.fixture
def page(session, qtbot):
    made = SettingsPage(session)
    qtbot.addWidget(made)
    made.resize(1208, 728)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def click(qtbot):
    """Press the left mouse button on the middle of a widget."""

    def on(widget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    return on
