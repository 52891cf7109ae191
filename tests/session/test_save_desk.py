"""Files made and written on a thread: in their order, whole or not at all, and always told of."""

import errno
import os
import threading

import pytest
from PySide6.QtCore import QThread

from explorer.problem import UserProblem
from explorer.session import save_desk
from explorer.session.disk import Disk
from explorer.session.save_desk import Progress, SaveDesk
from explorer.session.worker import Worker
from explorer.whole_file import whole_file, write_whole
from tests.full_disk import full_disk, needs_a_limit


@pytest.fixture
def disk(qapp):
    made = Disk()
    yield made
    made.wait()
    made.deleteLater()


@pytest.fixture
def desk(disk):
    worker = Worker(disk)
    made = SaveDesk(disk, worker, disk)
    made.heard, made.trouble = [], []
    made.said.connect(made.heard.append)
    made.failed.connect(made.trouble.append)
    yield made
    worker.finish()
    worker.wait()


def test_the_content_is_made_and_written_elsewhere(desk, qtbot, tmp_path):
    threads: list[QThread] = []

    def content() -> bytes:
        threads.append(QThread.currentThread())
        return b"t,word"

    with qtbot.waitSignal(desk.settled, timeout=5_000) as settled:
        desk.save(tmp_path / "a.csv", content)
        assert desk.busy
    assert threads != [QThread.currentThread()]
    assert (tmp_path / "a.csv").read_bytes() == b"t,word"
    assert desk.heard == [f"Saved as {tmp_path / 'a.csv'}."]
    assert settled.args == [True]
    assert not desk.busy


def test_one_after_the_other_and_settled_once_all_are_there(desk, qtbot, tmp_path):
    path, other = tmp_path / "a", tmp_path / "no" / "folder"
    with qtbot.waitSignal(desk.settled, timeout=5_000) as settled:
        desk.save(path, lambda: b"first")
        desk.save(other, lambda: b"nowhere")
        desk.save(path, lambda: b"second")
    assert path.read_bytes() == b"second"
    assert desk.heard == [f"Saved as {path}."] * 2
    assert [said.split()[0] for said in desk.trouble] == ["Not"]
    assert settled.args == [False], "one of them was not written"
    with qtbot.waitSignal(desk.settled, timeout=5_000) as settled:
        desk.save(path, lambda: b"third")
    assert settled.args == [True], "what failed before is past"


@needs_a_limit
def test_a_full_disk_leaves_the_older_file_and_nothing_else(desk, qtbot, tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"older")
    with full_disk(1000), qtbot.waitSignal(desk.settled, timeout=5_000):
        desk.save(path, lambda: bytes(5000))
    (said,) = desk.trouble
    assert not desk.heard
    assert said.startswith(f"Not saved. {path} cannot be written: ")
    assert said.endswith("Choose another folder or name.")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"older"


def test_a_read_only_folder_is_said(desk, qtbot, tmp_path, monkeypatch):
    def shut(path, *_args, **_options):  # a folder's mode would not stop root
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(type(tmp_path), "open", shut)
    with qtbot.waitSignal(desk.settled, timeout=5_000):
        desk.save(tmp_path / "a.csv", lambda: b"t,word")
    assert desk.trouble == [
        f"Not saved. {tmp_path / 'a.csv'} cannot be written: Permission denied. "
        "Choose another folder or name."
    ]
    assert list(tmp_path.iterdir()) == []


def test_content_that_cannot_be_made_is_said_and_leaves_the_older_file(desk, qtbot, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"older")

    def broken() -> bytes:
        raise ValueError("no such unit")

    with qtbot.waitSignal(desk.settled, timeout=5_000):
        desk.save(path, broken)
    assert desk.trouble == ["Not saved. Something went wrong inside Carrytrack: no such unit"]
    assert path.read_bytes() == b"older"


def test_a_slow_drive_is_said_while_the_window_lives_on(desk, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(save_desk, "PATIENCE_MS", 0)
    go_on = threading.Event()

    def slow() -> bytes:
        assert go_on.wait(20)
        return b"there"

    with qtbot.waitSignal(desk.said, timeout=5_000) as said:
        desk.save(tmp_path / "a.png", slow)
    assert said.args == ["Saving a.png…"]
    with qtbot.waitSignal(desk.settled, timeout=5_000):
        go_on.set()
    assert desk.heard[-1] == f"Saved as {tmp_path / 'a.png'}."


def test_a_place_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(UserProblem, match=r"cannot be written: .* Choose another folder or name"):
        write_whole(tmp_path / "no" / "a.csv", "t,word")


def steps(path, go_on: threading.Event, total: int = 3):
    """A job that writes a file in steps, each once it may."""
    with whole_file(path) as file:
        for done in range(total):
            yield Progress(done, total)
            assert go_on.wait(20)
            file.write(b"x")


def test_a_job_of_the_worker_is_waited_for_and_told_like_the_others(desk, qtbot, tmp_path):
    path, go_on = tmp_path / "a.png", threading.Event()
    with qtbot.waitSignal(desk.settled, timeout=5_000) as settled:
        desk.work(path, lambda: steps(path, go_on))
        assert desk.busy
        assert desk.can_give_up
        go_on.set()
    assert settled.args == [True]
    assert path.read_bytes() == b"xxx"
    assert desk.heard == [f"Saved as {path}."]


def test_a_job_tells_how_far_it_is(desk, qtbot, tmp_path):
    path, go_on = tmp_path / "a.png", threading.Event()
    desk.work(path, lambda: steps(path, go_on))
    qtbot.waitUntil(lambda: desk.under_way[0].progress == Progress(0, 3), timeout=5_000)
    with qtbot.waitSignal(desk.settled, timeout=5_000):
        go_on.set()


def test_a_job_that_is_given_up_leaves_nothing_and_is_no_failure(desk, qtbot, tmp_path):
    path, go_on = tmp_path / "a.png", threading.Event()
    path.write_bytes(b"older")
    desk.work(path, lambda: steps(path, go_on, 1000))
    qtbot.waitUntil(lambda: desk.under_way[0].progress.total == 1000, timeout=5_000)
    with qtbot.waitSignal(desk.settled, timeout=5_000) as settled:
        desk.give_up()
    go_on.set()
    assert settled.args == [True]
    assert desk.heard == ["Nothing was saved."]
    qtbot.waitUntil(lambda: list(tmp_path.iterdir()) == [path], timeout=5_000)
    assert path.read_bytes() == b"older"


def test_a_job_that_fails_is_said(desk, qtbot, tmp_path):
    path, go_on = tmp_path / "no" / "a.png", threading.Event()
    with qtbot.waitSignal(desk.settled, timeout=5_000) as settled:
        desk.work(path, lambda: steps(path, go_on))
    assert settled.args == [False]
    assert desk.trouble[0].startswith(f"Not saved. {path} cannot be written: ")


def test_a_second_job_for_the_same_file_takes_the_place_of_the_first(desk, qtbot, tmp_path):
    path, go_on = tmp_path / "a.png", threading.Event()
    desk.work(path, lambda: steps(path, go_on, 1000))
    with qtbot.waitSignal(desk.settled, timeout=5_000):
        desk.work(path, lambda: steps(path, go_on, 2))
        assert len(desk.under_way) == 1
        go_on.set()
    assert path.read_bytes() == b"xx"
    assert list(tmp_path.iterdir()) == [path]
