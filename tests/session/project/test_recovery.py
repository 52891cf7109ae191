"""After a crash: what was not saved is offered once, and only by a window that no longer lives."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from explorer.session.project.first_project import first_project
from explorer.session.project.project_file import read_project
from explorer.session.project.recovery_desk import KEEP_MS
from explorer.session.project.recovery_file import (
    leftovers,
    own_file,
    read_recovery,
    recovery_home,
    write_recovery,
)
from tests.on_disk import disk_is_done
from tests.session.project.project_states import FULL
from tests.session.project.work import add_layer

DEAD = 2**22 + 1  # above Linux's largest process number

CRASH = """
import os, sys, time
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from explorer.session.session import Session
from explorer.stack.kinds import DropoutSpec
session = Session()
if len(sys.argv) > 1:
    session.project.save_as(Path(sys.argv[1]))
    while session.project.saving:
        app.processEvents()
session.edits.insert(1, DropoutSpec(rate=0.4))
session.recovery.keep()
session.disk.wait()
print("kept", flush=True)
sys.stdin.read()
"""


def take(qtbot, session) -> None:
    """Take the offer: it is read, then kept as this window's own."""
    session.recovery.take()
    disk_is_done(qtbot, session)


def leave(state=FULL, project=None, process=DEAD, age=0) -> Path:
    """A recovery file as a dead process would have left it."""
    write_recovery(state, project)
    path = recovery_home() / f"{process}-1700000000.json"
    own_file().replace(path)
    os.utime(path, (1_700_000_000 - age,) * 2)
    return path


# Keeping --------------------------------------------------------------------------------------


def test_unsaved_work_is_kept_every_half_minute(session):
    assert session.recovery._timer.isActive()
    assert session.recovery._timer.interval() == KEEP_MS == 30_000


def test_keeping_writes_what_is_unsaved_and_nothing_else(session, qtbot):
    session.recovery.keep()
    disk_is_done(qtbot, session)
    assert not own_file().exists()
    add_layer(session)
    session.recovery.keep()
    disk_is_done(qtbot, session)
    assert read_recovery(own_file()) == (session.project.state(), None)


def test_nothing_is_written_twice(session, qtbot):
    add_layer(session)
    session.recovery.keep()
    disk_is_done(qtbot, session)
    own_file().unlink()
    session.recovery.keep()
    disk_is_done(qtbot, session)
    assert not own_file().exists()
    session.training.set(epochs=3)
    session.recovery.keep()
    disk_is_done(qtbot, session)
    assert own_file().exists()


@pytest.mark.parametrize("end", ["save", "undo", "new", "end"])
def test_once_it_is_not_wanted_the_file_goes(session, tmp_path, end, qtbot):
    add_layer(session)
    session.recovery.keep()
    disk_is_done(qtbot, session)
    assert own_file().exists()
    if end == "save":
        session.project.save_as(tmp_path / "a")
        disk_is_done(qtbot, session)
    elif end == "undo":
        session.history.undo()
        session.recovery.keep()
        disk_is_done(qtbot, session)
    elif end == "new":
        session.project.new()
    else:
        session.recovery.end()
    disk_is_done(qtbot, session)
    assert not own_file().exists()


def test_a_disk_that_takes_nothing_is_told_once(session, home, qtbot):
    home.mkdir()
    recovery_home().write_text("a file where the folder should be")
    told: list[str] = []
    session.failed.connect(told.append)
    add_layer(session)
    session.recovery.keep()
    disk_is_done(qtbot, session)
    session.recovery.keep()
    disk_is_done(qtbot, session)
    assert len(told) == 1
    assert "cannot be kept" in told[0]


# Whose it is ----------------------------------------------------------------------------------


def test_a_living_window_keeps_its_file(session, qtbot):
    add_layer(session)
    session.recovery.keep()
    disk_is_done(qtbot, session)
    assert leftovers() == ()


def test_another_process_under_the_same_number_does_not_own_it():
    path = leave(process=os.getpid())
    assert [leftover.path for leftover in leftovers()] == [path]


def test_the_newest_comes_first():
    old, new = leave(age=60), leave(process=DEAD + 1)
    assert [leftover.path for leftover in leftovers()] == [new, old]


