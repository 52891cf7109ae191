"""A review as it was written, cut into the words that the network reads and what stands between."""

from dataclasses import dataclass

from explorer.reviews.tokenizer import words_of


@dataclass(frozen=True)
class Piece:
    """Some text, and the timestep of the word it is; −1 for what the network does not read."""

    text: str
    t: int = -1


def prose(text: str, tokens: tuple[str, ...]) -> list[Piece]:
    """Cut `text` into pieces; `tokens` are the words that the network read, in order.

    Words that maxlen cut off are left out. A text whose words do not match (a letter that
    lower-cases to two) is told by its tokens, a space between them.
    """
    found = _words_in(text)
    read = [token for _, token in found]
    shown = list(tokens)
    opening: list[Piece] = []
    ends = [*(start for start, _ in found), len(text)]
    if len(shown) == len(read) + 1 or (shown and shown[0] not in read[:1]):
        opening = [Piece(shown[0], 0), Piece(" ")]
    words = shown[len(opening[:1]) :]
    skipped = _place_of(words, read)
    if skipped is None:
        return _plain(shown)
    pieces = list(opening)
    kept = found[skipped : skipped + len(words)]
    for number, ((start, token), t) in enumerate(
        zip(kept, range(len(shown) - len(words), len(shown)), strict=True)
    ):
        stop = start + len(token)
        pieces.append(Piece(text[start:stop], t))
        pieces.append(Piece(text[stop : ends[skipped + number + 1]]))
    return pieces


def _words_in(text: str) -> list[tuple[int, str]]:
    """Where each word begins, and the word as the network gets it."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return []
    found: list[tuple[int, str]] = []
    at = 0
    for word in words_of(text):
        at = lowered.find(word, at)
        found.append((at, word))
        at += len(word)
    return found


def _place_of(words: list[str], read: list[str]) -> int | None:
    """How many words of the text stand before those that were read; None if they do not match."""
    for skipped in (0, len(read) - len(words)):
        if skipped >= 0 and read[skipped : skipped + len(words)] == words:
            return skipped
    return None


def _plain(tokens: list[str]) -> list[Piece]:
    pieces = []
    for t, token in enumerate(tokens):
        pieces += [Piece(token, t), Piece(" ")]
    return pieces
