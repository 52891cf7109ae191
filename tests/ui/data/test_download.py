"""The download from the Data page, against a server that is slow, drops, stalls or lies."""

import hashlib
import io
import random
import tarfile
import threading
from dataclasses import replace

import pytest

from explorer.reviews.download import RemoteFile, downloads_home
from explorer.reviews.transfer import CHUNK
from explorer.ui.data.page import DataPage
from tests.reviews.download_server import DownloadServer, Handler

PART = 4 * CHUNK  # bytes that arrive before the gate


def data_set() -> bytes:
    """An archive of six reviews that does not pack well, so that it fills a few chunks."""
    words = random.Random(0)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name in ("train/neg/0_1", "train/pos/0_9", "train/neg/1_1", "train/pos/1_9",
                     "test/neg/0_1", "test/pos/0_9"):  # fmt: skip
            content = " ".join(f"{words.getrandbits(40):x}" for _ in range(1500)).encode()
            about = tarfile.TarInfo(f"aclImdb/{name}.txt")
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
    return packed.getvalue()


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = DownloadServer(data_set())
    yield made
    made.close()


@pytest.fixture
def card(server, session, qtbot):
    """The card of a page whose data set is the tiny archive on the local server."""
    content = server.content
    digest = hashlib.md5(content).hexdigest()
    session.download.remote = RemoteFile(server.url, "file.tar.gz", len(content), digest)
    session.download.pauses = (0.0, 0.0)
    page = DataPage(session)
    qtbot.addWidget(page)
    page.resize(1208, 728)
    page.show()
    page.sources.imdb.page = page  # keeps the page alive, and within reach of the tests
    return page.sources.imdb


@pytest.fixture
def gate(server):
    """Serve the beginning of the file, and the rest only once the gate is open."""
    opened = threading.Event()

    def behaviour(handler: Handler) -> None:
        if handler.headers.get("Range"):
            handler.serve()
            return
        handler.head(200, len(server.content))
        handler.wfile.write(server.content[:PART])
        handler.wfile.flush()
        opened.wait(30)
        handler.wfile.write(server.content[PART:])

    server.behaviour = behaviour
    yield opened
    opened.set()


def part_is_here(session) -> bool:
    moment = session.download.moment
    return moment is not None and moment.done == PART


def test_one_click_downloads_and_opens(card, session, click, qtbot):
    assert card.start.text() == "Download"
    assert not card.use.isVisible()
    click(card.start)
    assert card.bar.isVisible()
    assert not card.start.isVisible()
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    place = downloads_home() / "file.tar.gz"
    assert session.data.corpus_where == str(place)
    assert card.in_use
    assert not card.page.sources.local.in_use
    assert not card.bar.isVisible()
    assert card.facts.text() == "4 training · 2 test"
    assert card.page.table.model.rowCount() == 6


@pytest.mark.usefixtures("gate")
def test_cancel_keeps_the_part_and_resume_goes_on_from_it(card, session, server, click, qtbot):
    click(card.start)
    qtbot.waitUntil(lambda: part_is_here(session), timeout=10_000)
    assert card.bar.fraction() == pytest.approx(PART / len(server.content))
    assert " MB" in card.stage.text()
    click(card.cancel)
    assert not card.bar.isVisible()
    assert card.start.text() == "Resume"
    assert card.facts.text().endswith("MB are here")
    assert session.data.state == "empty"
    click(card.start)
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    assert server.asked == [None, f"bytes={PART}-"]
    assert card.in_use


def test_a_part_is_offered_at_the_next_launch(card, session, gate, click, qtbot):
    click(card.start)
    qtbot.waitUntil(lambda: part_is_here(session), timeout=10_000)
    click(card.cancel)
    again = DataPage(session)
    qtbot.addWidget(again)
    assert again.sources.imdb.start.text() == "Resume"


def test_a_lost_connection_is_told_and_taken_up(card, session, server, click, qtbot):
    session.download.pauses = (0.3, 0.3)
    told: list[str] = []
    session.download.progressed.connect(lambda: told.append(card.stage.text()))
    server.behaviour = lambda handler: handler.serve(upto=300 if len(server.asked) == 1 else None)
    click(card.start)
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    assert any(text.endswith("; again in 1 s") for text in told)
    assert card.in_use


def test_without_a_server_a_sentence_says_what_to_do(card, session, server, click, qtbot):
    remote = session.download.remote
    session.download.remote = replace(remote, url="http://127.0.0.1:9/file.tar.gz")
    click(card.start)
    qtbot.waitUntil(lambda: session.download.state == "failed", timeout=30_000)
    notice = card.page.sources.notice
    assert notice.isVisible()
    assert "there is no connection" in notice.label.text()
    assert "check the internet connection" in notice.label.text()
    assert card.start.isEnabled()
    session.download.remote = remote
    click(notice.button)
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    assert not notice.isVisible()


def test_another_file_is_refused(card, session, server, click, qtbot):
    server.content = bytes(len(server.content))
    click(card.start)
    qtbot.waitUntil(lambda: session.download.state == "failed", timeout=30_000)
    notice = card.page.sources.notice
    assert "its checksum differs" in notice.label.text()
    assert session.data.state == "empty"
    assert session.download.place is None
    click(notice.close_button)
    assert session.download.state == "idle"
    assert not notice.isVisible()
    assert card.start.text() == "Download"


def test_closing_in_the_middle_of_a_download_keeps_the_part(card, session, gate, click, qtbot):
    click(card.start)
    qtbot.waitUntil(lambda: part_is_here(session), timeout=10_000)
    with qtbot.waitSignal(session.worker.finished, timeout=5_000):
        session.worker.finish()
    assert session.download.bytes_here == PART