def test_other_files_are_left_alone(home):
    leave()
    (recovery_home() / "notes.json").write_text("{}")
    assert len(leftovers()) == 1


# Crashes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("named", [False, True])
def test_what_a_killed_process_had_is_recovered(session, tmp_path, named, qtbot):
    file = tmp_path / "Movie moods.carrytrack"
    process = subprocess.Popen(
        [sys.executable, "-c", CRASH, *([str(file)] if named else [])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "kept\n"
    session.recovery.look()
    assert session.recovery.offer is None
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    process.stdin.close()
    process.stdout.close()

    session.recovery.look()
    offer = session.recovery.offer
    assert offer.project == (file if named else None)
    take(qtbot, session)
    assert session.edits.stack.layers[1].rate == 0.4
    assert session.project.path == (file if named else None)
    assert session.project.modified
    assert session.recovery.offer is None
    # From now on it is this window's: kept here before it went there.
    assert not offer.path.exists()
    assert read_recovery(own_file())[0].stack == session.edits.stack
    if named:
        assert len(read_project(file).stack.layers) == 3
        session.project.save()
        disk_is_done(qtbot, session)
        assert len(read_project(file).stack.layers) == 4
        assert not own_file().exists()


def test_discarding_removes_it_and_offers_the_next(session):
    old, new = leave(age=60), leave(process=DEAD + 1)
    session.recovery.look()
    assert session.recovery.offer.path == new
    session.recovery.discard()
    assert not new.exists()
    assert session.recovery.offer.path == old
    session.recovery.discard()
    assert session.recovery.offer is None
    assert not session.project.modified


def test_a_damaged_leftover_is_a_sentence_and_changes_nothing(session, qtbot):
    path = leave()
    path.write_bytes(path.read_bytes()[:200])
    session.recovery.look()
    before = session.project.state()
    take(qtbot, session)
    assert path.name in session.recovery.problem
    assert session.project.state() == before
    assert path.exists()
    session.recovery.discard()
    assert not path.exists()


def test_what_another_window_has_taken_is_offered_no_longer(session, qtbot):
    path = leave()
    session.recovery.look()
    path.unlink()
    with qtbot.waitSignal(session.notice) as said:
        session.recovery.take()
    assert "Another window has recovered or discarded" in said.args[0]
    assert (session.recovery.offer, session.recovery.problem) == (None, "")


def test_work_that_its_file_holds_already_is_not_modified(session, tmp_path, qtbot):
    session.project.save_as(tmp_path / "a")
    disk_is_done(qtbot, session)
    leave(first_project(), tmp_path / "a.carrytrack")
    session.recovery.look()
    take(qtbot, session)
    assert session.project.path == tmp_path / "a.carrytrack"
    assert not session.project.modified
    assert leftovers() == ()


def test_work_whose_file_is_gone_is_unsaved(session, tmp_path, qtbot):
    leave(first_project(), tmp_path / "gone.carrytrack")
    session.recovery.look()
    take(qtbot, session)
    assert session.project.modified
    session.history.undo()
    assert session.project.modified
    session.project.save()
    disk_is_done(qtbot, session)
    assert (tmp_path / "gone.carrytrack").is_file()
    assert not session.project.modified


def test_a_leftover_stays_where_it_cannot_be_kept_anew(session, monkeypatch, qtbot):
    path = leave()
    session.recovery.look()

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("explorer.session.project.recovery_desk.write_recovery", full_disk)
    take(qtbot, session)
    assert session.edits.stack == FULL.stack
    assert path.exists()


def test_while_a_run_is_under_way_the_offer_stays(session, qtbot):
    path = leave()
    session.recovery.look()
    session.data.set_encoding(maxlen=60)
    session.training.set(limit=200, batch_size=32, epochs=50, threads=1, probe_every=0)
    session.training.start()
    take(qtbot, session)
    assert path.exists()
    assert session.recovery.offer is not None
    session.training.stop()
    qtbot.waitUntil(lambda: session.training.state == "stopped", timeout=30_000)


def test_own_file_names_this_process():
    number, started = own_file().stem.split("-")
    assert int(number) == os.getpid()
    assert abs(int(started) - psutil.Process().create_time()) < 2
    assert own_file() == own_file()
