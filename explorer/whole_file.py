"""Files that are written whole or not at all: under a temporary name, then renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a draft beside `path` that takes its place when the block ends without an error.

    Whatever goes wrong, the file that was there before stays as it was and no draft is left.
    Raises OSError if the draft cannot take its place.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
