"""Pictures, drawings and tables as files."""

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from explorer.problem import UserProblem
from explorer.whole_file import draft_of

Row = list[object]


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; UserProblem if it cannot be written."""
    try:
        with draft_of(path) as draft:
            draft.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserProblem(
            f"Could not write {path}: {reason}. Choose another folder or name."
        ) from error


def png_bytes(image: QImage) -> bytes:
    """An image as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def svg_bytes(size: QSize, title: str, paint: Callable[[QPainter], None]) -> bytes:
    """What `paint` draws, as an SVG file."""
    buffer = QBuffer()  # it owns its data: a byte array beside it would be freed first
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(0, 0), size))
    generator.setTitle(title)
    painter = QPainter(generator)
    paint(painter)
    painter.end()
    return bytes(buffer.data().data())


def csv_bytes(rows: Iterable[Row]) -> bytes:
    """Rows, the first of which is the head, as a CSV file in UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
