"""Encoded corpora on disk, so that a corpus is split into words once and mapped ever after.

One folder a corpus, named after the content of the source and the rules it was encoded under:
the arrays as .npy files (mapped, not read), the words and keys as text, and about.json with the
size and hash of every file. A folder is written under another name and then renamed, so it is
whole or not there; one that was damaged later fails its hashes and is made anew.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
import psutil

from explorer.problem import UserProblem
from explorer.reviews import tokenizer
from explorer.reviews.arrays import CorpusArrays
from explorer.reviews.progress import CorpusProgress
from explorer.reviews.vocabulary import read_lines, write_lines

FORMAT = 1
KEPT = 6
"""Corpora; the one used longest ago is dropped first. IMDB takes about 120 MB."""

_ARRAYS = ("ids", "offsets", "labels", "text", "text_offsets")
_LINES = ("keys", "vocabulary", "other_words")
_FACTS = ("title", "synthetic", "identity", "train_count")
_ABOUT = "about.json"
_PARTIAL = "partial-"


def cache_folder() -> Path:
    """CARRYTRACK_CACHE, or the user's cache folder of this system."""
    told = os.environ.get("CARRYTRACK_CACHE")
    return Path(told) if told else platformdirs.user_cache_path("carrytrack", appauthor=False)


class CorpusCache:
    """The encoded corpora under one folder."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or cache_folder()
        self.folder = self.root / "corpora"

    def read(self, identity: str) -> CorpusArrays | None:
        """The corpus of a source with this identity, mapped from disk.

        None where it is not kept, or where a file of it is missing or not as it was written.
        """
        folder = self.folder / _key(identity)
        try:
            about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
            if about["identity"] != identity or not _is_intact(folder, about["files"]):
                return None
            arrays = _mapped(folder, about)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # Missing or damaged: either way the answer is to encode the source again.
            return None
        _note_use(folder)
        return arrays

    def write(self, arrays: CorpusArrays) -> Generator[CorpusProgress, None, None]:
        """Keep a corpus, yielding progress. A closed or failed write leaves nothing behind.

        Raises UserProblem where the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.sweep()
            partial = self.folder / f"{_PARTIAL}{os.getpid()}-{secrets.token_hex(4)}"
            try:
                partial.mkdir()
                yield from _write_files(partial, arrays)
                _move_into_place(partial, self.folder / _key(arrays.identity))
            finally:
                shutil.rmtree(partial, ignore_errors=True)
            self._drop_oldest()
        except OSError as error:
            raise UserProblem(
                f"The encoded reviews cannot be kept in {self.folder} "
                f"({error.strerror or error}): make room there, or set CARRYTRACK_CACHE to "
                "another folder."
            ) from error

    def sweep(self) -> None:
        """Remove what writers left that were killed."""
        for partial in self.folder.glob(f"{_PARTIAL}*"):
            writer = partial.name.removeprefix(_PARTIAL).partition("-")[0]
            if not (writer.isdigit() and psutil.pid_exists(int(writer))):
                shutil.rmtree(partial, ignore_errors=True)

    def clear_partials(self, writer: int) -> None:
        """Remove what the process `writer`, dead or about to die, has not finished."""
        for partial in self.folder.glob(f"{_PARTIAL}{writer}-*"):
            shutil.rmtree(partial, ignore_errors=True)

    def _drop_oldest(self) -> None:
        used: list[tuple[int, Path]] = []
        for about in self.folder.glob(f"*/{_ABOUT}"):
            if not about.parent.name.startswith(_PARTIAL):
                used.append((about.stat().st_mtime_ns, about.parent))
        for _, folder in sorted(used, reverse=True)[KEPT:]:
            # Another window may have it mapped, which Windows does not let us delete.
            shutil.rmtree(folder, ignore_errors=True)


def _key(identity: str) -> str:
    rules = f"format {FORMAT}\n{tokenizer.SETTINGS}\n{identity}"
    return hashlib.sha256(rules.encode()).hexdigest()[:32]


def _write_files(folder: Path, arrays: CorpusArrays) -> Generator[CorpusProgress, None, None]:
    steps = len(_ARRAYS) + len(_LINES) + 1
    reviews = len(arrays.keys)
    files: dict[str, dict[str, object]] = {}
    for step, name in enumerate((*_ARRAYS, *_LINES)):
        yield CorpusProgress("writing", 1000 * step // steps, reviews=reviews)
        if name in _ARRAYS:
            path = folder / f"{name}.npy"
            np.save(path, getattr(arrays, name))
        else:
            path = folder / f"{name}.txt"
            write_lines(path, getattr(arrays, name))
        files[path.name] = {"bytes": path.stat().st_size, "sha256": _sha256(path)}
    about = {"format": FORMAT, **{fact: getattr(arrays, fact) for fact in _FACTS}, "files": files}
    (folder / _ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")
    yield CorpusProgress("writing", 1000, reviews=reviews)


def _mapped(folder: Path, about: dict[str, Any]) -> CorpusArrays:
    # A plain view: slicing numpy's memmap class costs three times as much.
    content: dict[str, Any] = {
        name: np.load(folder / f"{name}.npy", mmap_mode="r").view(np.ndarray) for name in _ARRAYS
    }
    content |= {name: tuple(read_lines(folder / f"{name}.txt")) for name in _LINES}
    content |= {fact: about[fact] for fact in _FACTS}
    return CorpusArrays(**content)


def _is_intact(folder: Path, files: dict[str, dict[str, Any]]) -> bool:
    expected = {f"{name}.npy" for name in _ARRAYS} | {f"{name}.txt" for name in _LINES}
    if set(files) != expected:
        return False
    # Sizes first: a cut file is found without reading 100 MB.
    for name, fact in files.items():
        if (folder / name).stat().st_size != fact["bytes"]:
            return False
    return all(_sha256(folder / name) == fact["sha256"] for name, fact in files.items())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _note_use(folder: Path) -> None:
    try:
        os.utime(folder / _ABOUT)
    except OSError:
        # A cache on a read-only disk still serves; it only cannot say when it last did.
        return


def _move_into_place(partial: Path, place: Path) -> None:
    """Rename; whatever stands there is damaged, or another process's equal work."""
    if place.exists():
        old = partial.with_name(f"{partial.name}-old")
        place.replace(old)
        shutil.rmtree(old, ignore_errors=True)
    partial.replace(place)
