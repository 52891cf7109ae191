"""One window trains a run; another, in this process, finds it, follows it, and takes it over."""

import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from explorer.training.runs import follow as following
from explorer.training.runs.run_folder import RunFolder, runs_home
from explorer.ui.runs.page import RunsPage
from explorer.ui.shell.main_window import MainWindow
from explorer.ui.train.page import TrainPage
from tests.training.other_process import epochs_on_disk, started, wait_until
from tests.ui.own_home import own_home

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no SIGUSR1")
FOLLOWING, PAUSED = "Following epoch", "Paused elsewhere, epoch"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def home(qapp, tmp_path, monkeypatch):
    yield from own_home(qapp, tmp_path, monkeypatch)


@pytest.fixture
def window(home, session, qtbot):
    pages = {name: QLabel(name) for name in ("build", "inspect", "data", "settings")}
    made = MainWindow(session, pages | {"train": TrainPage(session), "runs": RunsPage(session)})
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=20_000)
    made.deleteLater()


def runs() -> list[Path]:
    """The runs that have finished an epoch."""
    return [history.parent for history in runs_home().glob("[!.]*/history.jsonl")]


def test_a_second_window_follows_is_refused_and_takes_over(window, session, qtbot, monkeypatch):
    monkeypatch.setattr(following, "DEAD", 1.0)
    page, bar = window.pages["runs"], window.pages["train"].run_bar
    said: list[str] = []
    session.failed.connect(said.append)
    with started("-m", "tests.ui.training_window") as writer:
        wait_until(lambda: any(epochs_on_disk(run) >= 2 for run in runs()), writer)
        (run,) = runs()
        session.go("runs")
        qtbot.waitUntil(lambda: any(one.writing for one in page.model.rows), timeout=20_000)
        page.table.selectRow(next(r for r, one in enumerate(page.model.rows) if one.path == run))
        assert not page.detail.go_on.isEnabled()
        assert "being trained" in page.detail.go_on.toolTip()
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: any("is being trained" in one for one in said), timeout=20_000)
        qtbot.mouseClick(page.detail.curves, LEFT)
        qtbot.waitUntil(lambda: bar.progress.epoch.text().startswith(FOLLOWING), timeout=20_000)
        writer.send_signal(signal.SIGUSR1)
        qtbot.waitUntil(lambda: bar.progress.epoch.text().startswith(PAUSED), timeout=20_000)
        writer.kill()
        writer.wait()
        qtbot.waitUntil(lambda: not session.following.active, timeout=20_000)
        assert any(f"Process {writer.pid} on " in one for one in said)
    kept = RunFolder(run).read()
    session.go("runs")
    qtbot.waitUntil(page.detail.go_on.isEnabled, timeout=20_000)
    page.detail.epoch.setCurrentIndex(page.detail.epoch.count() - 1)
    qtbot.mouseClick(page.detail.go_on, LEFT)
    qtbot.waitUntil(lambda: session.training.state == "finished", timeout=20_000)
    assert runs() == [run]
    taken_over = RunFolder(run).read()
    assert taken_over.history[:-1] == kept.history
    assert taken_over.epochs == (*kept.epochs, len(kept.epochs) + 1)
