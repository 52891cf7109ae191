"""What the canvas draws, as plain values: items repaint only when their value differs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Strip:
    """One problem under a card: a sentence and, where there is a fix, its button.

    `place` is the problem's place among those of its layer, `detail` the reason.
    """

    sentence: str
    is_error: bool
    fix_label: str = ""
    place: int = 0
    detail: str = ""


@dataclass(frozen=True)
class CardContent:
    """Everything written on one card.

    `share` is the layer's part of all parameters, 0 to 1; `notes` hints that need no strip.
    """

    name: str
    icon: str
    title: str
    subtitle: str
    parameters: str
    share: float = 0.0
    signals: tuple[str, ...] = ()
    tag: str = ""
    strips: tuple[Strip, ...] = ()
    notes: tuple[str, ...] = ()
    enabled: bool = True


@dataclass(frozen=True)
class EdgeContent:
    """The tensor between two cards; `wanted` says what the lower card asks for instead."""

    shape: str
    strands: int
    hint: str
    wanted: str = ""
    is_mismatch: bool = False
    is_known: bool = True


@dataclass(frozen=True)
class CanvasContent:
    """The whole picture: n cards, n + 1 edges, and the words on the two ends.

    `input_note` warns of what happens to the reviews before the stack reads them, `input_hint`
    explains it.
    """

    cards: tuple[CardContent, ...]
    edges: tuple[EdgeContent, ...]
    input_words: str
    output_words: str
    input_note: str = ""
    input_hint: str = ""
