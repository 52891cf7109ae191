"""Animated PNG, written frame by frame: every browser plays it, and colours stay exact.

Source: W3C PNG (third edition), chunks acTL, fcTL and fdAT. A frame stores only the rectangle
that changed; one that changes nothing makes the frame before it last longer. Written here because
each frame is to be an event of its own: progress, and a way to stop.
"""

import struct
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np

from explorer.analysis.export.png import RGB, RGBA, SIGNATURE, chunk, header, packed
from explorer.problem import UserProblem
from explorer.whole_file import whole_file

LONGEST_MS = 65_535


class ApngWriter:
    """A context manager; `add` takes frames of one size. The file appears when the block ends.

    loops: how often it plays, 0 for ever. If the block is left by an exception, or no frame was
    added, no file is left. Raises UserProblem where the disk does not take it.
    """

    def __init__(self, path: Path, *, loops: int = 0) -> None:
        self._loops = loops
        self._path = path
        self._whole = whole_file(path)
        self._frames = self._sequence = 0
        self._before: np.ndarray | None = None
        self._waiting: tuple[np.ndarray, int, int, int] | None = None

    @property
    def frames(self) -> int:
        """How many frames the animation will have so far."""
        return self._frames + (self._waiting is not None)

    def __enter__(self) -> Self:
        self._file: BinaryIO = self._whole.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        if error is None:
            try:
                self._finish()
            except BaseException as failed:
                self._whole.__exit__(type(failed), failed, failed.__traceback__)
                raise
        return self._whole.__exit__(kind, error, trace)

    def add(self, rgba: np.ndarray, milliseconds: int) -> None:
        """Show a picture (height, width, 4), uint8, for so long (1…65,535 ms).

        Whether the animation is transparent is decided by its first frame.
        """
        if self._before is None:
            self._open(rgba)
        pixels = np.ascontiguousarray(rgba[..., : self._channels])
        if self._before is None:
            self._put(pixels, 0, 0, milliseconds)
        elif pixels.shape != self._before.shape:
            raise UserProblem(
                f"The pictures of an animation must have one size: {pixels.shape[1]} × "
                f"{pixels.shape[0]} came after {self._before.shape[1]} × {self._before.shape[0]}."
            )
        else:
            changed = (pixels != self._before).any(axis=2)
            rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
            if len(rows):
                top, left = int(rows[0]), int(columns[0])
                part = pixels[top : rows[-1] + 1, left : columns[-1] + 1]
                self._put(part, left, top, milliseconds)
            else:
                self._lengthen(milliseconds)
        self._before = pixels

    def _open(self, rgba: np.ndarray) -> None:
        """Write what comes before the first frame; the number of frames is put in at the end."""
        opaque = rgba.shape[2] == 3 or bool((rgba[..., 3] == 255).all())
        self._channels = 3 if opaque else 4
        self._file.write(SIGNATURE)
        self._file.write(header(rgba.shape[1], rgba.shape[0], RGB if opaque else RGBA))
        self._count_at = self._file.tell()
        self._file.write(self._count())

    def _count(self) -> bytes:
        return chunk(b"acTL", struct.pack(">II", self._frames, self._loops))

    def _put(self, part: np.ndarray, left: int, top: int, milliseconds: int) -> None:
        """Keep a frame until it is known how long it lasts."""
        self._flush()
        self._waiting = (part, left, top, milliseconds)

    def _lengthen(self, milliseconds: int) -> None:
        assert self._waiting is not None
        part, left, top, so_far = self._waiting
        if so_far + milliseconds > LONGEST_MS:
            self._put(part, left, top, milliseconds)
        else:
            self._waiting = (part, left, top, so_far + milliseconds)

    def _flush(self) -> None:
        if self._waiting is None:
            return
        part, left, top, milliseconds = self._waiting
        height, width = part.shape[:2]
        place = struct.pack(">IIIII", self._next(), width, height, left, top)
        self._file.write(chunk(b"fcTL", place + struct.pack(">HHBB", milliseconds, 1000, 0, 0)))
        data = packed(part)
        if self._frames == 0:
            self._file.write(chunk(b"IDAT", data))
        else:
            self._file.write(chunk(b"fdAT", struct.pack(">I", self._next()) + data))
        self._frames += 1
        self._waiting = None

    def _next(self) -> int:
        self._sequence += 1
        return self._sequence - 1

    def _finish(self) -> None:
        if self._before is None:
            raise UserProblem(f"{self._path} would be empty: there is no picture to write.")
        self._flush()
        self._file.write(chunk(b"IEND", b""))
        self._file.seek(self._count_at)
        self._file.write(self._count())
