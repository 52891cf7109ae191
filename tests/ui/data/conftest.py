"""The Data page in a window of its own, and sources small enough to read in a blink."""

import io
import tarfile
from pathlib import Path

import pytest

from explorer.ui.data.page import DataPage
from tests.ui.own_home import own_home

FILES = {
    "train/neg/0_1.txt": "Dull, dull, dull! A dull film.",
    "train/neg/1_2.txt": "not a good film",
    "train/pos/0_9.txt": "A good film; a very good film.",
    "train/pos/1_10.txt": "Zoë's café scene is good",
    "test/neg/0_1.txt": "dull and clumsy",
    "test/pos/0_9.txt": "good and luminous",
}


@pytest.fixture(autouse=True)
def home(qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("CARRYTRACK_CACHE", str(tmp_path / "cache"))
    yield from own_home(qapp, tmp_path, monkeypatch)


@pytest.fixture
def archive(tmp_path) -> Path:
    """An archive in the layout of aclImdb_v1.tar.gz."""
    path = tmp_path / "tiny.tar.gz"
    with tarfile.open(path, "w:gz") as packed:
        for name, text in FILES.items():
            about = tarfile.TarInfo(f"aclImdb/{name}")
            content = text.encode()
            about.size = len(content)
            packed.addfile(about, io.BytesIO(content))
    return path


@pytest.fixture
def broken(archive, tmp_path) -> Path:
    """The same archive, cut in the middle."""
    path = tmp_path / "broken.tar.gz"
    content = archive.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


@pytest.fixture
def page(session, qtbot):
    made = DataPage(session)
    qtbot.addWidget(made)
    made.resize(1208, 728)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def loaded(page, session, qtbot):
    """Wait until loading is over and everything about the corpus has been counted."""

    def wait(state: str = "ready") -> None:
        qtbot.waitUntil(lambda: session.data.state != "loading", timeout=60_000)
        assert session.data.state == state, session.data.problem
        if state == "ready":
            qtbot.waitUntil(lambda: page.facts.facts is not None, timeout=10_000)

    return wait


@pytest.fixture
def tiny(page, session, archive, loaded):
    """The page with the tiny archive loaded."""
    session.data.open(str(archive))
    loaded()
    return page
