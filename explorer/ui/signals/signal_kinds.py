"""The signals a row can show: their order on the page and their short names."""

from collections.abc import Iterable

# Gates first, then what they write to, the hidden state last: LSTM i f k o c h, GRU z r n h.
ROW_ORDER = "ifkoczrnh"

SHORT_NAMES = {
    "i": "input",
    "f": "forget",
    "k": "candidate",
    "o": "output",
    "c": "carry",
    "h": "hidden",
    "z": "update",
    "r": "reset",
    "n": "candidate",
}


def in_row_order(letters: Iterable[str]) -> tuple[str, ...]:
    """The letters as rows from top to bottom; ValueError for a letter that is no signal."""
    given = set(letters)
    foreign = given - set(ROW_ORDER)
    if foreign:
        raise ValueError(f"no such signal: {', '.join(sorted(foreign))}")
    return tuple(letter for letter in ROW_ORDER if letter in given)
