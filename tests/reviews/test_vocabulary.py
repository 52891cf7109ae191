"""Word ids, and the file that a run keeps them in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.problem import UserProblem
from explorer.reviews.vocabulary import Vocabulary

FILM = Vocabulary(("the", "film", "good"))


def test_the_most_frequent_word_is_four_as_in_keras():
    assert [FILM.id_of(word) for word in FILM.words] == [4, 5, 6]


def test_words_outside_or_beyond_max_features_are_unknown():
    assert FILM.id_of("luminous") == 2
    assert FILM.id_of("good", max_features=7) == 6
    assert FILM.id_of("good", max_features=6) == 2


def test_every_id_has_a_word_and_the_way_back():
    assert [FILM.word_of(id) for id in range(7)] == [
        "<pad>",
        "<start>",
        "<unknown>",
        "<unused>",
        "the",
        "film",
        "good",
    ]
    for id in (-1, 7):
        with pytest.raises(IndexError):
            FILM.word_of(id)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\n"), min_size=1),
        unique=True,
    )
)
def test_a_file_brings_back_the_same_words(tmp_path_factory: pytest.TempPathFactory, words):
    path = tmp_path_factory.mktemp("vocabulary") / "vocabulary.txt"
    Vocabulary(words).write(path)
    assert Vocabulary.read(path).words == tuple(words)


@pytest.mark.parametrize("content", [b"good\ngood\n", b"good\n\nbad\n", b"\xff\xfe\n"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "vocabulary.txt"
    path.write_bytes(content)
    with pytest.raises(UserProblem, match=r"vocabulary\.txt"):
        Vocabulary.read(path)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(UserProblem, match="is missing"):
        Vocabulary.read(tmp_path / "vocabulary.txt")


def test_a_file_cut_in_the_middle_of_a_word_is_refused(tmp_path: Path):
    path = tmp_path / "vocabulary.txt"
    FILM.write(path)
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(UserProblem, match="cut short"):
        Vocabulary.read(path)
