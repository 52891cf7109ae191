"""Files are there whole or as they were before, whoever else writes them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from explorer.problem import UserProblem
from explorer.whole_file import whole_file, write_whole


def test_a_block_that_fails_leaves_what_was_there(tmp_path: Path):
    path = tmp_path / "figures.csv"
    write_whole(path, "before")

    def fail() -> None:
        with whole_file(path) as file:
            file.write(b"half of")
            raise ValueError("no more figures")

    with pytest.raises(ValueError, match="no more figures"):
        fail()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_two_that_write_one_file_at_once_leave_one_of_the_two(tmp_path: Path):
    path, together = tmp_path / "picture.png", Barrier(2)

    def write(letter: bytes) -> None:
        with whole_file(path) as file:
            for _ in range(2):
                together.wait(10)  # both have a draft open, both have written half of it
                file.write(letter * 1000)
                file.flush()
            together.wait(10)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (b"a", b"b")))
    assert path.read_bytes() in (b"a" * 2000, b"b" * 2000)
    assert list(tmp_path.iterdir()) == [path]


def test_what_stands_in_the_way_is_said(tmp_path: Path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(UserProblem, match="taken cannot be written"):
        write_whole(tmp_path / "taken", "text")
