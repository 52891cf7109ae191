"""The unpacked data set, and how a source is chosen from a path."""

import os
from pathlib import Path

import pytest

from explorer.problem import UserProblem
from explorer.reviews.review import ReviewSource
from explorer.reviews.source import open_source
from tests.reviews.conftest import FILES, Pack, loaded


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    for key, content in FILES.items():
        path = tmp_path / "aclImdb" / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "aclImdb" / "README").write_text("read me")
    return tmp_path / "aclImdb"


def test_it_yields_what_the_archive_yields(unpacked: Path, pack: Pack):
    def sorted_reviews(where: Path):
        return sorted(open_source(where).reviews(), key=lambda review: review.key)

    assert sorted_reviews(unpacked) == sorted_reviews(pack())


def test_the_folder_around_it_will_do(unpacked: Path):
    assert len(list(open_source(unpacked.parent).reviews())) == len(FILES)


def test_it_reports_how_much_it_has_read(unpacked: Path):
    told: list[float] = []
    list(open_source(unpacked).reviews(told.append))
    assert told == sorted(told)
    assert told[-1] == 1


def test_the_identity_follows_names_sizes_and_times(unpacked: Path):
    identity = open_source(unpacked).identity
    before = identity()
    assert identity() == before
    touched = unpacked / "train/pos/0_9.txt"
    os.utime(touched, ns=(1, 1))
    assert identity() != before


def test_a_link_in_it_is_refused(unpacked: Path, tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (unpacked / "train/pos/9_9.txt").symlink_to(secret)
    with pytest.raises(UserProblem, match="is a link"):
        list(open_source(unpacked).reviews())


def test_a_review_of_absurd_length_is_refused(unpacked: Path):
    (unpacked / "train/pos/9_9.txt").write_bytes(b"long " * 300_000)
    with pytest.raises(UserProblem, match="far longer than a review"):
        list(open_source(unpacked).reviews())


def test_a_missing_part_is_named(unpacked: Path):
    (unpacked / "test/neg/0_1.txt").unlink()
    with pytest.raises(UserProblem, match="no reviews in test/neg"):
        loaded(unpacked)


def test_another_folder_says_what_to_choose(tmp_path: Path):
    with pytest.raises(UserProblem, match=r"no IMDB reviews.*choose"):
        loaded(tmp_path)


def test_nothing_there_says_what_to_choose(tmp_path: Path):
    with pytest.raises(UserProblem, match=r"There is nothing at .*gone.*choose"):
        open_source(tmp_path / "gone.tar.gz")


def test_a_file_of_another_kind_says_what_to_choose(tmp_path: Path):
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(UserProblem, match=r"not a source of reviews.*choose"):
        open_source(path)


def test_every_source_keeps_the_protocol(unpacked: Path, pack: Pack):
    for where in ("builtin", unpacked, pack(), str(pack())):
        assert isinstance(open_source(where), ReviewSource)
