"""Ids and padding, beside `keras.utils.pad_sequences` and the lines of `imdb.load_data`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keras.utils import pad_sequences

from explorer.problem import UserProblem
from explorer.reviews.encoding import Encoding, encode_text, pad
from explorer.reviews.tokenizer import words_of
from explorer.reviews.vocabulary import Vocabulary

WORDS = Vocabulary(("the", "film", "was", "good", "bad", "not"))
sides = st.sampled_from(["pre", "post"])


@given(
    st.lists(st.lists(st.integers(0, 30_000), max_size=30), min_size=1, max_size=6),
    st.integers(1, 25),
    sides,
    sides,
)
def test_padding_equals_keras(sequences, maxlen, padding, truncating):
    encoding = Encoding(maxlen=maxlen, padding=padding, truncating=truncating)
    ours = pad(sequences, encoding)
    theirs = pad_sequences(sequences, maxlen=maxlen, padding=padding, truncating=truncating)
    assert ours.dtype == theirs.dtype == np.int32
    np.testing.assert_array_equal(ours, theirs)


def _as_load_data(text: str, encoding: Encoding) -> list[int]:
    """The arithmetic of keras.datasets.imdb.load_data, on a word index that starts at 1."""
    index = {word: rank for rank, word in enumerate(WORDS.words, 1)}
    start_char, oov_char, index_from = 1, 2, 3
    ids = [start_char] + [
        index[word] + index_from if word in index else oov_char for word in words_of(text)
    ]
    return [id if encoding.skip_top <= id < encoding.max_features else oov_char for id in ids]


@given(
    st.lists(st.sampled_from([*WORDS.words, "luminous"]), max_size=15).map(" ".join),
    st.builds(
        Encoding,
        max_features=st.integers(8, 12),
        maxlen=st.integers(1, 12),
        truncating=sides,
        skip_top=st.integers(0, 7),
    ),
)
def test_a_text_becomes_what_keras_makes_of_it(text, encoding):
    encoded = encode_text(text, WORDS, encoding)
    whole = _as_load_data(text, encoding)
    cut = pad_sequences([whole], maxlen=encoding.maxlen, truncating=encoding.truncating)[0]
    assert encoded.ids.tolist() == cut[cut > 0].tolist()
    assert len(encoded.tokens) == len(encoded.known) == len(encoded.ids)
    assert [id != 2 for id in encoded.ids.tolist()] == list(encoded.known)
    words_left = len(encoded.tokens) - ("<start>" in encoded.tokens)
    assert encoded.cut == len(words_of(text)) - words_left


def test_tokens_keep_the_words_that_the_network_does_not_know():
    encoded = encode_text("The film was LUMINOUS!", WORDS, Encoding())
    assert encoded.tokens == ("<start>", "the", "film", "was", "luminous")
    assert encoded.known == (True, True, True, True, False)
    assert encoded.ids.tolist() == [1, 4, 5, 6, 2]
    assert encoded.cut == 0


def test_words_are_cut_at_the_chosen_end_and_counted():
    text = "the film was not good"
    start = encode_text(text, WORDS, Encoding(maxlen=3, truncating="pre"))
    end = encode_text(text, WORDS, Encoding(maxlen=3, truncating="post"))
    assert (start.tokens, start.cut) == (("was", "not", "good"), 2)
    assert (end.tokens, end.cut) == (("<start>", "the", "film"), 3)


def test_an_empty_text_is_the_start_marker_alone():
    encoded = encode_text(" ... ", WORDS, Encoding())
    assert (encoded.ids.tolist(), encoded.tokens, encoded.cut) == ([1], ("<start>",), 0)


def test_ids_cannot_be_changed_behind_the_networks_back():
    encoded = encode_text("good film", WORDS, Encoding())
    with pytest.raises(ValueError, match="read-only"):
        encoded.ids[0] = 7


@pytest.mark.parametrize(
    "options",
    [
        {"max_features": 4},
        {"maxlen": 0},
        {"skip_top": -1},
        {"skip_top": 100, "max_features": 50},
        {"padding": "left"},
        {"truncating": "both"},
    ],
)
def test_a_senseless_encoding_is_refused_with_a_sentence(options):
    with pytest.raises(UserProblem, match=f"{next(iter(options))} is .*: choose"):
        Encoding(**options)
