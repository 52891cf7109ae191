"""The window goes on while a slow drive writes or reads a project."""

import threading
from dataclasses import replace

import pytest

from explorer.session.project import project_desk
from explorer.session.project.first_project import first_project
from explorer.session.project.project_file import read_project, write_project
from explorer.stack.presets import preset
from tests.on_disk import disk_is_done
from tests.session.project.work import add_layer


@pytest.fixture
def slow_drive(monkeypatch):
    """Every file takes as long to write as the test wants."""
    go_on = threading.Event()

    def write(path, state):
        assert threading.current_thread() is not threading.main_thread()
        go_on.wait(20)
        write_project(path, state)

    monkeypatch.setattr(project_desk, "write_project", write)
    monkeypatch.setattr(project_desk, "SLOW_MS", 1)
    yield go_on
    go_on.set()


def test_the_window_goes_on_while_a_slow_drive_writes(
    session, project, qtbot, tmp_path, slow_drive
):
    add_layer(session)
    saved = session.edits.stack
    project.save_as(tmp_path / "a")
    add_layer(session)
    assert project.saving and project.modified
    slow_drive.set()
    with qtbot.waitSignal(project.saved, timeout=10_000):
        pass
    assert read_project(tmp_path / "a.carrytrack").stack == saved
    assert project.modified, "what was done meanwhile is not in the file"
    project.save()
    disk_is_done(qtbot, session)
    assert read_project(tmp_path / "a.carrytrack").stack == session.edits.stack
    assert not project.modified and not project.saving


def test_two_saves_are_written_in_their_order(session, project, qtbot, tmp_path, slow_drive):
    for name in "ab":
        add_layer(session)
        project.save_as(tmp_path / name)
    slow_drive.set()
    disk_is_done(qtbot, session)
    assert [len(read_project(tmp_path / f"{name}.carrytrack").stack.layers) for name in "ab"] == [
        4,
        5,
    ]
    assert (project.title, project.modified) == ("b", False)


def test_a_project_that_changed_while_another_was_read_is_not_lost(
    session, project, qtbot, tmp_path
):
    path = tmp_path / "gru.carrytrack"
    write_project(path, replace(first_project(), stack=preset("gru").stack))
    project.open(path)
    add_layer(session)
    with qtbot.waitSignal(project.failed, timeout=10_000) as told:
        pass
    assert "gru.carrytrack" in told.args[0]
    assert len(session.edits.stack.layers) == 4
    assert project.path is None
