"""A corpus written by a program: reviews whose label is decided by structure, not by word counts.

Every review states opinions by affirming them or by negating the opposite, may quote people whom
it contradicts, praise what is not the film, or change its mind at the end; plot takes up the rest.
The label is the reviewer's own last opinion. A linear model that counts words gets about seven
reviews in ten right, an LSTM of 32 units nineteen in twenty (tests/benchmarks/synthetic_corpus.py
measures both). The sentences are in resources/synthetic/, the composition is here.
"""

import hashlib
import math
import random
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from explorer.resources import RESOURCES
from explorer.reviews.review import Review, Split

BANKS = RESOURCES / "synthetic"
VERSION = 1
SEED = 113
TRAIN, TEST = 1600, 400

NEGATED_SHARE = 0.15
"""Of the reviewer's own opinions, those said by negating the opposite."""
IRRELEVANT_SHARE = 0.4
"""Of the reviews, those that praise or blame something that is not the film."""
LATE_PLOT_SHARE = 0.35
"""Of the reviews, those whose verdict must be remembered over plot to the end."""
MEDIAN_WORDS, SPREAD, FEWEST, MOST = 80, 0.6, 20, 360

_SLOT = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeiou])")


def recipe() -> str:
    """Names the generator and its sentences: the same recipe and seed write the same reviews."""
    digest = hashlib.sha256()
    for path in sorted(BANKS.glob("*.toml")):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return f"synthetic-{VERSION}:{digest.hexdigest()[:16]}"


def write_reviews(seed: int = SEED) -> tuple[Review, ...]:
    """2,000 reviews, 1,600 of them for training; half of each split is positive."""
    author = _Author(seed)
    reviews: list[Review] = []
    sizes: tuple[tuple[Split, int], ...] = (("train", TRAIN), ("test", TEST))
    for split, size in sizes:
        for n in range(size):
            label = n % 2
            reviews.append(Review(author.review(label), label, split, f"{split}/{n:04d}"))
    return tuple(reviews)


@cache
def _banks() -> tuple[dict[str, Any], dict[str, Any]]:
    opinions, plot = (
        tomllib.loads((BANKS / name).read_text(encoding="utf-8"))
        for name in ("opinions.toml", "plot.toml")
    )
    return opinions, plot


class _Author:
    """Composes reviews; every draw comes from random(), whose stream Python keeps for ever."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._opinions, plot = _banks()
        self._plot: list[str] = plot["sentences"]
        self._deck: list[str] = []
        self._words: dict[str, list[str]] = {**self._opinions["words"], **plot["words"]}

    def review(self, label: int) -> str:
        """One review, positive for label 1 and negative for 0."""
        shape = self._pick(_SHAPES)
        sentences = shape(self, label)
        if self._chance(IRRELEVANT_SHARE):
            sentences.insert(0, self._say("irrelevant", self._count(0, 1)))
        self._pad_with_plot(sentences)
        if self._chance(0.6):
            sentences.insert(0, self._say("opening", label))
        return self._text(sentences)

    # The shapes: what a review argues, before plot is put between the sentences.

    def plain(self, label: int) -> list[str]:
        return self._opinions_of(label, 3, 6)

    def changed_mind(self, label: int) -> list[str]:
        before = self._opinions_of(1 - label, 1, 2)
        turn = f"{self._say('turn', label)} {self._opinion(label)}"
        return [*before, turn, *self._opinions_of(label, 0, 2)]

    def hearsay(self, label: int) -> list[str]:
        # Opinion and rejection share a sentence, lest plot come between them.
        quoted = [
            f"{self._say('reported', 1 - label)}, but {self._say('rejected', label)}"
            for _ in range(self._count(1, 2))
        ]
        return quoted + self._opinions_of(label, 1, 2)

    def surprised(self, label: int) -> list[str]:
        hopes = [self._say("expected", 1 - label) for _ in range(self._count(1, 2))]
        return hopes + self._opinions_of(label, 1, 2)

    def _opinions_of(self, label: int, fewest: int, most: int) -> list[str]:
        return [self._opinion(label) for _ in range(self._count(fewest, most))]

    def _opinion(self, label: int) -> str:
        if self._chance(NEGATED_SHARE):
            return self._say("negated", 1 - label)
        return self._say("affirmed", label)

    def _pad_with_plot(self, sentences: list[str]) -> None:
        """Put plot between the sentences and, in some reviews, behind the verdict."""
        length = MEDIAN_WORDS * math.exp(SPREAD * self._bell())
        wanted = min(max(length, FEWEST), MOST)
        ends_in_plot = self._chance(LATE_PLOT_SHARE)
        argued = len(sentences)
        words = sum(_length(sentence) for sentence in sentences)
        while words < wanted:
            sentence = self._fill(self._next_plot(), 0)
            words += _length(sentence)
            behind = ends_in_plot and self._count(0, argued) == argued
            place = len(sentences) if behind else self._count(0, len(sentences) - 1)
            sentences.insert(place, sentence)

    def _next_plot(self) -> str:
        """A plot sentence; none comes again before all others have."""
        if not self._deck:
            self._deck = sorted(self._plot, key=lambda _: self._random.random())
        return self._deck.pop()

    # Sentences and words.

    def _say(self, kind: str, tone: int) -> str:
        return self._fill(self._pick(self._opinions[kind]), tone)

    def _fill(self, template: str, tone: int) -> str:
        polar = self._opinions["praise" if tone else "blame"]

        def draw(slot: re.Match[str]) -> str:
            name = slot[1]
            words = polar[name] if name.isupper() else self._words[name]
            return self._fill(self._pick(words), tone)

        return _SLOT.sub(draw, template)

    def _text(self, sentences: Sequence[str]) -> str:
        pieces: list[str] = []
        for sentence in sentences:
            end = "!" if self._chance(0.06) else "."
            gap = "<br /><br />" if self._chance(0.05) else " "
            pieces.append(f"{sentence[0].upper()}{sentence[1:]}{end}{gap}")
        text = "".join(pieces).strip().removesuffix("<br /><br />")
        return _ARTICLE.sub(r"\1n ", text)

    # Chance.

    def _pick(self, choices: Sequence[Any]) -> Any:
        return choices[int(self._random.random() * len(choices))]

    def _count(self, low: int, high: int) -> int:
        return low + int(self._random.random() * (high - low + 1))

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _bell(self) -> float:
        """About normal, mean 0 and deviation 1 (Irwin-Hall)."""
        return sum(self._random.random() for _ in range(12)) - 6


def _length(sentence: str) -> int:
    return sentence.count(" ") + 1


_SHAPES = (
    *[_Author.plain] * 6,
    *[_Author.changed_mind] * 3,
    _Author.hearsay,
    _Author.surprised,
)
