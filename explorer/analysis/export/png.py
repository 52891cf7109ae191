"""PNG pictures of arrays (ISO/IEC 15948), from the chunks up: what the animation needs anyway."""

import struct
import zlib

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB, INDEXED, RGBA = 2, 3, 6
LEVEL = 6


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk: its length, kind, data, and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width: int, height: int, colours: int) -> bytes:
    """Return IHDR: 8 bits a channel, `colours` one of RGB, INDEXED, RGBA."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0))


def packed(pixels: np.ndarray) -> bytes:
    """Compress pixels (height, width) or (height, width, channels), uint8, each row unfiltered."""
    rows = pixels.reshape(len(pixels), -1)
    filtered = np.zeros((rows.shape[0], rows.shape[1] + 1), np.uint8)
    filtered[:, 1:] = rows
    return zlib.compress(filtered.tobytes(), LEVEL)


def indexed_png(places: np.ndarray, table: np.ndarray) -> bytes:
    """Return a PNG of colour places (height, width), uint8, in a table of at most 256 (N, 3|4)."""
    height, width = places.shape
    return b"".join(
        [
            SIGNATURE,
            header(width, height, INDEXED),
            chunk(b"PLTE", np.ascontiguousarray(table[:, :3], np.uint8).tobytes()),
            chunk(b"IDAT", packed(places)),
            chunk(b"IEND", b""),
        ]
    )
