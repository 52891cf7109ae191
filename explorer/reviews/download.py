"""The data set from Stanford's server, in spite of what networks do.

Bytes go to NAME.part and stay there when the download is cancelled or breaks, so that the next one
goes on where it ended. Only a file of the known size and MD5 gets the final name.

Why not pooch: it deletes what has arrived when an attempt breaks, sleeps between attempts and
cannot be cancelled. With a downloader of our own it would still do the MD5 and the rename, six
lines here, on a thread of its own that the worker could not pause or stop.
"""

import hashlib
import os
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

import platformdirs

from explorer.problem import UserProblem

if TYPE_CHECKING:
    from explorer.reviews.transfer import Answer

HEARTBEAT = 0.03
"""Seconds between events at most: whoever shares a thread with the download waits no longer."""
PAUSES = (1.0, 2.0, 5.0, 10.0)
"""Seconds before each further attempt, for as long as nothing more arrives."""
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class RemoteFile:
    """A file whose content is known beforehand. `size` is in bytes, `md5` hexadecimal."""

    url: str
    name: str
    size: int
    md5: str


IMDB = RemoteFile(
    url="https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz",
    name="aclImdb_v1.tar.gz",
    size=84_125_825,
    md5="7c2ac02c03563afcf9b574c7e56c153a",
)


@dataclass(frozen=True)
class DownloadProgress:
    """`done` of `total` bytes are here, those of an earlier attempt included."""

    done: int
    total: int
    bytes_per_second: float


@dataclass(frozen=True)
class DownloadPaused:
    """The connection failed for `reason`; the next attempt comes in `seconds`."""

    reason: str
    seconds: float
    done: int
    total: int


@dataclass(frozen=True)
class DownloadFinished:
    """The file is at `path`, whole and checked."""

    path: Path


DownloadEvent = DownloadProgress | DownloadPaused | DownloadFinished


class _Dropped(Exception):
    """An attempt that failed in a way that another one may mend."""


def downloads_home() -> Path:
    """The folder for downloaded data sets (CARRYTRACK_HOME moves it)."""
    told = os.environ.get("CARRYTRACK_HOME")
    home = Path(told) if told else platformdirs.user_data_path("carrytrack", appauthor=False)
    return home / "data"


def downloaded(remote: RemoteFile = IMDB, folder: Path | None = None) -> Path | None:
    """Where the file lies if it is there in full size; `download` also checks its content."""
    place = _place(remote, folder)
    return place if _size(place) == remote.size else None


def bytes_here(remote: RemoteFile = IMDB, folder: Path | None = None) -> int:
    """How much of it an earlier download left behind."""
    return _size(_part(_place(remote, folder)))


