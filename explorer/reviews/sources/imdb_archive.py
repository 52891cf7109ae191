"""The Large Movie Review Dataset as Stanford publishes it: aclImdb_v1.tar.gz.

The archive is read as a stream from front to back. Nothing in it is ever written to disk, so a
hostile member can name any path and reach none; such members are refused all the same, since an
archive that has them is not the data set.
"""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from explorer.problem import UserProblem
from explorer.reviews.review import OnFraction, Review
from explorer.reviews.sources.gzip_stream import CHUNK, GzipStream
from explorer.reviews.sources.imdb_layout import LARGEST_REVIEW, place_of, require_all_parts
from explorer.reviews.sources.reading import sha256_of, unreadable

MOST_MEMBERS = 500_000
"""The whole data set has 100,019."""


@dataclass(frozen=True)
class ImdbArchive:
    """aclImdb_v1.tar.gz, with or without the unlabelled part."""

    path: Path
    title: str = field(default="IMDB", init=False)
    synthetic: bool = field(default=False, init=False)

    def identity(self) -> str:
        """The SHA-256 of the file."""
        return sha256_of(self.path)

    def reviews(self, on_fraction: OnFraction | None = None) -> Iterator[Review]:
        """Every labelled review, in the order of the archive."""
        try:
            with self.path.open("rb") as file:
                stream = GzipStream(file, self.path)
                yield from self._reviews_in(stream, on_fraction)
        except tarfile.TarError as error:
            raise UserProblem(
                f"{self.path.name} is not a readable archive ({error}): download it again."
            ) from error
        except OSError as error:
            raise unreadable(self.path, error) from error

    def _reviews_in(self, stream: GzipStream, on_fraction: OnFraction | None) -> Iterator[Review]:
        seen: set[str] = set()
        # tarfile asks its stream for read(size) and nothing else.
        with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|", bufsize=CHUNK) as archive:
            for count, member in enumerate(_members(archive)):
                self._refuse_odd(member, count)
                place = place_of(member.name)
                if place is None or not member.isfile():
                    continue
                if member.size > LARGEST_REVIEW:
                    raise UserProblem(
                        f"{self.path.name} holds a review of {member.size:,} bytes "
                        f"({member.name}), which no review has: download it again."
                    )
                content = archive.extractfile(member)
                if content is None:
                    continue
                seen.add(place.part)
                yield place.review(content.read(), self.path.name)
                if on_fraction is not None:
                    on_fraction(stream.fraction)
            _require_end(archive, stream)
        require_all_parts(seen, self.path.name)

    def _refuse_odd(self, member: tarfile.TarInfo, count: int) -> None:
        reason = ""
        if count >= MOST_MEMBERS:
            reason = f"has more than {MOST_MEMBERS:,} files"
        elif member.issym() or member.islnk():
            reason = f"holds a link ({member.name})"
        elif not (member.isfile() or member.isdir()):
            reason = f"holds something that is not a file ({member.name})"
        elif _leads_outside(member.name):
            reason = f"holds a path that leads out of it ({member.name})"
        if reason:
            raise UserProblem(
                f"{self.path.name} {reason}, so it was not read: "
                "take the data set as Stanford publishes it."
            )


def _members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Each member once; tarfile would keep all 100,000 of them in memory."""
    while (member := archive.next()) is not None:
        # typeshed does not know this list.
        cast("Any", archive).members.clear()
        yield member


def _require_end(archive: tarfile.TarFile, stream: GzipStream) -> None:
    """Read on behind the last member, where only zeros may stand.

    tarfile takes a damaged header for the end of the archive and says nothing.
    """
    rest = cast("IO[bytes]", archive.fileobj)
    while block := rest.read(CHUNK):
        if any(block):
            break
    if block or not stream.ends_in_zeros:
        raise tarfile.ReadError("it stops in the middle")


def _leads_outside(name: str) -> bool:
    windows = name.replace("\\", "/")
    return windows.startswith("/") or ".." in windows.split("/") or ":" in windows.split("/")[0]
