"""Whether a project has changes that are not saved."""

from dataclasses import replace

import pytest

from explorer.training.settings import TrainingSettings
from tests.on_disk import disk_is_done
from tests.session.project.work import EDITS, OWN, add_layer


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
