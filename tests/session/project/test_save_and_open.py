"""A project saved and opened again, a new one, and what goes wrong on the way."""

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.session.project import project_desk
from explorer.session.project.first_project import first_project
from explorer.session.project.project_file import read_project, write_project
from explorer.session.project.project_state import ModelChoice
from explorer.session.project.recent_projects import recent_projects
from explorer.stack.presets import preset
from tests.on_disk import disk_is_done
from tests.session.project.project_states import FULL
from tests.session.project.work import EDITS, OWN, add_layer


def test_a_saved_project_comes_back_in_another_window(
    session, make_session, settle, qtbot, tmp_path
):
    for edit in EDITS.values():
        edit(session)
    session.edits.select("dropout")
    session.inspection.open_review(OWN)
    qtbot.waitUntil(lambda: session.inspection.result.review == OWN, timeout=20_000)
    session.selection.select(layer="lstm", t=4, unit=9)
    session.go("train")
    session.project.save_as(tmp_path / "Movie moods")
    disk_is_done(qtbot, session)
    state = session.project.state()

    other = make_session()
    other.project.new()
    other.project.open(tmp_path / "Movie moods.carrytrack")
    disk_is_done(qtbot, other)
    settle(other)
    qtbot.waitUntil(lambda: other.selection.t == 4, timeout=20_000)
    assert other.project.state() == state
    assert (other.project.title, other.project.modified) == ("Movie moods", False)
    assert (other.page, other.selection.unit, other.edits.selected) == ("train", 9, "dropout")
    assert other.inspection.result.review == OWN


def test_opening_replaces_the_stack_and_undo_does_not_lead_back(session, project, tmp_path, qtbot):
    path = tmp_path / "gru.carrytrack"
    write_project(path, replace(first_project(), stack=preset("gru").stack))
    add_layer(session)
    with qtbot.waitSignals([project.opened, session.edits.stackChanged], timeout=1_000):
        project.open(path)
        disk_is_done(qtbot, session)
    assert session.edits.stack == preset("gru").stack
    assert not session.history.undo_name
    assert not project.modified


def test_new_starts_over(session, project, tmp_path, qtbot):
    for edit in EDITS.values():
        edit(session)
    project.save_as(tmp_path / "a")
    disk_is_done(qtbot, session)
    project.new()
    assert (project.title, project.modified) == ("Untitled", False)
    assert project.state().work == first_project().work
    assert not session.history.undo_name


def test_save_writes_to_the_file_it_came_from(session, project, tmp_path, qtbot):
    project.save_as(tmp_path / "a.carrytrack")
    disk_is_done(qtbot, session)
    add_layer(session)
    project.save()
    disk_is_done(qtbot, session)
    assert read_project(tmp_path / "a.carrytrack").stack == session.edits.stack
    assert not project.modified


def test_a_dot_in_the_name_is_no_suffix(project, tmp_path, qtbot, session):
    project.save_as(tmp_path / "v1.2")
    disk_is_done(qtbot, session)
    assert project.path == tmp_path / "v1.2.carrytrack"
    assert project.title == "v1.2"


def test_a_relative_path_survives_another_working_folder(
    project, tmp_path, monkeypatch, qtbot, session
):
    monkeypatch.chdir(tmp_path)
    project.save_as(Path("here"))
    disk_is_done(qtbot, session)
    assert project.path == tmp_path / "here.carrytrack"
    assert recent_projects() == (tmp_path / "here.carrytrack",)


@pytest.mark.parametrize(
    "content", [None, "{", "{}", '{"format":"carrytrack-project","version":9}']
)
def test_a_bad_file_leaves_everything_as_it_was(session, project, qtbot, tmp_path, content):
    path = tmp_path / "bad.carrytrack"
    if content is not None:
        path.write_text(content)
    project.save_as(tmp_path / "good")
    disk_is_done(qtbot, session)
    add_layer(session)
    before, undo = project.state(), session.history.count
    with qtbot.waitSignal(project.failed, timeout=1_000) as told:
        project.open(path)
    assert "bad.carrytrack" in told.args[0]
    assert project.state() == before
    assert session.history.count == undo
    assert (project.title, project.modified) == ("good", True)
    assert path not in recent_projects()


def test_a_disk_that_takes_no_file_leaves_everything_as_it_was(session, project, qtbot, tmp_path):
    add_layer(session)
    with qtbot.waitSignal(project.failed, timeout=1_000) as told:
        project.save_as(tmp_path / "gone" / "a")
    assert "cannot be saved" in told.args[0]
    assert (project.path, project.modified) == (None, True)


def test_reviews_and_run_that_are_gone_do_not_keep_a_project_shut(
    session, project, qtbot, tmp_path
):
    path = tmp_path / "far.carrytrack"
    gone = ModelChoice(str(tmp_path / "run"), 3, "Gone")
    state = replace(first_project(), data=str(tmp_path / "aclImdb_v1.tar.gz"), model=gone)
    write_project(path, state)
    with qtbot.waitSignal(session.inspection.failed, timeout=20_000):
        project.open(path)
    qtbot.waitUntil(lambda: session.data.state == "failed", timeout=20_000)
    assert session.data.corpus is not None
    # The disk may be there again tomorrow: saving today does not make the project forget it.
    assert not project.modified
    project.save()
    disk_is_done(qtbot, session)
    assert read_project(path).data == state.data


def test_a_source_the_user_chose_and_could_not_read_is_not_the_projects(session, project, qtbot):
    session.data.open("/nowhere/reviews.csv")
    qtbot.waitUntil(lambda: session.data.state == "failed", timeout=20_000)
    assert project.state().data == "builtin"
    assert not project.modified


def test_no_other_project_while_a_run_is_under_way(session, project, qtbot, tmp_path):
    write_project(tmp_path / "a.carrytrack", FULL)
    session.data.set_encoding(maxlen=60)
    session.training.set(limit=200, batch_size=32, epochs=50, threads=1, probe_every=0)
    session.training.start()
    before = project.state()
    told: list[str] = []
    project.failed.connect(told.append)
    assert not project.new()
    project.open(tmp_path / "a.carrytrack")
    assert told == [project_desk.BUSY] * 2
    assert project.state() == before
    project.save_as(tmp_path / "b")
    disk_is_done(qtbot, session)
    session.training.stop()
    qtbot.waitUntil(lambda: session.training.state == "stopped", timeout=30_000)
    assert project.new()
    assert (session.training.state, session.training.run) == ("idle", None)


def test_a_project_remembers_its_run_and_epoch(session, project, qtbot, tmp_path):
    session.data.set_encoding(maxlen=60)
    session.training.set(limit=200, batch_size=32, epochs=2, threads=1, probe_every=0)
    session.training.start()
    qtbot.waitUntil(lambda: session.training.state == "finished", timeout=60_000)
    run = session.training.run
    with qtbot.waitSignal(session.inspection.modelChanged, timeout=20_000):
        session.inspection.open_run(run, 1)
    title = session.inspection.model.title
    project.save_as(tmp_path / "a")
    disk_is_done(qtbot, session)
    with qtbot.waitSignal(session.inspection.modelChanged, timeout=20_000):
        project.new()
    assert session.inspection.model.run.path != run
    with qtbot.waitSignal(session.inspection.modelChanged, timeout=20_000):
        project.open(tmp_path / "a.carrytrack")
        disk_is_done(qtbot, session)
    model = session.inspection.model
    assert (model.run.path, model.epoch, model.title) == (run, 1, title)
