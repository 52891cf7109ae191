"""Reviews that the user wrote or brought along, and labels by hand: one JSON-lines file.

Each line is {"key": "review 7", "text": "…", "label": 1}; the label is null until it is given.
"""

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from explorer.problem import UserProblem
from explorer.reviews.columns import parse_where
from explorer.reviews.sources.csv_file import CsvFile
from explorer.reviews.sources.jsonl_file import JsonlFile
from explorer.reviews.sources.reading import unreadable

LARGEST_IMPORT = 20_000_000
"""Bytes: nobody labels more by hand, and all of it is in memory and written at every label."""


@dataclass(frozen=True)
class OwnReview:
    """One review; `label` is 1 positive, 0 negative, None not labelled yet."""

    key: str
    text: str
    label: int | None = None


def own_reviews_file() -> Path:
    """Where they are kept: my_reviews.jsonl in CARRYTRACK_HOME, or the user's data folder."""
    told = os.environ.get("CARRYTRACK_HOME")
    home = Path(told) if told else platformdirs.user_data_path("carrytrack", appauthor=False)
    return home / "my_reviews.jsonl"


def read_own_reviews(path: Path) -> tuple[OwnReview, ...]:
    """All of them, in the order in which they were added; none where there is no file yet.

    Raises UserProblem for a file that cannot be read or holds something else.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    except UnicodeDecodeError:
        raise UserProblem(f"{path} is not UTF-8 text: repair it, or move it away.") from None
    except OSError as error:
        raise unreadable(path, error) from error
    reviews = tuple(_read(line, n, path) for n, line in enumerate(lines, 1) if line.strip())
    if len({review.key for review in reviews}) != len(reviews):
        raise UserProblem(f"{path} holds two reviews of one key: rename one, or move it away.")
    return reviews


def write_own_reviews(path: Path, reviews: Iterable[OwnReview]) -> None:
    """Put them in place of what is there, whole or not at all. Raises UserProblem."""
    lines = [
        json.dumps({"key": r.key, "text": r.text, "label": r.label}, ensure_ascii=False) + "\n"
        for r in reviews
    ]
    draft = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
            draft = file.name
            file.write("".join(lines).encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except OSError as error:
        if draft:
            Path(draft).unlink(missing_ok=True)
        raise UserProblem(
            f"Your reviews cannot be kept in {path} ({error.strerror or error}): make room "
            "there, or set CARRYTRACK_HOME to another folder."
        ) from error


def texts_in(where: str) -> list[str]:
    """The texts of a file to be labelled: a .txt is one review, a table has one a row.

    `where` may name the column with the text (columns.py). Raises UserProblem.
    """
    chosen = parse_where(where)
    path = Path(chosen.path)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    if size > LARGEST_IMPORT:
        raise UserProblem(
            f"{path.name} has {size / 1e6:.0f} MB, and at most {LARGEST_IMPORT / 1e6:.0f} MB can "
            "be labelled by hand: keep a part of it in another file."
        )
    texts = [text for text in _texts(path, chosen.text) if text.strip()]
    if not texts:
        raise UserProblem(f"{path.name} holds no text: choose another file.")
    return texts


def _texts(path: Path, column: str) -> list[str]:
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv"):
        return list(CsvFile(path, column).texts())
    if suffix in (".jsonl", ".ndjson"):
        return list(JsonlFile(path, column).texts())
    try:
        return [path.read_text(encoding="utf-8-sig").strip()]
    except UnicodeDecodeError:
        raise UserProblem(f"{path.name} is not UTF-8 text: save it as UTF-8.") from None
    except OSError as error:
        raise unreadable(path, error) from error


def _read(line: str, number: int, path: Path) -> OwnReview:
    try:
        record: Any = json.loads(line)
        review = OwnReview(record["key"], record["text"], record["label"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _foreign(number, path) from None
    strings = isinstance(review.key, str) and isinstance(review.text, str)
    # JSON's true is Python's 1, and would be written back as true.
    if not strings or isinstance(review.label, bool) or review.label not in (None, 0, 1):
        raise _foreign(number, path)
    return review


def _foreign(number: int, path: Path) -> UserProblem:
    return UserProblem(
        f"Line {number} of {path} is not a review such as "
        '{"key": "review 1", "text": "…", "label": 1}: repair it, or move the file away.'
    )
