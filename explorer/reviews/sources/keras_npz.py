"""IMDB as Keras ships it: imdb.npz, and imdb_word_index.json beside it.

The arrays in it are lists of word ranks, kept as pickles. They are unpickled by a reader that
knows NumPy's arrays and nothing else, so a hostile file can run no code.
"""

import io
import json
import pickle
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy

from explorer.problem import UserProblem
from explorer.reviews.review import OnFraction, Review
from explorer.reviews.sources.imdb_layout import SPLITS
from explorer.reviews.sources.reading import sha256_of, unreadable

WORD_INDEX = "imdb_word_index.json"
WORD_INDEX_URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/imdb_word_index.json"
# Damage inside a pickle can surface as any of these.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    pickle.UnpicklingError,
    ValueError,
    TypeError,
    EOFError,
    AttributeError,
    ImportError,
    IndexError,
    MemoryError,
)
LARGEST_ARRAY = 1 << 28
"""Bytes; Keras's own four have at most 40 million."""


@dataclass(frozen=True)
class KerasNpz:
    """imdb.npz. A review's text is its words, joined: punctuation and capitals are lost in it.

    Words keep Keras's numbers, and the reviews stand in the order of `imdb.load_data`, so that
    ids, order and validation split are those of a script that uses Keras's.
    """

    path: Path
    title: str = field(default="IMDB (Keras)", init=False)
    synthetic: bool = field(default=False, init=False)

    def identity(self) -> str:
        """The SHA-256 of both files."""
        return f"keras-ranks:{sha256_of(self.path)}:{sha256_of(self._require_index())}"

    def reviews(self, on_fraction: OnFraction | None = None) -> Iterator[Review]:
        """Every review, training split first; its key is its place in its array."""
        words = self._words()
        for part, split in enumerate(SPLITS):
            labels = self._array(f"y_{split}").tolist()
            sequences = self._array(f"x_{split}")
            if len(labels) != len(sequences):
                raise UserProblem(
                    f"{self.path.name} has more texts than labels: download it again."
                )
            for place, (ranks, label) in enumerate(zip(sequences, labels, strict=True)):
                # Sorted by key the reviews are as in the file, whatever their number.
                key = f"{split}/{place:06}"
                yield Review(self._text(ranks, words, key), int(label), split, key)
                if on_fraction is not None:
                    on_fraction((part + (place + 1) / len(labels)) / len(SPLITS))

    def ranking(self) -> tuple[str, ...]:
        """The words of the index, that of rank 1 first."""
        words = self._words()
        return tuple(words[rank] for rank in sorted(words))

    def _text(self, ranks: Sequence[int], words: dict[int, str], key: str) -> str:
        try:
            return " ".join([words[rank] for rank in ranks])
        except (KeyError, TypeError):
            raise UserProblem(
                f"{WORD_INDEX} does not name every word of {self.path.name} (review {key}): "
                "the two files do not belong together."
            ) from None

    def _words(self) -> dict[int, str]:
        path = self._require_index()
        try:
            index = json.loads(path.read_text(encoding="utf-8"))
            return {int(rank): str(word) for word, rank in index.items()}
        except OSError as error:
            raise unreadable(path, error) from error
        except (ValueError, AttributeError, TypeError, RecursionError) as error:
            raise UserProblem(
                f"{path.name} is not Keras's word index: download it again."
            ) from error

    def _require_index(self) -> Path:
        path = self.path.with_name(WORD_INDEX)
        if not path.is_file():
            raise UserProblem(
                f"{self.path.name} holds numbers only: put {WORD_INDEX} beside it "
                f"(from {WORD_INDEX_URL})."
            )
        return path

    def _array(self, name: str) -> np.ndarray:
        try:
            with zipfile.ZipFile(self.path) as archive:
                member = archive.getinfo(f"{name}.npy")
                if member.file_size > LARGEST_ARRAY:
                    raise UserProblem(f"{self.path.name} is far larger than Keras's file.")
                with archive.open(member) as file:
                    return _read_array(file)
        except OSError as error:
            raise unreadable(self.path, error) from error
        except KeyError:
            raise UserProblem(
                f"{self.path.name} has no {name}: it is not Keras's imdb.npz."
            ) from None
        except _BROKEN as error:
            raise UserProblem(
                f"{self.path.name} is not Keras's imdb.npz or is damaged ({error}): "
                "download it again."
            ) from error


_HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


def _read_array(file: IO[bytes]) -> np.ndarray:
    """One .npy file; an array of objects comes from the restricted reader."""
    content = io.BytesIO(file.read())
    version = npy.read_magic(content)
    if version not in _HEADERS:
        raise ValueError(f"npy version {version}")
    _, _, dtype = _HEADERS[version](content)
    if dtype.hasobject:
        array = _ArrayReader(content, encoding="latin1").load()
    else:
        content.seek(0)
        array = npy.read_array(content, allow_pickle=False)
    if not isinstance(array, np.ndarray) or array.ndim != 1:
        raise ValueError("an array of another shape")
    return array


class _ArrayReader(pickle.Unpickler):
    """Unpickles NumPy arrays of plain lists and numbers, and refuses everything else."""

    _ALLOWED = frozenset(
        (module, name)
        for package in ("numpy.core", "numpy._core")
        for module, name in ((f"{package}.multiarray", "_reconstruct"), ("numpy", "ndarray"))
    ) | {("numpy", "dtype")}

    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) not in self._ALLOWED:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}")
        return super().find_class(module, name)
