"""What the network gets of a review, in words."""

from explorer.reviews.encoding import Encoding
from explorer.reviews.round_trip import RoundTrip
from explorer.reviews.vocabulary import FIRST_WORD
from explorer.ui.controls.numbers import count


def read_words(trip: RoundTrip, encoding: Encoding) -> str:
    """Return "178 words read, 6 of them unknown · 321 pads before"."""
    told = f"{many(trip.words, 'word')} read"
    if trip.unknown:
        told += f", {count(trip.unknown)} unknown"
    elif trip.words:
        told += ", all known"
    if trip.pads:
        side = "before" if encoding.padding == "pre" else "after"
        told += f" · {many(trip.pads, 'pad')} {side}"
    return told


def cut_words(trip: RoundTrip, encoding: Encoding) -> str:
    """Return "74 words cut from the start", or nothing where all are read."""
    if not trip.cut:
        return ""
    end = "start" if encoding.truncating == "pre" else "end"
    return f"{many(trip.cut, 'word')} cut from the {end}"


def token_words(trip: RoundTrip, n: int, encoding: Encoding) -> str:
    """What became of one token: two lines for whoever points at it."""
    word, id = trip.tokens[n], int(trip.ids[n])
    if not trip.is_kept(n):
        return f"“{word}”\nCut: with maxlen {count(encoding.maxlen)} the network never reads it"
    t = count(n - trip.kept.start)
    if n == 0:
        return f"The start marker\nt {t} · id {id}"
    if trip.is_unknown(n):
        return f"“{word}” is not known\nt {t} · id {id}, read as {trip.back[n]}"
    return f"“{word}”, word {count(id - FIRST_WORD + 1)} by frequency\nt {t} · id {count(id)}"


def pads_words(trip: RoundTrip, encoding: Encoding) -> str:
    """What the pads are for."""
    side = "before" if encoding.padding == "pre" else "after"
    return (
        f"{many(trip.pads, 'pad')} {side} the words\n"
        f"Zeros that fill {count(encoding.maxlen)} timesteps"
    )


def many(number: int, noun: str) -> str:
    """Return "1 word", "2 words"."""
    return f"{count(number)} {noun}" if number == 1 else f"{count(number)} {noun}s"
