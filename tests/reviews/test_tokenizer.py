"""Words as Keras's tokenizer documents them: filters, lower case, split at spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keras.src.legacy.preprocessing.text import text_to_word_sequence

from explorer.reviews.tokenizer import utf8_words_of, words_of

# Copied from Keras's documentation of Tokenizer, not from our code.
KERAS_FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'

# Letters, every filtered character, and white space that Keras does not split at.
texts = st.text(
    st.one_of(
        st.sampled_from("aAbÉİßΣ'" + KERAS_FILTERS + " \r\x0b\x0c\x1c\x85\u00a0\u2028"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=80,
)


def _as_documented(text: str) -> list[str]:
    words = [""]
    for character in text.lower():
        if character in KERAS_FILTERS or character == " ":
            words.append("")
        else:
            words[-1] += character
    return [word for word in words if word]


@given(texts)
def test_it_follows_the_documented_rules(text: str):
    assert words_of(text) == _as_documented(text)


@given(texts)
def test_it_equals_keras(text: str):
    assert words_of(text) == text_to_word_sequence(text)


@given(texts)
def test_the_fast_path_yields_the_same_words(text: str):
    assert [word.decode() for word in utf8_words_of(text)] == words_of(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I didn't like it.", ["i", "didn't", "like", "it"]),
        ("Good.<br /><br />Bad", ["good", "br", "br", "bad"]),
        ("2/10!!! (really)", ["2", "10", "really"]),
        ("Zoë's CAFÉ", ["zoë's", "café"]),
        ("one\u00a0word", ["one\u00a0word"]),
        ("carriage\rreturn", ["carriage\rreturn"]),
        ("", []),
        (" \t\n...", []),
    ],
)
def test_examples(text: str, words: list[str]):
    assert words_of(text) == words
    assert [word.decode() for word in utf8_words_of(text)] == words
