"""There and back: beside Keras's padding, and on a text whose fate one can count by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keras.utils import pad_sequences

from explorer.reviews.encoding import Encoding, encode_text, pad
from explorer.reviews.round_trip import round_trip
from explorer.reviews.vocabulary import START, UNKNOWN, Vocabulary

WORDS = Vocabulary(("the", "film", "was", "good", "bad", "not"))
sides = st.sampled_from(["pre", "post"])
encodings = st.builds(
    Encoding,
    max_features=st.integers(8, 12),
    maxlen=st.integers(1, 12),
    padding=sides,
    truncating=sides,
    skip_top=st.integers(0, 7),
)


@given(st.lists(st.sampled_from([*WORDS.words, "luminous"]), max_size=15).map(" ".join), encodings)
def test_what_is_kept_with_its_pads_is_keras_row(text, encoding):
    trip = round_trip(text, WORDS, encoding)
    zeros = [0] * trip.pads
    read = trip.ids[trip.kept].tolist()
    row = zeros + read if encoding.padding == "pre" else read + zeros
    (theirs,) = pad_sequences(
        [trip.ids.tolist()],
        maxlen=encoding.maxlen,
        padding=encoding.padding,
        truncating=encoding.truncating,
    )
    assert row == theirs.tolist()
    assert row == pad([encode_text(text, WORDS, encoding).ids], encoding)[0].tolist()
    assert trip.words + trip.cut == len(text.split())
    assert trip.timesteps + trip.pads == encoding.maxlen


def test_known_words_come_back_and_others_do_not():
    trip = round_trip("The film was LUMINOUS, not bad", WORDS, Encoding(max_features=9, maxlen=20))
    assert trip.tokens == ("<start>", "the", "film", "was", "luminous", "not", "bad")
    assert trip.back == ("<start>", "the", "film", "was", "<unknown>", "<unknown>", "bad")
    assert trip.ids.tolist() == [START, 4, 5, 6, UNKNOWN, UNKNOWN, 8]
    assert (trip.words, trip.unknown, trip.cut, trip.pads) == (6, 2, 0, 13)


@pytest.mark.parametrize(("side", "cut", "words"), [("pre", 3, 3), ("post", 4, 2)])
def test_cut_words_are_counted_without_the_start_marker(side, cut, words):
    encoding = Encoding(maxlen=3, truncating=side)
    trip = round_trip("luminous the film was good luminous", WORDS, encoding)
    assert (trip.cut, trip.words, trip.pads, trip.unknown) == (cut, words, 0, 1)
    assert trip.is_kept(0) is (side == "post")


def test_skip_top_takes_the_start_marker_too_as_in_keras():
    trip = round_trip("the film", WORDS, Encoding(skip_top=5))
    assert trip.back == ("<unknown>", "<unknown>", "film")
    assert trip.unknown == 1


def test_ids_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        round_trip("film", WORDS, Encoding()).ids[0] = 7
