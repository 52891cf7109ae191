"""The cache: fast the second time, whole or not there, and able to mend itself."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from explorer.problem import UserProblem
from explorer.reviews import cache as cache_module
from explorer.reviews import tokenizer
from explorer.reviews.cache import CorpusCache, cache_folder
from explorer.reviews.collect import collect
from explorer.reviews.corpus import CorpusProgress, load_corpus
from explorer.reviews.source import open_source
from tests.reviews.conftest import FILES, Pack, loaded

STORED = (
    "ids.npy",
    "offsets.npy",
    "labels.npy",
    "text.npy",
    "text_offsets.npy",
    "keys.txt",
    "vocabulary.txt",
    "other_words.txt",
    "about.json",
)


def _only_entry(corpora: Path) -> Path:
    (entry,) = corpora.iterdir()
    return entry


def _stages(where: Path) -> list[str]:
    return [event.stage for event in load_corpus(where) if isinstance(event, CorpusProgress)]


def test_the_second_load_reads_the_cache_alone(pack: Pack, own_cache: Path):
    path = pack()
    assert "sorting" in _stages(path)
    assert _stages(path) == []
    assert sorted(file.name for file in _only_entry(own_cache).iterdir()) == sorted(STORED)


def test_what_comes_back_is_what_was_read(pack: Pack, own_cache: Path):
    source = open_source(pack())
    steps = collect(source)
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            fresh = finished.value
            break
    stored = loaded(source)
    np.testing.assert_array_equal(stored.ids, fresh.ids)
    np.testing.assert_array_equal(stored.offsets, fresh.offsets)
    np.testing.assert_array_equal(stored.labels, fresh.labels)
    assert stored.keys == fresh.keys
    assert stored.vocabulary.words == fresh.vocabulary
    assert (stored.title, stored.synthetic) == ("IMDB", False)
    assert stored.identity == source.identity()


def test_the_arrays_are_mapped_and_cannot_be_changed(pack: Pack, own_cache: Path):
    corpus = loaded(pack())
    assert isinstance(corpus.ids.base, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        corpus.ids[0] = 0


@pytest.mark.parametrize("name", STORED)
@pytest.mark.parametrize("damage", ["missing", "cut", "empty", "changed"])
def test_a_damaged_cache_rebuilds_itself(pack: Pack, own_cache: Path, name: str, damage: str):
    path = pack()
    before = loaded(path)
    expected = (before.ids.tolist(), before.vocabulary.words, before.keys, before.train.text(0))
    file = _only_entry(own_cache) / name
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    elif damage == "changed":
        # A new file, not new bytes in the old one, which `before` still has mapped.
        file.unlink()
        file.write_bytes(content[:-3] + bytes([content[-3] ^ 1]) + content[-2:])
    else:
        file.unlink()
        file.write_bytes(content[: len(content) // 2] if damage == "cut" else b"")
    after = loaded(path)
    assert (after.ids.tolist(), after.vocabulary.words, after.keys, after.train.text(0)) == expected
    assert _stages(path) == [], "it was not mended on disk"


def test_other_tokenizer_rules_have_another_cache(pack: Pack, own_cache: Path, monkeypatch):
    path = pack()
    loaded(path)
    monkeypatch.setattr(tokenizer, "SETTINGS", "other rules")
    assert "sorting" in _stages(path)
    assert len(list(own_cache.iterdir())) == 2


def test_changed_content_is_read_again(pack: Pack, own_cache: Path):
    loaded(pack())
    changed = loaded(pack({**FILES, "train/pos/0_9.txt": b"luminous"}))
    assert "luminous" in changed.vocabulary


def test_a_load_given_up_leaves_nothing(pack: Pack, own_cache: Path):
    loading = load_corpus(pack())
    for event in loading:
        if isinstance(event, CorpusProgress) and event.stage == "writing" and event.done > 300:
            break
    assert len(list(own_cache.glob("partial-*"))) == 1
    loading.close()  # pyright: ignore[reportAttributeAccessIssue]
    assert list(own_cache.iterdir()) == []


def test_what_dead_writers_left_is_swept(pack: Pack, own_cache: Path):
    dead = own_cache / "partial-99999999-abc"
    alive = own_cache / f"partial-{os.getppid()}-abc"
    for partial in (dead, alive):
        partial.mkdir(parents=True)
    loaded(pack())
    assert not dead.exists()
    assert alive.exists()


def test_the_oldest_are_dropped(pack: Pack, own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache_module, "KEPT", 2)
    paths = [
        pack({**FILES, "train/pos/0_9.txt": word}, name=f"{word.decode()}.tar.gz")
        for word in (b"one", b"two", b"three")
    ]
    for age, path in zip((30, 20), paths, strict=False):
        loaded(path)
        about = cache_module.CorpusCache().folder / cache_module._key(open_source(path).identity())
        os.utime(about / "about.json", ns=(0, 10**9 * (100 - age)))
    loaded(paths[2])
    assert len(list(own_cache.iterdir())) == 2
    assert _stages(paths[1]) == []
    assert "sorting" in _stages(paths[0])


def test_an_entry_of_another_source_is_not_believed(pack: Pack, own_cache: Path):
    path = pack()
    loaded(path)
    about = _only_entry(own_cache) / "about.json"
    content = json.loads(about.read_text())
    about.write_text(json.dumps({**content, "identity": "sha256:other"}))
    assert CorpusCache().read(open_source(path).identity()) is None


def test_a_cache_that_cannot_be_written_is_a_sentence(pack: Pack, tmp_path: Path, monkeypatch):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file where a folder should be")
    monkeypatch.setenv("CARRYTRACK_CACHE", str(in_the_way))
    with pytest.raises(UserProblem, match=r"cannot be kept in .*CARRYTRACK_CACHE"):
        loaded(pack())


def test_the_users_own_cache_folder_is_the_default(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CARRYTRACK_CACHE")
    assert cache_folder().name == "carrytrack"
    assert cache_folder().is_absolute()
