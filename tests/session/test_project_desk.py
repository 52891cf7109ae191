"""The project in a window: modified or not, new, open, save, the list of recent ones."""

import threading
from dataclasses import replace

import pytest

from explorer.session import project_desk
from explorer.session.first_project import first_project
from explorer.session.project_file import read_project, write_project
from explorer.session.project_state import ModelChoice
from explorer.session.recent_projects import (
    KEPT,
    forget_projects,
    recent_file,
    recent_projects,
    remember_project,
)
from explorer.session.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.stack.kinds import DropoutSpec
from explorer.stack.presets import preset
from explorer.training.settings import TrainingSettings
from tests.on_disk import disk_is_done
from tests.session.project_states import FULL

OWN = ReviewInView("Never boring, never loud, and the ending is wonderful.", None, "yours")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CARRYTRACK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def make_session(qapp, qtbot):
    made: list[Session] = []

    def make() -> Session:
        session = Session()
        made.append(session)
        return session

    yield make
    for session in made:
        session.training.stop()
        session.worker.finish()
        assert session.worker.wait(20_000)
        session.disk.wait()
        session.deleteLater()


@pytest.fixture
def session(make_session, qtbot):
    """A session as a launch leaves it: the first project, read by its model."""
    made = make_session()
    made.project.new()
    settle(made, qtbot)
    return made


@pytest.fixture
def project(session):
    return session.project


def settle(session, qtbot) -> None:
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    qtbot.waitUntil(lambda: session.inspection.result is not None, timeout=30_000)


def add_layer(session) -> None:
    session.edits.insert(1, DropoutSpec())


EDITS = {
    "stack": add_layer,
    "settings": lambda session: session.training.set(epochs=3),
    "encoding": lambda session: session.data.set_encoding(maxlen=80),
    "probe": lambda session: session.probes.choose(OWN),
    "own": lambda session: session.inspection.set_own(OWN),
}


# Modified or not ------------------------------------------------------------------------------


def test_a_launch_is_not_modified(project):
    assert (project.path, project.title, project.modified) == (None, "Untitled", False)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_work_modifies(session, project, qtbot, edit):
    with qtbot.waitSignal(project.changed, timeout=1_000):
        edit(session)
    assert project.modified


def test_looking_elsewhere_does_not(session, project, qtbot):
    session.go("train")
    session.selection.select(t=3, unit=2)
    session.edits.select("lstm")
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        session.inspection.open_review(OWN)
    assert not project.modified


def test_undoing_back_to_what_is_saved_is_not_modified(session, project, tmp_path, qtbot):
    undo = session.history
    add_layer(session)
    project.save_as(tmp_path / "a")
    disk_is_done(qtbot, session)
    add_layer(session)
    assert project.modified
    undo.undo()
    assert not project.modified
    undo.undo()
    assert project.modified
    undo.redo()
    assert not project.modified


def test_a_setting_put_back_is_not_modified(session, project):
    session.training.set(epochs=3)
    session.training.set(epochs=TrainingSettings().epochs)
    assert not project.modified


def test_changed_is_told_once_for_many_edits(session, project):
    told: list[bool] = []
    project.changed.connect(lambda: told.append(project.modified))
    for units in range(33, 60):
        layer = replace(session.edits.stack.layers[1], units=units)
        session.edits.replace(1, layer, "Units", merge="lstm.units")
    assert told == [True]


# Save and open --------------------------------------------------------------------------------


def test_a_saved_project_comes_back_in_another_window(session, make_session, qtbot, tmp_path):
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
    settle(other, qtbot)
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
    from pathlib import Path

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


# The recent ones ------------------------------------------------------------------------------


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
    with qtbot.waitSignal(session.notice, timeout=1_000) as told:
        project.save_as(tmp_path / "a")
        disk_is_done(qtbot, session)
    assert "recent projects" in told.args[0]
    assert (tmp_path / "a.carrytrack").is_file()


# A slow drive ---------------------------------------------------------------------------------


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
