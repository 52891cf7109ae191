"""How much a folder holds, counted file by file."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILES_A_STEP = 20


@dataclass(frozen=True)
class FolderSize:
    """entries: what lies directly in the folder. size: bytes of all files below it."""

    entries: int
    size: int


def measure(folder: Path) -> Iterator[FolderSize | None]:
    """Yield None after each short step, and at last the size; a missing folder holds nothing."""
    entries = sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
    size = seen = 0
    for where, _, names in os.walk(folder):
        for name in names:
            size += _size_of(Path(where) / name)
            seen += 1
            if seen % FILES_A_STEP == 0:
                yield None
    yield FolderSize(entries, size)


def _size_of(path: Path) -> int:
    try:
        return path.stat(follow_symlinks=False).st_size
    except FileNotFoundError:
        return 0  # gone since the folder was listed
