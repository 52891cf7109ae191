"""A Runs page over two runs that were really trained, in a home of the test's own."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from explorer.training.runs.run_folder import runs_home
from explorer.training.runs.run_label import RunLabel, write_label
from explorer.ui.runs.page import RunsPage
from tests.training.trained import builtin, trained_run


@pytest.fixture(scope="session")
def two_runs(tmp_path_factory) -> Path:
    home, corpus = tmp_path_factory.mktemp("trained"), builtin()
    trained_run(home / "lstm", corpus, epochs=2)
    trained_run(home / "rnn", corpus, name="simple_rnn", epochs=1, seed=3)
    write_label(home / "lstm", RunLabel("Gated"))
    write_label(home / "rnn", RunLabel("Plain"))
    return home


@pytest.fixture
def home(two_runs, tmp_path, monkeypatch) -> Path:
    """The folder that holds them."""
    monkeypatch.setenv("CARRYTRACK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    shutil.copytree(two_runs, runs_home())
    return runs_home()


@pytest.fixture
def page(home, session, qtbot):
    made = RunsPage(session)
    qtbot.addWidget(made)
    made.resize(1208, 752)  # 1280 × 800 without rail and bars
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: session.runs.known, timeout=20_000)
    yield made
    session.disk.wait()


@pytest.fixture
def row_of(page):
    """The row of a run, by its name."""

    def find(name: str) -> int:
        names = [page.model.index(row, 0).data() for row in range(page.model.rowCount())]
        return names.index(name)

    return find


@pytest.fixture
def click_run(page, row_of, qtbot):
    """Click a run in the table; with Ctrl held, one more."""

    def click(name: str, *, also: bool = False) -> None:
        where = page.table.visualRect(page.model.index(row_of(name), 0)).center()
        held = Qt.KeyboardModifier.ControlModifier if also else Qt.KeyboardModifier.NoModifier
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, held, QPoint(where))

    return click
