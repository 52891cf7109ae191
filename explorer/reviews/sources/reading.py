"""What every source that is a file needs: its hash, and a sentence when it cannot be read."""

import hashlib
from pathlib import Path

from explorer.problem import UserProblem

LARGEST_FILE = 1 << 30
"""Bytes of text; the whole of IMDB has 66 million, and all of a source is held in memory once."""


def sha256_of(path: Path) -> str:
    """The hash of a file's content; UserProblem where it cannot be read."""
    try:
        with path.open("rb") as file:
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> UserProblem:
    """The problem to raise for a file or folder that the system refuses."""
    return UserProblem(f"{path} cannot be read: {error.strerror or error}.")


def refuse_too_large(path: Path) -> None:
    """Raise UserProblem for a text file too large to hold in memory, or one that is not there."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    if size > LARGEST_FILE:
        raise UserProblem(
            f"{path.name} has {size / 1e9:.1f} GB, and at most {LARGEST_FILE / 1e9:.1f} GB can be "
            "read: keep a part of its rows in another file."
        )
