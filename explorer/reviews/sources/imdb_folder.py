"""The Large Movie Review Dataset as unpacked by hand: the folder aclImdb."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from explorer.problem import UserProblem
from explorer.reviews.review import OnFraction, Review
from explorer.reviews.sources.imdb_layout import (
    LARGEST_REVIEW,
    PARTS,
    place_of,
    require_all_parts,
)
from explorer.reviews.sources.reading import unreadable


@dataclass(frozen=True)
class ImdbFolder:
    """The folder aclImdb, or the folder that it lies in."""

    path: Path
    title: str = field(default="IMDB", init=False)
    synthetic: bool = field(default=False, init=False)

    def identity(self) -> str:
        """A hash of the files' names, sizes and times: reading 50,000 files takes too long."""
        digest = hashlib.sha256()
        for name, entry in self._files():
            about = entry.stat(follow_symlinks=False)
            digest.update(f"{name}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
        return f"files:{digest.hexdigest()}"

    def reviews(self, on_fraction: OnFraction | None = None) -> Iterator[Review]:
        """Every labelled review, sorted by path."""
        files = self._files()
        for count, (name, entry) in enumerate(files, 1):
            place = place_of(name)
            if place is None:
                continue
            yield place.review(_content(entry), str(self.path))
            if on_fraction is not None:
                on_fraction(count / len(files))

    def _files(self) -> list[tuple[str, os.DirEntry[str]]]:
        """The review files, sorted, each with its path below the data set ("train/pos/0_9.txt")."""
        root = self._root()
        found: list[tuple[str, os.DirEntry[str]]] = []
        seen: set[str] = set()
        for part in PARTS:
            for entry in _entries(root / part):
                name = f"{part}/{entry.name}"
                if place_of(name) is None:
                    continue
                if not entry.is_file(follow_symlinks=False):
                    raise UserProblem(
                        f"{entry.path} is a link or a folder, not a file with a review: "
                        "remove it, or choose aclImdb_v1.tar.gz instead."
                    )
                seen.add(part)
                found.append((name, entry))
        require_all_parts(seen, str(self.path))
        return sorted(found, key=lambda pair: pair[0])

    def _root(self) -> Path:
        inner = self.path / "aclImdb"
        return inner if inner.is_dir() else self.path


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    if not folder.is_dir():
        return []
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise unreadable(folder, error) from error


def _content(entry: os.DirEntry[str]) -> bytes:
    try:
        if entry.stat(follow_symlinks=False).st_size > LARGEST_REVIEW:
            raise UserProblem(
                f"{entry.path} is far longer than a review: "
                "remove it, or choose aclImdb_v1.tar.gz instead."
            )
        return Path(entry.path).read_bytes()
    except OSError as error:
        raise unreadable(Path(entry.path), error) from error
