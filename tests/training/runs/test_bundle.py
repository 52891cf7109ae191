"""A small copy of a run: whole beside other copies, or not there at all."""

import pytest

from explorer.problem import UserProblem
from explorer.resources import BUNDLED_MODELS
from explorer.reviews.vocabulary import Vocabulary
from explorer.training.runs.bundle import bundle_run
from explorer.training.runs.run_folder import RunFolder
from tests.full_disk import full_disk, needs_a_limit


@pytest.fixture(scope="module")
def run():
    return RunFolder(BUNDLED_MODELS / "lstm").read()


def names(folder) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_copies_beside_each_other_share_their_words(run, tmp_path):
    for epoch in (1, 5):
        bundle_run(run, tmp_path / f"copy{epoch}", (epoch,))
    assert names(tmp_path) == {"copy1", "copy5", "vocabulary.txt"}
    assert RunFolder(tmp_path / "copy5").read().epochs == (5,)


def test_beside_other_words_it_is_refused_and_nothing_is_left(run, tmp_path):
    Vocabulary(("other", "words")).write(tmp_path / "vocabulary.txt")
    with pytest.raises(UserProblem, match="words of other runs"):
        bundle_run(run, tmp_path / "copy", (5,))
    assert names(tmp_path) == {"vocabulary.txt"}


@needs_a_limit
@pytest.mark.parametrize("largest", [1_000, 100_000])
def test_a_full_disk_leaves_nothing(run, tmp_path, largest):
    with pytest.raises((OSError, UserProblem)), full_disk(largest):
        bundle_run(run, tmp_path / "copy", (5,))
    assert names(tmp_path) == set()


@needs_a_limit
def test_a_full_disk_leaves_no_cut_vocabulary(run, tmp_path):
    with pytest.raises(OSError), full_disk(1_000):
        run.vocabulary.write(tmp_path / "vocabulary.txt")
    assert names(tmp_path) == set()
