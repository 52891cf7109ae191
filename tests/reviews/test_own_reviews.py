"""The file of one's own reviews, and the source that reads what is labelled in it."""

from pathlib import Path

import pytest

from explorer.problem import UserProblem
from explorer.reviews.own_reviews import (
    OwnReview,
    own_reviews_file,
    read_own_reviews,
    texts_in,
    write_own_reviews,
)
from explorer.reviews.source import MINE, open_source
from tests.reviews.conftest import loaded

REVIEWS = (
    OwnReview("review 1", "A good film\nin two lines", 1),
    OwnReview("review 2", "Zoë's “café” \u2028", None),
    OwnReview("review 3", "Dull", 0),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARRYTRACK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CARRYTRACK_CACHE", str(tmp_path / "cache"))
    return tmp_path


def test_there_and_back():
    path = own_reviews_file()
    assert read_own_reviews(path) == ()
    write_own_reviews(path, REVIEWS)
    assert read_own_reviews(path) == REVIEWS
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"key": "a", "text": "b"}',
        '{"key": 1, "text": "b", "label": 1}',
        '{"key": "a", "text": null, "label": 1}',
        '{"key": "a", "text": "b", "label": 2}',
        '{"key": "a", "text": "b", "label": true}',
        '{"key": "a", "text": "b", "label": "positive"}',
    ],
)
def test_anything_else_is_refused_by_its_line(home: Path, line: str):
    path = home / "my.jsonl"
    path.write_text('{"key": "x", "text": "y", "label": 1}\n' + line + "\n")
    with pytest.raises(UserProblem, match=r"Line 2 of .* is not a review"):
        read_own_reviews(path)


def test_one_key_twice_is_refused(home: Path):
    path = home / "my.jsonl"
    write_own_reviews(path, (REVIEWS[0], REVIEWS[0]))
    with pytest.raises(UserProblem, match="two reviews of one key"):
        read_own_reviews(path)


def test_the_source_reads_what_is_labelled():
    write_own_reviews(own_reviews_file(), REVIEWS)
    found = {review.key: (review.text, review.label) for review in open_source(MINE).reviews()}
    assert found == {r.key: (r.text, r.label) for r in REVIEWS if r.label is not None}
    corpus = loaded(MINE)
    assert (len(corpus), corpus.title, corpus.synthetic) == (2, "My reviews", False)


def test_another_label_is_another_corpus():
    write_own_reviews(own_reviews_file(), REVIEWS)
    before = open_source(MINE).identity()
    write_own_reviews(own_reviews_file(), (*REVIEWS[:2], OwnReview("review 3", "Dull", 1)))
    assert open_source(MINE).identity() != before


def test_a_single_review_is_for_training():
    for text in ("a", "b", "c", "d", "e", "f", "g", "h"):
        write_own_reviews(own_reviews_file(), (OwnReview("review 1", text, 1),))
        assert [review.split for review in open_source(MINE).reviews()] == ["train"]


def test_without_a_label_there_is_nothing_to_open():
    write_own_reviews(own_reviews_file(), (REVIEWS[1],))
    with pytest.raises(UserProblem, match="None of your reviews is labelled"):
        list(open_source(MINE).reviews())


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.txt", "\ufeffOne\n\ntwo\n", ["One\n\ntwo"]),
        ("a.csv", "stars,text\n3,Good\n1,Bad\n4,\n", ["Good", "Bad"]),
        ("a.csv", "whatever\nGood\n", ["Good"]),
        ("a.csv#text=b&label=", "a,b\n1,Good\n", ["Good"]),
        ("a.jsonl", '{"text": "Good", "stars": 3}\n', ["Good"]),
        ("a.jsonl", '{"whatever": "Good"}\n', ["Good"]),
    ],
)
def test_texts_to_label(home: Path, name: str, content: str, texts: list[str]):
    (home / name.partition("#")[0]).write_text(content, encoding="utf-8")
    assert texts_in(str(home / name)) == texts


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"  \n", "holds no text"),
        ("a.txt", b"\xff\xfe", "not UTF-8"),
        ("a.csv", b"x,y\n1,2\n", "which column"),
    ],
)
def test_what_cannot_be_labelled_is_said(home: Path, name: str, content: bytes, sentence: str):
    (home / name).write_bytes(content)
    with pytest.raises(UserProblem, match=sentence):
        texts_in(str(home / name))
    with pytest.raises(UserProblem, match="cannot be read"):
        texts_in(str(home / "gone.txt"))
