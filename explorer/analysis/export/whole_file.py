"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from explorer.problem import UserProblem


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a draft beside `path`; it takes the place of `path` once the block ends well.

    Whatever ends the block, a draft is never left behind. Raises UserProblem where the disk
    does not take the file.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with draft.open("w+b") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        raise UserProblem(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)
