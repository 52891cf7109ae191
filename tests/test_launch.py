"""`python main.py SOMETHING`: what reaches the window, and what is turned down before it opens."""

import subprocess
import sys
from pathlib import Path

import pytest

from explorer import launch
from explorer.resources import BUNDLED_MODELS

MAIN = Path(__file__).parent.parent / "main.py"


def turned_down(*arguments: str) -> str:
    """The one sentence on stderr; exit code 2, and no window."""
    done = subprocess.run(
        [sys.executable, MAIN, *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "", "QT_QPA_PLATFORM": "no such platform: a window would abort"},
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith("carrytrack: ")
    return done.stderr


def test_what_is_not_there():
    assert "no such command or file: “gone.carrytrack”" in turned_down("gone.carrytrack")
    assert "no such command or file: “trian”" in turned_down("trian")


def test_what_no_window_opens(tmp_path):
    picture, empty = tmp_path / "cat.png", tmp_path / "folder"
    picture.write_bytes(b"\x89PNG")
    empty.mkdir()
    assert "cannot be opened: give a .carrytrack project" in turned_down(str(picture))
    assert "holds no run.json" in turned_down(str(empty))


def test_one_file_at_a_time(tmp_path):
    assert "one file" in turned_down("my", "moods.carrytrack")


def test_no_such_option():
    assert "no option “--fast”" in turned_down("--fast")


@pytest.fixture
def opened(monkeypatch):
    """What the window would be asked to open."""
    asked: list[Path | None] = []

    def open_window(opening: Path | None = None) -> int:
        asked.append(opening)
        return 0

    monkeypatch.setattr("explorer.app.open_window", open_window)
    monkeypatch.setattr("explorer.system_check.check_window_system", lambda: None)
    return asked


def run(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["main.py", *arguments])
    return launch.main()


def test_nothing_is_a_window(monkeypatch, opened):
    assert run(monkeypatch) == 0
    assert opened == [None]


@pytest.mark.parametrize("name", ["Movie moods.carrytrack", "model.keras"])
def test_a_file_reaches_the_window_whole(monkeypatch, opened, tmp_path, name):
    (tmp_path / name).write_text("{}")  # what is in it, the window says
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, name) == 0
    assert opened == [tmp_path / name]


def test_a_run_folder_reaches_the_window(monkeypatch, opened):
    assert run(monkeypatch, str(BUNDLED_MODELS / "gru")) == 0
    assert opened == [BUNDLED_MODELS / "gru"]


def test_help_names_what_can_be_opened(monkeypatch, opened, capsys):
    assert run(monkeypatch, "--help") == 0
    said = capsys.readouterr().out
    assert ".carrytrack" in said
    assert ".keras" in said
    assert opened == []
