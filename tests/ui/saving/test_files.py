"""A file is written whole or not at all."""

import pytest

from explorer.problem import UserProblem
from explorer.ui.saving.files import write_file
from tests.full_disk import full_disk, needs_a_limit


@needs_a_limit
def test_a_full_disk_leaves_the_older_file_and_nothing_else(tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"older")
    with (
        pytest.raises(UserProblem, match=r"picture\.png: .*Choose another folder"),
        full_disk(1000),
    ):
        write_file(path, bytes(5000))
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"older"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UserProblem, match="Choose another folder"):
        write_file(tmp_path / "missing" / "a.csv", b"t,word")
