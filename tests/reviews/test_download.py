"""The download against a server that drops, truncates, lies, stalls and serves something else."""

import hashlib
import random
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from explorer.problem import UserProblem
from explorer.reviews import download as module
from explorer.reviews import transfer
from explorer.reviews.download import (
    IMDB,
    DownloadFinished,
    DownloadPaused,
    DownloadProgress,
    RemoteFile,
    download,
    downloads_home,
)
from tests.reviews.download_server import DownloadServer, Handler

CONTENT = random.Random(0).randbytes(500_000)
NO_WAIT = (0.0, 0.0, 0.0)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[DownloadServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = DownloadServer(CONTENT)
    yield server
    server.close()


@pytest.fixture
def remote(server: DownloadServer) -> RemoteFile:
    md5 = hashlib.md5(CONTENT).hexdigest()
    return RemoteFile(server.url, "file.tar.gz", len(CONTENT), md5)


def _events(remote: RemoteFile, folder: Path, pauses=NO_WAIT) -> list:
    return list(download(remote, folder, pauses=pauses))


def _assert_whole(folder: Path) -> None:
    assert [path.name for path in folder.iterdir()] == ["file.tar.gz"]
    assert (folder / "file.tar.gz").read_bytes() == CONTENT


def test_the_data_set_is_the_one_that_is_published():
    assert IMDB.size == 84_125_825
    assert IMDB.md5 == "7c2ac02c03563afcf9b574c7e56c153a"
    assert IMDB.url.startswith("https://ai.stanford.edu/")


def test_a_file_arrives_with_progress(remote: RemoteFile, tmp_path: Path):
    *progress, last = _events(remote, tmp_path / "new" / "folder")
    assert last == DownloadFinished(tmp_path / "new" / "folder" / "file.tar.gz")
    assert all(isinstance(event, DownloadProgress) for event in progress)
    assert progress[-1].done == progress[-1].total == len(CONTENT)
    _assert_whole(tmp_path / "new" / "folder")


def test_what_is_there_is_not_fetched_again(remote, server: DownloadServer, tmp_path: Path):
    _events(remote, tmp_path)
    assert _events(remote, tmp_path) == [DownloadFinished(tmp_path / "file.tar.gz")]
    assert len(server.asked) == 1


def test_a_damaged_file_is_fetched_again(remote: RemoteFile, tmp_path: Path):
    (tmp_path / "file.tar.gz").write_bytes(bytes(len(CONTENT)))
    _events(remote, tmp_path)
    _assert_whole(tmp_path)


def test_dropped_connections_are_taken_up_where_they_broke(
    remote, server: DownloadServer, tmp_path: Path
):
    server.behaviour = lambda handler: handler.serve(upto=60_000)
    events = _events(remote, tmp_path)
    _assert_whole(tmp_path)
    assert server.asked[0] is None
    starts = [int(asked[6:-1]) for asked in server.asked[1:] if asked]
    assert starts == sorted(set(starts))
    assert len(starts) >= 8, "more drops than pauses: progress must win back the attempts"
    done = [event.done for event in events if isinstance(event, DownloadProgress)]
    assert done == sorted(done)


def test_a_server_that_cannot_go_on_starts_again(remote, server: DownloadServer, tmp_path: Path):
    def behaviour(handler: Handler) -> None:
        handler.serve(upto=100_000 if len(server.asked) == 1 else None, ranges=False)

    server.behaviour = behaviour
    _events(remote, tmp_path)
    _assert_whole(tmp_path)
    assert len(server.asked) == 2


@pytest.mark.parametrize("odd", ["416", "elsewhere"])
def test_a_server_that_goes_on_elsewhere_is_not_believed(
    remote, server: DownloadServer, tmp_path: Path, odd: str
):
    def behaviour(handler: Handler) -> None:
        if not handler.headers.get("Range"):
            handler.serve()
        elif odd == "416":
            handler.head(416, 0)
        else:
            handler.head(206, 10, Content_Range=f"bytes 5-14/{len(CONTENT)}")
            handler.wfile.write(bytes(10))

    server.behaviour = behaviour
    (tmp_path / "file.tar.gz.part").write_bytes(CONTENT[:1000])
    _events(remote, tmp_path)
    _assert_whole(tmp_path)
    assert server.asked == ["bytes=1000-", None]


def test_cancelling_keeps_what_arrived_and_the_next_one_goes_on(
    remote, server: DownloadServer, tmp_path: Path
):
    hold = threading.Event()

    def behaviour(handler: Handler) -> None:
        handler.head(200, len(CONTENT))
        handler.wfile.write(CONTENT[:200_000])
        handler.wfile.flush()
        hold.wait(30)

    server.behaviour = behaviour
    events = download(remote, tmp_path)
    for event in events:
        if isinstance(event, DownloadProgress) and event.done:
            break
    events.close()  # pyright: ignore[reportAttributeAccessIssue]
    hold.set()
    kept = (tmp_path / "file.tar.gz.part").stat().st_size
    assert 0 < kept <= 200_000
    server.behaviour = Handler.serve
    _events(remote, tmp_path)
    _assert_whole(tmp_path)
    assert server.asked[1] == f"bytes={kept}-"


def test_a_stalled_server_still_gives_the_window_a_chance_to_cancel(
    remote, server: DownloadServer, tmp_path: Path
):
    hold = threading.Event()
    server.behaviour = lambda handler: hold.wait(30) and None
    events = download(remote, tmp_path)
    assert [next(events).done for _ in range(3)] == [0, 0, 0]  # pyright: ignore
    events.close()  # pyright: ignore[reportAttributeAccessIssue]
    hold.set()
    for thread in threading.enumerate():
        if thread.name == "carrytrack-download":
            thread.join(10)
            assert not thread.is_alive()


def test_silence_is_a_dropped_connection(remote, server, tmp_path: Path, monkeypatch):
    hold = threading.Event()
    monkeypatch.setattr(transfer, "READ_SECONDS", 0.2)
    server.behaviour = lambda handler: hold.wait(30) and None
    with pytest.raises(UserProblem, match=r"127\.0\.0\.1 \(it does not answer\): check"):
        _events(remote, tmp_path, pauses=(0.0,))
    hold.set()


@pytest.mark.parametrize("status", [503, 429, 500])
def test_a_busy_server_is_asked_again(remote, server: DownloadServer, tmp_path: Path, status: int):
    def behaviour(handler: Handler) -> None:
        if len(server.asked) < 3:
            handler.head(status, 0)
        else:
            handler.serve()

    server.behaviour = behaviour
    events = _events(remote, tmp_path, pauses=(0.01, 0.01))
    pauses = [event for event in events if isinstance(event, DownloadPaused)]
    assert {event.reason for event in pauses} == {f"it answers {status}"}
    _assert_whole(tmp_path)


@pytest.mark.parametrize("status", [404, 403])
def test_a_refusal_is_not_asked_again(remote, server: DownloadServer, tmp_path: Path, status: int):
    server.behaviour = lambda handler: handler.head(status, 0)
    with pytest.raises(UserProblem, match=f"answers {status} to http"):
        _events(remote, tmp_path)
    assert len(server.asked) == 1


def test_a_login_page_is_recognised_by_its_size(remote, server: DownloadServer, tmp_path: Path):
    def behaviour(handler: Handler) -> None:
        handler.head(200, 6, Content_Type="text/html")
        handler.wfile.write(b"log in")

    server.behaviour = behaviour
    with pytest.raises(UserProblem, match=r"offers 6 bytes instead of the 500,000.*browser"):
        _events(remote, tmp_path)
    assert len(server.asked) == 1


def test_a_server_that_sends_more_than_it_should_is_stopped(remote, server, tmp_path: Path):
    def behaviour(handler: Handler) -> None:
        handler.head(200, None)
        handler.wfile.write(CONTENT + CONTENT)
        handler.close_connection = True

    server.behaviour = behaviour
    with pytest.raises(UserProblem, match="offers more than 500,000 bytes"):
        _events(remote, tmp_path)
    assert not (tmp_path / "file.tar.gz").exists()


def test_a_server_that_never_sends_the_rest_is_given_up(remote, server, tmp_path: Path):
    def behaviour(handler: Handler) -> None:
        # Says the right length, sends less, and knows no ranges.
        handler.serve(upto=1000, ranges=False)

    server.behaviour = behaviour
    with pytest.raises(UserProblem, match=r"could not be downloaded.*start again"):
        _events(remote, tmp_path)
    assert len(server.asked) == 1 + len(NO_WAIT)


def test_another_file_of_the_same_size_is_removed(remote, server: DownloadServer, tmp_path: Path):
    server.content = bytes(len(CONTENT))
    with pytest.raises(UserProblem, match=r"checksum differs.*removed"):
        _events(remote, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(server.asked) == 1


def test_a_beginning_of_another_file_costs_one_more_attempt(remote, server, tmp_path: Path):
    (tmp_path / "file.tar.gz.part").write_bytes(bytes(1000))
    _events(remote, tmp_path)
    _assert_whole(tmp_path)
    assert server.asked == ["bytes=1000-", None]


def test_a_beginning_longer_than_the_file_is_thrown_away(remote, server, tmp_path: Path):
    (tmp_path / "file.tar.gz.part").write_bytes(bytes(len(CONTENT) + 1))
    _events(remote, tmp_path)
    _assert_whole(tmp_path)
    assert server.asked == [None]


def test_without_a_network_there_is_a_sentence(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/x"
        remote = RemoteFile(url, "file.tar.gz", 10, "0" * 32)
        with pytest.raises(UserProblem, match=r"\(there is no connection\): check the internet"):
            _events(remote, tmp_path, pauses=(0.0,))
    assert not (tmp_path / "file.tar.gz").exists()


def test_a_full_disk_is_noticed_before_the_download(remote, server, tmp_path: Path, monkeypatch):
    usage = type("Usage", (), {"free": 100})
    monkeypatch.setattr(module.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(UserProblem, match="has only 0 MB free"):
        _events(remote, tmp_path)
    assert server.asked == []


def test_a_folder_that_cannot_be_written_is_a_sentence(remote: RemoteFile, tmp_path: Path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file where a folder should be")
    with pytest.raises(UserProblem, match=r"cannot be kept in .*CARRYTRACK_HOME"):
        _events(remote, in_the_way)


def test_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("CARRYTRACK_HOME", str(tmp_path))
    assert downloads_home() == tmp_path / "data"
    monkeypatch.delenv("CARRYTRACK_HOME")
    assert downloads_home().is_absolute()


def test_nothing_is_left_open(remote: RemoteFile, tmp_path: Path):
    process = psutil.Process()
    before = len(process.open_files())
    _events(remote, tmp_path)
    assert len(process.open_files()) == before
