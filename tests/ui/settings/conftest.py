"""The Settings page in a window of its own."""

import pytest

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
