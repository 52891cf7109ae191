"""Tiny archives in the layout of aclImdb_v1.tar.gz."""

import io
import os
import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import settings

from explorer.reviews.corpus import Corpus, CorpusReady, load_corpus

os.environ.setdefault("KERAS_BACKEND", "torch")

# A busy machine is slow now and then, which is no fault of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

FILES = {
    "train/neg/0_1.txt": b"Dull, dull, dull! A dull film.",
    "train/neg/1_2.txt": b"not a good film",
    "train/pos/0_9.txt": b"A good film; a very good film.",
    "train/pos/1_10.txt": "Zoë's café scene is good".encode(),
    "test/neg/0_1.txt": b"dull and clumsy",
    "test/pos/0_9.txt": b"good and luminous",
}

Member = tuple[tarfile.TarInfo, bytes]
Pack = Callable[..., Path]


def member(name: str, content: bytes = b"") -> Member:
    about = tarfile.TarInfo(name)
    about.size = len(content)
    return about, content


def folder(name: str) -> Member:
    about = tarfile.TarInfo(name)
    about.type = tarfile.DIRTYPE
    return about, b""


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Write an archive of FILES (or of others), below aclImdb/, with extra members at its end."""

    def write(
        files: dict[str, bytes] = FILES,
        extra: Iterable[Member] = (),
        name: str = "aclImdb_v1.tar.gz",
    ) -> Path:
        path = tmp_path / name
        with tarfile.open(path, "w:gz") as archive:
            for about, content in (folder("aclImdb"), member("aclImdb/README", b"read me")):
                archive.addfile(about, io.BytesIO(content))
            listed = [member(f"aclImdb/{key}", content) for key, content in files.items()]
            for about, content in (*listed, *extra):
                archive.addfile(about, io.BytesIO(content))
        return path

    return write


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache for this test alone; the path is the folder of its corpora."""
    monkeypatch.setenv("CARRYTRACK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "corpora"


def loaded(where: object, **options: bool) -> Corpus:
    """Run load_corpus to its end."""
    *_, last = load_corpus(where, **options)  # pyright: ignore[reportArgumentType]
    assert isinstance(last, CorpusReady)
    return last.corpus
