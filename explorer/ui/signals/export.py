"""What the view shows, outside it: a picture (PNG, SVG) and a table (CSV)."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from explorer.problem import UserProblem
from explorer.ui.signals.canvas import paint_view
from explorer.ui.signals.heat_images import EnlargedImages, HeatImages
from explorer.ui.signals.look import Look
from explorer.ui.signals.reading import Reading
from explorer.whole_file import draft_of

PICTURE_RATIO = 2.0  # pixels per pixel on screen: sharp in print


def picture(look: Look, scale: float = PICTURE_RATIO) -> QImage:
    """The view as an image at `scale` times its size, without what the mouse is over."""
    still = replace(look, hover=None, ratio=scale)
    size = QSize(round(look.frame.width), round(look.frame.height))
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    paint_view(painter, still, HeatImages())
    painter.end()
    return image


def save_picture(look: Look, path: Path, scale: float = PICTURE_RATIO) -> None:
    """Write PNG, or SVG if the name ends so; UserProblem if it cannot be written."""
    if path.suffix.lower() == ".svg":
        write_file(path, _svg(look))
        return
    write_file(path, png_bytes(picture(look, scale)))


def png_bytes(image: QImage) -> bytes:
    """An image as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def save_table(reading: Reading, path: Path) -> None:
    """Write the values as CSV, one line per timestep; UserProblem if it cannot be written."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = [(letter, unit) for letter in reading.letters for unit in range(reading.units)]
    names = [f"{letter}_{unit}" for letter, unit in columns]
    writer.writerow(["t", "word", "known", "p_positive", "push", *names])
    tables = [reading.signals[letter] for letter in reading.letters]
    for t, word in enumerate(reading.words):
        values = [f"{v:.7g}" for table in tables for v in table[t].tolist()]
        start = [t, word, int(reading.known[t])]
        chance, push = f"{reading.probability[t]:.7g}", f"{reading.push[t]:.7g}"
        writer.writerow([*start, chance, push, *values])
    write_file(path, text.getvalue().encode())


def _svg(look: Look) -> bytes:
    def paint(painter: QPainter) -> None:
        paint_view(painter, replace(look, hover=None), EnlargedImages())

    size = QSize(round(look.frame.width), round(look.frame.height))
    return svg_bytes(size, "Signals under the words", paint)


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
