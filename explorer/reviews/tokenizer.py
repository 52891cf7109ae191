"""Text to words, exactly as Keras's Tokenizer and text_to_word_sequence do by default.

Lower-case, turn every character of FILTERED into a space, split at spaces, drop what is empty.
Apostrophes stay ("didn't" is one word), and so does any white space that Keras does not filter,
such as a no-break space.
"""

FILTERED = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'

SETTINGS = f"keras lower=True split=' ' filters={FILTERED!r}"
"""Names these rules: a cache made under other rules must not be used."""

_TO_SPACE = str.maketrans(FILTERED, " " * len(FILTERED))
_TO_SPACE_BYTES = bytes.maketrans(FILTERED.encode(), b" " * len(FILTERED))

# bytes.split() with no argument is twice as fast as split(b" ") plus dropping the empty words, but
# it also splits at these three, which Keras leaves inside a word.
_SPLIT_BY_BYTES_ONLY = (b"\r", b"\x0b", b"\x0c")


def words_of(text: str) -> list[str]:
    """The words of a text, lower-cased, in order."""
    return [word for word in text.lower().translate(_TO_SPACE).split(" ") if word]


def utf8_words_of(text: str) -> list[bytes]:
    """The same words as `words_of`, as UTF-8, in two thirds of the time.

    Raises UnicodeEncodeError for a text with lone surrogates, which UTF-8 cannot hold.
    """
    plain = text.lower().encode().translate(_TO_SPACE_BYTES)
    if any(odd in plain for odd in _SPLIT_BY_BYTES_ONLY):
        return [word for word in plain.split(b" ") if word]
    return plain.split()
