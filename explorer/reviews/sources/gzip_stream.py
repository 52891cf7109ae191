"""A gzip file as a stream of bytes that says so when it is cut short, damaged or a bomb."""

import zlib
from pathlib import Path
from typing import BinaryIO

from explorer.problem import UserProblem

MAGIC = b"\x1f\x8b"
CHUNK = 1 << 16
TAR_BLOCK = 512
LARGEST_TOTAL = 1 << 30
"""Bytes after unpacking; the whole data set, unlabelled part included, has a third of that."""
SUSPICIOUS_FROM = 64 << 20
SUSPICIOUS_RATIO = 50
"""English packs to a third or a quarter; a bomb of zeros packs to a thousandth."""


class GzipStream:
    """Reads one gzip file from front to back, in bounded memory.

    Every problem raises UserProblem with a sentence naming the file.
    """

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self._name = path.name
        self._size = max(path.stat().st_size, 1)
        self._packed = 0
        self._unpacked = 0
        self._ready = b""
        self._given = 0
        self._last_block = b""
        self._start_member()

    @property
    def fraction(self) -> float:
        """How much of the packed file has been read, from 0 to 1."""
        return min(self._packed / self._size, 1.0)

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, fewer only at the end: what tarfile asks of a stream."""
        pieces: list[bytes] = []
        wanted = size
        while wanted > 0 and (self._given < len(self._ready) or self._refill()):
            piece = self._ready[self._given : self._given + wanted]
            self._given += len(piece)
            wanted -= len(piece)
            pieces.append(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    @property
    def ends_in_zeros(self) -> bool:
        """Whether the last bytes unpacked so far could be the end of a tar file."""
        return not any(self._last_block)

    def _start_member(self) -> None:
        self._inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)

    def _refill(self) -> bool:
        """Unpack the next bytes into `_ready`; False at the end of the file."""
        self._ready = b""
        self._given = 0
        while not self._ready:
            packed = self._next_packed()
            if not packed:
                return False
            try:
                self._ready = self._inflater.decompress(packed, CHUNK * 4)
            except zlib.error as error:
                raise UserProblem(
                    f"{self._name} is damaged ({error}): download it again."
                ) from None
            self._unpacked += len(self._ready)
            self._last_block = (self._last_block + self._ready[-TAR_BLOCK:])[-TAR_BLOCK:]
            self._refuse_bomb()
        return True

    def _next_packed(self) -> bytes:
        """The bytes to unpack next: the inflater's leftovers, then the file's; b"" at the end."""
        if self._inflater.eof:
            packed = self._inflater.unused_data or self._read_file()
            # Another gzip member may follow; padding after the last one is not data.
            if not packed.startswith(MAGIC):
                return b""
            self._start_member()
            return packed
        packed = self._inflater.unconsumed_tail or self._read_file()
        if not packed:
            raise UserProblem(
                f"{self._name} ends too early, as after a broken download: download it again."
            )
        return packed

    def _read_file(self) -> bytes:
        packed = self._file.read(CHUNK)
        self._packed += len(packed)
        return packed

    def _refuse_bomb(self) -> None:
        swollen = self._unpacked > SUSPICIOUS_FROM and (
            self._unpacked > SUSPICIOUS_RATIO * self._packed
        )
        if swollen or self._unpacked > LARGEST_TOTAL:
            raise UserProblem(
                f"{self._name} unpacks to far more than reviews would, so it was not read: "
                "take the data set as Stanford publishes it."
            )
