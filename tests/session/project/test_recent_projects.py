"""The list of projects that were saved or opened last."""

import pytest

from explorer.session.project.recent_projects import (
    KEPT,
    forget_projects,
    recent_file,
    recent_projects,
    remember_project,
)
from tests.on_disk import disk_is_done


def test_the_list_has_the_newest_first_and_each_once(project, tmp_path, qtbot, session):
    a, b = (tmp_path / f"{name}.carrytrack" for name in "ab")
    project.save_as(a)
    disk_is_done(qtbot, session)
    project.save_as(b)
    disk_is_done(qtbot, session)
    project.open(a)
    disk_is_done(qtbot, session)
    assert recent_projects() == (a, b)


def test_the_list_is_short(tmp_path):
    for number in range(KEPT + 5):
        remember_project(tmp_path / f"{number}.carrytrack")
    assert len(recent_projects()) == KEPT
    assert recent_projects()[0].stem == str(KEPT + 4)
    forget_projects()
    assert recent_projects() == ()


@pytest.mark.parametrize("content", ["", "[", "{}", '[1, "", null, "/a.carrytrack"]'])
def test_a_damaged_list_is_no_trouble(home, tmp_path, content):
    home.mkdir()
    recent_file().write_text(content)
    assert all(path.name == "a.carrytrack" for path in recent_projects())
    remember_project(tmp_path / "b.carrytrack")
    assert recent_projects()[0] == tmp_path / "b.carrytrack"


def test_a_list_that_cannot_be_kept_is_told_and_the_project_is_saved(
    session, project, home, tmp_path, qtbot
):
    home.write_text("a file where the folder should be")
    with qtbot.waitSignal(session.failed, timeout=1_000) as told:
        project.save_as(tmp_path / "a")
        disk_is_done(qtbot, session)
    assert "recent projects" in told.args[0]
    assert (tmp_path / "a.carrytrack").is_file()
