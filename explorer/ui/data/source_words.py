"""Sizes, places and stages of a source, in words."""

from pathlib import Path

from explorer.reviews.corpus import Corpus
from explorer.reviews.progress import CorpusProgress
from explorer.ui.controls.numbers import count

# What each stage is called, where it begins and how much of the whole it takes, measured on IMDB.
STAGES = {
    "reading": ("Reading reviews", 0.0, 0.8),
    "sorting": ("Sorting words", 0.8, 0.1),
    "writing": ("Keeping them for next time", 0.9, 0.1),
}


def progress_share(progress: CorpusProgress | None) -> float:
    """How far loading has come, 0…1 over all stages."""
    if progress is None:
        return 0.0
    _, begin, part = STAGES[progress.stage]
    return begin + part * progress.done / max(1, progress.total)


def progress_words(progress: CorpusProgress | None) -> str:
    """The stage, and the reviews read so far."""
    if progress is None:
        return "Opening…"
    name = STAGES[progress.stage][0]
    return f"{name} · {count(progress.reviews)}" if progress.reviews else f"{name}…"


def corpus_words(corpus: Corpus) -> str:
    """Return "25,000 training · 25,000 test"."""
    return f"{count(len(corpus.train))} training · {count(len(corpus.test))} test"


def size_words(where: Path) -> str:
    """The size of an archive, or what else is there."""
    if where.is_dir():
        return "folder"
    if where.is_file():
        return bytes_words(where.stat().st_size)
    return "not there any more"


def bytes_words(size: int) -> str:
    """Return "84.1 MB", "812 kB" or "97 bytes"."""
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size >= unit:
            shown = size / unit
            return f"{shown:.1f} {name}" if shown < 100 else f"{shown:.0f} {name}"
    return f"{size} bytes"


def identity_words(identity: str) -> str:
    """The content hash, shortened in the middle of its digits."""
    name, colon, digits = identity.rpartition(":")
    return f"{name}{colon}{digits[:16]}…" if len(digits) > 20 else identity
