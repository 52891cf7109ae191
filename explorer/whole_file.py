"""Files that are written whole or not at all: under a temporary name, then renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_native_id
from typing import BinaryIO

from explorer.problem import UserProblem


@contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """Yield a draft beside `path` that takes its place when the block ends without an error.

    Whatever goes wrong, the file that was there before stays as it was and no draft is left.
    Raises OSError if the draft cannot take its place.
    """
    writer = f"{os.getpid()}-{get_native_id()}"  # two may write the same file at once
    draft = path.with_name(f".{path.name}.{writer}.partial")
    try:
        yield draft
        draft.replace(path)
    finally:
        with suppress(OSError):  # what is told is the first failure
            draft.unlink(missing_ok=True)


@contextmanager
def draft_or_problem(path: Path) -> Iterator[Path]:
    """As `draft_of`, but an OSError, one in the block too, becomes a sentence: UserProblem."""
    try:
        with draft_of(path) as draft:
            yield draft
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserProblem(
            f"{path} cannot be written: {reason}. Choose another folder or name."
        ) from error


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a draft that takes the place of `path` once the block ends well. Raises UserProblem."""
    with draft_or_problem(path) as draft, draft.open("w+b") as file:
        yield file


def write_whole(path: Path, text: str) -> None:
    """Write a text file, in UTF-8. Raises UserProblem."""
    with draft_or_problem(path) as draft:
        draft.write_text(text, "utf-8")
