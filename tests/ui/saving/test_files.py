"""A file is written whole or not at all."""

import sys

import pytest

from explorer.problem import UserProblem
from explorer.ui.saving.files import write_file


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of a file")
def test_a_full_disk_leaves_the_older_file_and_nothing_else(tmp_path):
    import resource

    path = tmp_path / "picture.png"
    path.write_bytes(b"older")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(UserProblem, match=r"picture\.png: .*Choose another folder"):
            write_file(path, bytes(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"older"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UserProblem, match="Choose another folder"):
        write_file(tmp_path / "missing" / "a.csv", b"t,word")
