"""The reading process: same result, progress, and an end whichever side dies first."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from explorer.problem import UserProblem
from explorer.reviews.cache import CorpusCache
from explorer.reviews.child import fill_cache_in_child
from explorer.reviews.corpus import CorpusProgress, CorpusReady, load_corpus
from tests.reviews.conftest import Pack, loaded
from tests.reviews.odd_sources import OddSource

ROOT = Path(__file__).parent.parent.parent


def _partials(corpora: Path) -> list[Path]:
    return list(corpora.glob("partial-*"))


def _until_reading(loading, pid_file: Path) -> psutil.Process:
    """Pull events until the child has begun to read; returns the child."""
    for event in loading:
        assert isinstance(event, CorpusProgress)
        if pid_file.exists():
            return psutil.Process(int(pid_file.read_text()))
    raise AssertionError("loading ended early")


def test_it_keeps_what_this_process_would(pack: Pack, own_cache: Path, monkeypatch, tmp_path):
    path = pack()
    events = list(load_corpus(path, in_process=False))
    assert isinstance(events[-1], CorpusReady)
    assert {"sorting", "writing"} <= {
        event.stage for event in events if isinstance(event, CorpusProgress)
    }
    monkeypatch.setenv("CARRYTRACK_CACHE", str(tmp_path / "other"))
    here = loaded(path)
    there = events[-1].corpus
    assert here.ids.tolist() == there.ids.tolist()
    assert here.vocabulary == there.vocabulary
    assert here.keys == there.keys
    assert not _partials(own_cache)


def test_cancelling_ends_it_and_leaves_nothing(own_cache: Path, tmp_path: Path):
    loading = load_corpus(OddSource("stall", tmp_path / "pid"), in_process=False)
    child = _until_reading(loading, tmp_path / "pid")
    # What a child killed in the middle of writing leaves behind.
    (own_cache / f"partial-{child.pid}-0").mkdir(parents=True)
    loading.close()  # pyright: ignore[reportAttributeAccessIssue]
    assert not child.is_running()
    assert list(own_cache.iterdir()) == []


def test_a_stalled_source_still_gives_the_window_a_chance_to_cancel(own_cache, tmp_path: Path):
    loading = load_corpus(OddSource("stall", tmp_path / "pid"), in_process=False)
    _until_reading(loading, tmp_path / "pid")
    assert all(isinstance(next(loading), CorpusProgress) for _ in range(3))
    loading.close()  # pyright: ignore[reportAttributeAccessIssue]


def test_a_killed_child_is_a_sentence(own_cache: Path, tmp_path: Path):
    with pytest.raises(UserProblem, match=r"process was ended .*try again"):
        loaded(OddSource("die", tmp_path / "pid"), in_process=False)
    assert not _partials(own_cache)


def test_a_problem_comes_through_as_it_is(own_cache: Path, tmp_path: Path):
    with pytest.raises(UserProblem, match=r"^This source is closed on Sundays\.$"):
        loaded(OddSource("refuse", tmp_path / "pid"), in_process=False)


def test_a_bug_comes_through_with_its_traceback(own_cache: Path, tmp_path: Path):
    with pytest.raises(RuntimeError, match=r"(?s)odd_sources\.py.*a bug in a source"):
        loaded(OddSource("break", tmp_path / "pid"), in_process=False)


def test_a_cache_that_cannot_be_written_is_a_sentence(tmp_path: Path):
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where a folder should be")
    filling = fill_cache_in_child(OddSource("fine", tmp_path / "pid"), CorpusCache(in_the_way))
    with pytest.raises(UserProblem, match=r"cannot be kept in .*CARRYTRACK_CACHE"):
        list(filling)


PARENT = """
import sys
from pathlib import Path
from explorer.reviews.corpus import load_corpus
from tests.reviews.odd_sources import OddSource

if __name__ == "__main__":
    pid_file = Path(sys.argv[1])
    told = False
    for _ in load_corpus(OddSource("stall", pid_file), in_process=False):
        if pid_file.exists() and not told:
            print(pid_file.read_text(), flush=True)
            told = True
"""


def test_it_dies_with_its_parent_and_tidies_up(own_cache: Path, tmp_path: Path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "pid")],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    partial = own_cache / f"partial-{child.pid}-0"
    partial.mkdir(parents=True)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    _, alive = psutil.wait_procs([child], timeout=20)
    assert not alive
    assert not partial.exists()
