"""One writer a run folder, also where a shared disk keeps locks to each machine by itself."""

import json
import os
import time

import pytest

from explorer.problem import UserProblem
from explorer.training.runs import live
from explorer.training.runs.lock import RunLock, is_being_written


def sign_of_life(run, age: float, **changes: object) -> None:
    live.LiveFile(run).write("training", 3, None)
    file = run / "live.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))
    then = time.time() - age
    os.utime(file, (then, then))


def test_the_second_writer_is_refused_until_the_first_lets_go(tmp_path):
    first, second = RunLock(tmp_path), RunLock(tmp_path)
    first.acquire()
    with pytest.raises(UserProblem, match="is being written by another process"):
        second.acquire()
    first.release()
    second.acquire()
    second.release()


@pytest.mark.parametrize(
    ("age", "changes", "refused"),
    [
        (5.0, {"host": "server", "pid": 77}, True),
        (600.0, {"host": "server", "pid": 77}, False),  # dead
        (5.0, {"host": "server", "pid": 77, "state": "finished"}, False),
        (5.0, {}, False),  # this machine: its own lock tells better
    ],
)
def test_a_writer_on_another_machine_counts_as_long_as_it_lives(age, changes, refused, tmp_path):
    sign_of_life(tmp_path, age, **changes)
    lock = RunLock(tmp_path)
    if refused:
        with pytest.raises(UserProblem, match="is being written by process 77 on server"):
            lock.acquire()
        assert is_being_written(tmp_path)
        sign_of_life(tmp_path, 600.0, **changes)
    lock.acquire()
    lock.release()


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UserProblem, match="cannot be written"):
        RunLock(tmp_path / "file" / "run").acquire()
