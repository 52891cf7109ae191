"""Keras's own file of IMDB, made small; its arrays are pickles, so some of them are hostile."""

import io
import json
import os
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
from keras.datasets import imdb
from keras.utils import pad_sequences

from explorer.problem import UserProblem
from explorer.reviews.encoding import Encoding
from explorer.reviews.source import open_source
from tests.reviews.conftest import loaded

INDEX = {"the": 1, "film": 2, "is": 3, "good": 4, "bad": 5, "'80s": 6}
X_TRAIN = [[1, 2, 3, 4], [1, 2, 3, 5], [4, 2]]
X_TEST = [[6, 2], [5]]


def _lists(content: list[list[int]]) -> np.ndarray:
    array = np.empty(len(content), object)
    array[:] = content
    return array


@pytest.fixture
def npz(tmp_path: Path) -> Path:
    path = tmp_path / "imdb.npz"
    np.savez(
        path,
        x_train=_lists(X_TRAIN),
        y_train=np.array([1, 0, 1]),
        x_test=_lists(X_TEST),
        y_test=np.array([1, 0]),
    )
    (tmp_path / "imdb_word_index.json").write_text(json.dumps(INDEX))
    return path


def _replace(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for member, old in members.items():
            archive.writestr(member, content if member == name else old)


def _npy_of_pickle(payload: object) -> bytes:
    file = io.BytesIO()
    np.save(file, _lists([[1]]), allow_pickle=True)
    header = file.getvalue().partition(b"\n")[0] + b"\n"
    return header + pickle.dumps(payload)


def test_numbers_become_the_words_that_keras_means(npz: Path):
    reviews = list(open_source(npz).reviews())
    assert [review.text for review in reviews] == [
        "the film is good",
        "the film is bad",
        "good film",
        "'80s film",
        "bad",
    ]
    assert [review.label for review in reviews] == [1, 0, 1, 1, 0]
    assert [review.split for review in reviews] == ["train"] * 3 + ["test"] * 2


def test_it_becomes_a_corpus(npz: Path, own_cache: Path):
    corpus = loaded(npz)
    assert corpus.title == "IMDB (Keras)"
    assert corpus.vocabulary.words == tuple(INDEX)
    place = corpus.train.keys.index("train/000001")
    words = [corpus.vocabulary.word_of(id) for id in corpus.train.ids(place, Encoding()).tolist()]
    assert words == ["<start>", "the", "film", "is", "bad"]


@pytest.mark.parametrize(("num_words", "skip_top"), [(24, 0), (7, 0), (24, 6), (8, 5)])
def test_ids_and_order_are_those_of_load_data(
    tmp_path: Path, own_cache: Path, monkeypatch, num_words: int, skip_top: int
):
    random = np.random.default_rng(0)
    # Ranks that are not by frequency, one that no review has, and more than ten reviews.
    index = {f"word{n}": n for n in random.permutation(np.arange(1, 21)).tolist()}
    ranks = [random.integers(2, 21, random.integers(1, 9)).tolist() for _ in range(40)]
    labels = random.integers(0, 2, 40)
    path = tmp_path / "imdb.npz"
    parts = {"x_train": _lists(ranks[:25]), "y_train": labels[:25]}
    np.savez(path, **parts, x_test=_lists(ranks[25:]), y_test=labels[25:])
    (tmp_path / "imdb_word_index.json").write_text(json.dumps(index))
    monkeypatch.setattr("keras.src.datasets.imdb.get_file", lambda *_, **__: str(path))
    encoding = Encoding(max_features=num_words, skip_top=skip_top, maxlen=5)
    corpus = loaded(path)
    for split, (texts, answers) in zip(
        (corpus.train, corpus.test),
        imdb.load_data(num_words=num_words, skip_top=skip_top),
        strict=True,
    ):
        ours = split.batch(np.arange(len(split)), encoding)
        np.testing.assert_array_equal(ours, pad_sequences(texts, maxlen=5))
        np.testing.assert_array_equal(split.labels, answers)


def test_the_identity_follows_both_files(npz: Path):
    before = open_source(npz).identity()
    npz.with_name("imdb_word_index.json").write_text(json.dumps({**INDEX, "new": 7}))
    assert open_source(npz).identity() != before


def test_a_missing_word_index_is_named_with_its_address(npz: Path):
    npz.with_name("imdb_word_index.json").unlink()
    with pytest.raises(UserProblem, match=r"put imdb_word_index\.json beside it \(from https"):
        list(open_source(npz).reviews())


class _Evil:
    def __init__(self, target: str) -> None:
        self.target = target

    def __reduce__(self):
        return (os.mkdir, (self.target,))


def test_a_hostile_pickle_runs_nothing(npz: Path, tmp_path: Path):
    _replace(npz, "x_train.npy", _npy_of_pickle(_Evil(str(tmp_path / "owned"))))
    with pytest.raises(UserProblem, match=r"it asks for .*mkdir"):
        list(open_source(npz).reviews())
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x93NUMPY\x01\x00", _npy_of_pickle({"a": 1}), _npy_of_pickle(_lists([[1]]))[:-4]],
    ids=["empty", "cut header", "no array", "cut pickle"],
)
def test_a_damaged_array_is_a_sentence(npz: Path, content: bytes):
    _replace(npz, "x_train.npy", content)
    with pytest.raises(UserProblem, match=r"not Keras.s imdb\.npz or is damaged"):
        list(open_source(npz).reviews())


def test_a_cut_file_is_a_sentence(npz: Path):
    npz.write_bytes(npz.read_bytes()[:-30])
    with pytest.raises(UserProblem, match="is damaged"):
        list(open_source(npz).reviews())


def test_another_npz_is_a_sentence(npz: Path):
    np.savez(npz, weights=np.zeros(3))
    with pytest.raises(UserProblem, match="has no y_train: it is not Keras's"):
        list(open_source(npz).reviews())


def test_a_word_index_of_something_else_is_a_sentence(npz: Path):
    index = npz.with_name("imdb_word_index.json")
    for content, sentence in (
        ("[1, 2]", "is not Keras's word index"),
        ("{", "is not Keras's word index"),
        ('{"the": 1}', "do not belong together"),
    ):
        index.write_text(content)
        with pytest.raises(UserProblem, match=sentence):
            list(open_source(npz).reviews())


def test_labels_must_match_the_texts(npz: Path):
    file = io.BytesIO()
    np.save(file, np.array([1, 0]))
    _replace(npz, "y_train.npy", file.getvalue())
    with pytest.raises(UserProblem, match="more texts than labels"):
        list(open_source(npz).reviews())
