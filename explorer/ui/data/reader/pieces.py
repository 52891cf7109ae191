"""What there is to draw of a review as the network reads it, and where each piece goes."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from explorer.reviews.encoding import Encoding
from explorer.reviews.round_trip import RoundTrip
from explorer.ui.data.reader.reader_words import many

GAP = 6.0
"""Pixels between two pieces of a line."""


class Piece(NamedTuple):
    """A word, or a chip that stands for something that is no word of the text.

    kind: "known", "unknown", "cut"; or of a chip "start", "pads", "gap" (where words are cut).
    token: its place among the tokens, −1 of "pads" and "gap". id: what stands under it.
    """

    text: str
    kind: str
    token: int = -1
    id: str = ""

    @property
    def is_chip(self) -> bool:
        """Whether it is drawn on a ground of its own."""
        return self.kind in ("start", "pads", "gap")


class Placed(NamedTuple):
    """A piece and its place: left edge and width in pixels, and the line it stands in."""

    piece: Piece
    left: float
    width: float
    line: int


def pieces_of(trip: RoundTrip, encoding: Encoding) -> list[Piece]:
    """All pieces in reading order: words cut off and pads stand where they would be."""
    words = [_word(trip, n) for n in range(len(trip.tokens))]
    pads = [Piece(many(trip.pads, "pad"), "pads", id="0")] if trip.pads else []
    gap = [Piece(f"{many(trip.cut, 'word')} cut", "gap")] if trip.cut else []
    before, read, after = (
        words[: trip.kept.start],
        words[trip.kept.start : trip.kept.stop],
        words[trip.kept.stop :],
    )
    if encoding.padding == "pre":
        read = [*pads, *read]
    else:
        read = [*read, *pads]
    if before:
        return [*before, *gap, *read]
    return [*read, *gap, *after] if after else read


def flow(pieces: list[Piece], width: float, width_of: Callable[[Piece], float]) -> Iterator[Placed]:
    """Fill lines from left to right; a piece wider than a line has one to itself."""
    left, line = 0.0, 0
    for piece in pieces:
        wide = width_of(piece)
        if left and left + wide > width:
            left, line = 0.0, line + 1
        yield Placed(piece, left, wide, line)
        left += wide + GAP


def _word(trip: RoundTrip, n: int) -> Piece:
    if not trip.is_kept(n):
        return Piece(trip.tokens[n], "cut", n)
    id = str(int(trip.ids[n]))
    if n == 0:
        return Piece("start", "start", n, id)
    return Piece(trip.tokens[n], "unknown" if trip.is_unknown(n) else "known", n, id)
