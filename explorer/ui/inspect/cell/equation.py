"""An equation with its numbers, in coloured pieces."""

from dataclasses import dataclass

from explorer.ui.controls.numbers import plain
from explorer.ui.theme.colormaps import is_sequential


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one colour (a palette token or a signal's letter)."""

    text: str
    token: str = "t1"
    bold: bool = False


@dataclass(frozen=True)
class Equation:
    """The symbols, and under them the numbers of the moment."""

    symbols: tuple[Piece, ...]
    numbers: tuple[Piece, ...]


def sign(letter: str) -> Piece:
    """A signal's letter in its hue."""
    return Piece(letter, letter, bold=True)


def number(letter: str, value: float) -> Piece:
    """A signal's value in its hue, amber below zero."""
    if is_sequential(letter):
        return Piece(f"{value:.2f}", letter)
    return Piece(plain(value), "neg" if value < 0 else letter)


def said(pieces: tuple[Piece, ...]) -> str:
    """The text without its colours."""
    return "".join(piece.text for piece in pieces)
