"""The real data set, where it is at hand."""

import tarfile
from pathlib import Path

import pytest

from explorer.reviews.corpus import Corpus, load_corpus
from tests.reviews.conftest import loaded

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def imdb(imdb_archive: Path) -> Corpus:
    return loaded(imdb_archive)


def test_both_splits_are_whole_and_balanced(imdb: Corpus):
    for split in (imdb.train, imdb.test):
        assert len(split) == 25_000
        assert split.labels.sum() == 12_500


def test_the_validation_part_holds_both_classes(imdb: Corpus):
    assert 0.47 < imdb.train.labels[-5000:].mean() < 0.53


def test_the_commonest_words_are_those_of_english(imdb: Corpus):
    assert imdb.vocabulary.words[:8] == ("the", "and", "a", "of", "to", "is", "br", "in")
    assert len(imdb.vocabulary) > 80_000


def test_texts_are_those_of_the_archive(imdb: Corpus, imdb_archive: Path):
    place_of = {key: place for place, key in enumerate(imdb.keys)}
    compared = 0
    with tarfile.open(imdb_archive, "r|gz") as archive:
        for member in archive:
            key = member.name.removeprefix("aclImdb/").removesuffix(".txt")
            if key in place_of:
                file = archive.extractfile(member)
                assert file is not None
                assert imdb.text_of(place_of[key]) == file.read().decode()
                assert imdb.labels[place_of[key]] == (int(key.rpartition("_")[2]) > 5)
                compared += 1
                if compared == 500:
                    break
    assert compared == 500


def test_the_second_load_needs_no_reading(imdb: Corpus, imdb_archive: Path):
    (only,) = load_corpus(imdb_archive)
    assert only.corpus.keys == imdb.keys  # pyright: ignore[reportAttributeAccessIssue]
