"""The whole window, as `python main.py` puts it together."""

import pytest
from PySide6.QtWidgets import QApplication

from explorer.ui.shell.main_window import MainWindow
from explorer.ui.theme.theme import apply_theme
from explorer.ui.window import build_window


@pytest.fixture
def window(qtbot, qapp: QApplication, tmp_path, monkeypatch):
    """The main window, shown, with the bundled model's first trace on screen."""
    monkeypatch.setenv("CARRYTRACK_HOME", str(tmp_path / "home"))
    apply_theme(qapp)
    made: MainWindow = build_window()
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    session = made.session
    qtbot.waitUntil(lambda: session.inspection.result is not None, timeout=30_000)
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    yield made
    made.close()
    qtbot.waitUntil(lambda: not session.worker.isRunning(), timeout=30_000)
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=30_000)
    made.deleteLater()