def download(
    remote: RemoteFile = IMDB, folder: Path | None = None, *, pauses: Sequence[float] = PAUSES
) -> Iterator[DownloadEvent]:
    """Fetch a file, yielding at least thirty events a second; DownloadFinished is the last.

    Closing the generator cancels at once and keeps what has arrived. Raises UserProblem where the
    server cannot be reached or offers something else, or the folder cannot be written.
    """
    place = _place(remote, folder)
    part = _part(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if not _is_right(place, remote):
            _require_room(part, remote)
            yield from _fetch_checked(remote, part, pauses)
            part.replace(place)
    except OSError as error:
        raise UserProblem(
            f"{remote.name} cannot be kept in {place.parent} ({error.strerror or error}): "
            "make room there, or set CARRYTRACK_HOME to another folder."
        ) from error
    yield DownloadFinished(place)


def _place(remote: RemoteFile, folder: Path | None) -> Path:
    return (folder or downloads_home()) / remote.name


def _part(place: Path) -> Path:
    return place.with_name(f"{place.name}.part")


def _fetch_checked(
    remote: RemoteFile, part: Path, pauses: Sequence[float]
) -> Iterator[DownloadEvent]:
    went_on = _size(part) > 0
    yield from _fetch(remote, part, pauses)
    if not _is_right(part, remote) and went_on:
        # The old beginning may have been of another file: once more, from the first byte.
        part.unlink(missing_ok=True)
        yield from _fetch(remote, part, pauses)
    if not _is_right(part, remote):
        part.unlink(missing_ok=True)
        raise UserProblem(
            f"What {_host(remote)} sent is not {remote.name} as published (its checksum differs), "
            "so it was removed: try again later."
        )


def _fetch(remote: RemoteFile, part: Path, pauses: Sequence[float]) -> Iterator[DownloadEvent]:
    """Attempts until `part` has the full size, or nothing more arrives in a row of them."""
    failures = 0
    while (before := _size(part)) != remote.size:
        try:
            yield from _attempt(remote, part)
            reason = "the connection was closed early"
        except _Dropped as dropped:
            reason = str(dropped)
        now = _size(part)
        if now == remote.size:
            return
        if now - before > remote.size // 100:
            failures = 0
        if failures == len(pauses):
            raise UserProblem(_unreachable(remote, reason, now))
        yield from _pause(pauses[failures], DownloadPaused(reason, 0, now, remote.size))
        failures += 1


def _attempt(remote: RemoteFile, part: Path) -> Iterator[DownloadProgress]:
    """One connection; what it brings is appended to `part`."""
    # requests takes a tenth of a second to import: only who downloads waits for it.
    from explorer.reviews.transfer import Answer, Ended, Transfer  # noqa: PLC0415

    have = _size(part)
    if have > remote.size:
        part.unlink()
        have = 0
    transfer = Transfer(remote.url, have)
    clock = _Clock(have, remote.size)
    try:
        with part.open("ab") as file:
            while not isinstance(item := transfer.take(HEARTBEAT), Ended):
                if isinstance(item, Answer):
                    have = _start(item, have, remote, file)
                    clock = _Clock(have, remote.size)
                elif item is not None:
                    have += len(item)
                    if have > remote.size:
                        raise UserProblem(_something_else(remote, f"more than {remote.size:,}"))
                    file.write(item)
                if item is None or clock.is_due():
                    yield clock.progress(have)
            yield clock.progress(have)
            if item.reason:
                raise _Dropped(item.reason)
    finally:
        transfer.give_up()


def _start(answer: "Answer", have: int, remote: RemoteFile, file: BinaryIO) -> int:
    """Judge the head of an answer; returns how many bytes of `file` it goes on from."""
    if answer.status in _TRY_AGAIN:
        raise _Dropped(f"it answers {answer.status}")
    going_on = answer.status == 206 and answer.start == have
    if answer.status in (206, 416) and not going_on:
        file.truncate(0)
        raise _Dropped("it does not go on where the file ended")
    if answer.status not in (200, 206):
        raise UserProblem(
            f"{_host(remote)} answers {answer.status} to {remote.url}: try again later, or look "
            f"for {remote.name} elsewhere and open that file."
        )
    if answer.total is not None and answer.total != remote.size:
        raise UserProblem(_something_else(remote, f"{answer.total:,}"))
    if not going_on:
        file.truncate(0)
    return have if going_on else 0


def _pause(seconds: float, event: DownloadPaused) -> Iterator[DownloadPaused]:
    end = time.monotonic() + seconds
    never = threading.Event()
    while (left := end - time.monotonic()) > 0:
        yield DownloadPaused(event.reason, left, event.done, event.total)
        never.wait(min(left, HEARTBEAT))


class _Clock:
    """Speed over this attempt, and when the next event is due."""

    def __init__(self, have: int, total: int) -> None:
        self._first, self._total = have, total
        self._began = self._last = time.monotonic()

    def is_due(self) -> bool:
        return time.monotonic() - self._last >= HEARTBEAT

    def progress(self, have: int) -> DownloadProgress:
        self._last = time.monotonic()
        elapsed = max(self._last - self._began, 1e-6)
        return DownloadProgress(have, self._total, (have - self._first) / elapsed)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _is_right(path: Path, remote: RemoteFile) -> bool:
    if _size(path) != remote.size:
        return False
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False))
    return digest.hexdigest() == remote.md5


def _require_room(part: Path, remote: RemoteFile) -> None:
    needed = remote.size - _size(part)
    free = shutil.disk_usage(part.parent).free
    if free < needed:
        raise UserProblem(
            f"{remote.name} needs {needed / 1e6:.0f} MB more, but {part.parent} has only "
            f"{free / 1e6:.0f} MB free: make room, or set CARRYTRACK_HOME to another folder."
        )


def _host(remote: RemoteFile) -> str:
    return urlsplit(remote.url).hostname or remote.url


def _unreachable(remote: RemoteFile, reason: str, have: int) -> str:
    kept = f" What has arrived ({have / 1e6:.1f} MB) is kept." if have else ""
    return (
        f"{remote.name} could not be downloaded from {_host(remote)} ({reason}): check the "
        f"internet connection and start again.{kept} You can also fetch {remote.url} with a "
        "browser and open that file."
    )


def _something_else(remote: RemoteFile, size: str) -> str:
    return (
        f"{_host(remote)} offers {size} bytes instead of the {remote.size:,} of {remote.name}. "
        "Some networks answer with a page of their own until you log in: open a browser, "
        "then start again."
    )
