"""The runs that are at hand: the user's own and those that come with Carrytrack."""

import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from explorer.resources import BUNDLED_MODELS
from explorer.training.runs.run_card import start_from_json
from explorer.training.runs.run_folder import runs_home
from explorer.training.runs.run_label import label_or_empty, title_of

LISTED = 12  # of the user's own, newest first
CARD = "run.json"


@dataclass(frozen=True)
class KnownRun:
    """A run folder and what people call it."""

    path: Path
    title: str


def known_runs() -> tuple[KnownRun, ...]:
    """Return the newest of the user's runs, then the bundled ones; damaged cards are left out.

    Only cards that are listed are read: a menu may ask for them.
    """
    own = islice(filter(None, map(_known, reversed(_folders(runs_home())))), LISTED)
    return (*own, *filter(None, map(_known, _folders(BUNDLED_MODELS))))


def _folders(home: Path) -> list[Path]:
    return sorted(card.parent for card in home.glob(f"*/{CARD}"))


def _known(path: Path) -> KnownRun | None:
    """Read no more of the run than its name: the rest is read when it is opened."""
    try:
        card = json.loads((path / CARD).read_text("utf-8"))
        title = str(card["stack"]["title"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if path.parent == BUNDLED_MODELS:
        return KnownRun(path, f"Bundled {title}")
    return KnownRun(path, title_of(label_or_empty(path), title, start_from_json(card)))
