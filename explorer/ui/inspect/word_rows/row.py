"""What a row says of a word."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WordRow:
    """One row. t: −1 for what is no word. survives, share: None where there is no such figure.

    kind: "word", "others", "pads", "start", "other" (the other direction), "bias", or "fold".
    wrote: the mean |i·k| over the units, as a part of the largest of all words.
    """

    kind: str
    name: str
    t: int = -1
    survives: float | None = None
    share: float | None = None
    tip: str = ""
    wrote: float = 0.0


def percent(value: float) -> str:
    """0.19 as "19%", 0.059 as "5.9%", what rounds to nothing as "0%"."""
    if value < 0.0005:
        return "0%"
    return f"{100 * value:.1f}%" if value < 0.1 else f"{100 * value:.0f}%"
