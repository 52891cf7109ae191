"""The running text: every word once, at its timestep, and all that stands between."""

import pytest

from explorer.reviews.encoding import Encoding, encode_text
from explorer.reviews.vocabulary import Vocabulary
from explorer.ui.inspect.chart.prose import prose

TEXT = "Well… a DULL start,\nbut the ending (as ever) is <b>wonderful</b>!"


def told(pieces) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize("maxlen", [100, 6])
@pytest.mark.parametrize("truncating", ["pre", "post"])
def test_words_stand_at_their_timesteps(maxlen, truncating):
    encoding = Encoding(maxlen=maxlen, truncating=truncating)
    tokens = encode_text(TEXT, Vocabulary(()), encoding).tokens
    pieces = prose(TEXT, tokens)
    words = [piece for piece in pieces if piece.t >= 0]
    assert [piece.t for piece in words] == list(range(len(tokens)))
    assert [piece.text.lower() for piece in words] == list(tokens)
    shown = told(pieces)
    assert shown.removeprefix("<start> ") in TEXT


def test_a_text_that_grows_in_lower_case_is_told_by_its_words():
    text = "İstanbul is fine"
    tokens = encode_text(text, Vocabulary(()), Encoding()).tokens
    assert [piece.text for piece in prose(text, tokens) if piece.t >= 0] == list(tokens)
