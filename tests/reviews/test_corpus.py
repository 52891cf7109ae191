"""The encoded corpus beside a plain reading of the same texts."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keras.utils import pad_sequences

from explorer.problem import UserProblem
from explorer.reviews.corpus import Corpus
from explorer.reviews.encoding import Encoding, encode_text
from explorer.reviews.review import Review
from explorer.reviews.tokenizer import words_of
from explorer.reviews.vocabulary import Vocabulary
from tests.reviews.conftest import FILES, Pack, loaded


@dataclass(frozen=True)
class Listed:
    """A source of given reviews."""

    content: tuple[Review, ...]
    title: str = "Listed"
    synthetic: bool = False

    def identity(self) -> str:
        return f"listed:{self.content!r}"

    def reviews(self, on_fraction=None):
        yield from self.content


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return loaded("builtin")


@pytest.fixture
def tiny(pack: Pack, own_cache: Path) -> Corpus:
    return loaded(pack())


def test_words_are_ranked_by_their_frequency_in_training(corpus: Corpus):
    counts = Counter(
        word for i in range(len(corpus.train)) for word in words_of(corpus.train.text(i))
    )
    expected = sorted(counts, key=lambda word: (-counts[word], word))
    assert list(corpus.vocabulary.words) == expected


def test_ties_fall_in_the_order_of_the_words(tiny: Corpus):
    # In the training part of FILES the first four stand four times each, the others once.
    assert tiny.vocabulary.words[:4] == ("a", "dull", "film", "good")
    assert tiny.vocabulary.words[4:] == ("café", "is", "not", "scene", "very", "zoë's")


def test_every_review_has_its_own_text_label_and_ids(tiny: Corpus):
    for split, name in ((tiny.train, "train"), (tiny.test, "test")):
        assert all(key.startswith(name) for key in split.keys)
        for i, key in enumerate(split.keys):
            assert split.text(i).encode() == FILES[f"{key}.txt"]
            assert split.labels[i] == ("/pos/" in key)
            expected = encode_text(split.text(i), tiny.vocabulary, Encoding()).ids
            assert split.ids(i, Encoding()).tolist() == expected.tolist()
            assert split.lengths[i] == len(expected) - 1
    assert len(tiny) == len(tiny.train) + len(tiny.test) == len(FILES)
    assert tiny.splits.tolist() == [0] * 4 + [1] * 2


def test_the_order_of_the_archive_does_not_matter(pack: Pack, own_cache: Path):
    one = loaded(pack(name="a.tar.gz"))
    other = loaded(pack(dict(reversed(FILES.items())), name="b.tar.gz"))
    assert one.identity != other.identity
    assert one.keys == other.keys
    assert one.ids.tolist() == other.ids.tolist()


def test_the_order_is_kerass_shuffle_of_the_sorted_reviews(corpus: Corpus):
    shuffler = np.random.RandomState(113)
    for split in (corpus.train, corpus.test):
        places = np.arange(len(split))
        shuffler.shuffle(places)
        in_order = sorted(split.keys)
        assert list(split.keys) == [in_order[place] for place in places]


def test_the_last_fifth_of_training_holds_both_classes(corpus: Corpus):
    held_out = corpus.train.labels[-len(corpus.train) // 5 :]
    assert 0.4 < held_out.mean() < 0.6


@given(
    st.lists(st.integers(0, 1599), max_size=8),
    st.builds(
        Encoding,
        max_features=st.integers(10, 900),
        maxlen=st.integers(1, 300),
        padding=st.sampled_from(["pre", "post"]),
        truncating=st.sampled_from(["pre", "post"]),
        skip_top=st.integers(0, 9),
    ),
)
def test_a_batch_is_what_keras_makes_of_the_texts(corpus: Corpus, places, encoding):
    rows = corpus.train.batch(places, encoding)
    assert rows.shape == (len(places), encoding.maxlen)
    assert rows.dtype == np.int32
    whole = []
    for i in places:
        ids = [1, *(corpus.vocabulary.id_of(word) for word in words_of(corpus.train.text(i)))]
        whole.append([id if encoding.skip_top <= id < encoding.max_features else 2 for id in ids])
    expected = pad_sequences(
        whole,
        maxlen=encoding.maxlen,
        padding=encoding.padding,
        truncating=encoding.truncating,
    )
    np.testing.assert_array_equal(rows, expected.reshape(rows.shape))
    for row, i in zip(rows, places, strict=True):
        assert corpus.train.ids(i, encoding).tolist() == row[row > 0].tolist()


def test_words_of_the_test_split_alone_are_unknown(tiny: Corpus):
    place = tiny.test.keys.index("test/pos/0_9")
    assert tiny.test.text(place) == "good and luminous"
    assert tiny.test.ids(place, Encoding()).tolist() == [1, tiny.vocabulary.id_of("good"), 2, 2]
    assert 2 not in tiny.train.batch(range(4), Encoding())


def test_another_vocabulary_finds_them_again(tiny: Corpus):
    other = Vocabulary(("luminous", "good", "elsewhere"))
    seen = tiny.under(other)
    place = seen.test.keys.index("test/pos/0_9")
    assert seen.vocabulary is other
    assert seen.test.ids(place, Encoding()).tolist() == [1, 5, 2, 4]
    for split in (seen.train, seen.test):
        for i in range(len(split)):
            expected = encode_text(split.text(i), other, Encoding()).ids
            assert split.ids(i, Encoding()).tolist() == expected.tolist()
    assert tiny.under(Vocabulary(tiny.vocabulary.words)) is tiny


def test_a_corpus_without_training_reviews_serves_a_run_of_another(own_cache: Path):
    corpus = loaded(Listed((Review("a good film", 1, "test", "one"),)))
    assert (len(corpus.train), len(corpus.test)) == (0, 1)
    assert corpus.test.ids(0, Encoding()).tolist() == [1, 2, 2, 2]
    trained = Vocabulary(("good", "film"))
    assert corpus.under(trained).test.ids(0, Encoding()).tolist() == [1, 2, 4, 5]


def test_places_outside_a_split_are_errors(tiny: Corpus):
    for read in (
        lambda: tiny.test.text(2),
        lambda: tiny.test.ids(-1, Encoding()),
        lambda: tiny.test.batch([0, 2], Encoding()),
        lambda: tiny.test.batch([-1], Encoding()),
    ):
        with pytest.raises(IndexError):
            read()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ((), "holds no reviews"),
        ((Review("x", None, "train", "row 7"),), "row 7 has no label"),
        ((Review("x", 2, "train", "row 7"),), "row 7 has no label"),
        ((Review("x", 1, "train", "a"), Review("y", 0, "train", "a")), "the review a twice"),
        ((Review("\ud800", 1, "train", "row 7"),), "row 7 holds broken characters"),
        ((Review("x", 1, "train", "two\nlines"),), "line break in its name"),
    ],
)
def test_reviews_that_cannot_be_used_are_named(own_cache: Path, content, sentence: str):
    with pytest.raises(UserProblem, match=sentence):
        loaded(Listed(content))
    assert not own_cache.exists()
