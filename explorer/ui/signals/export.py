"""What the view shows, outside it: a picture (PNG, SVG) and a table."""

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from explorer.ui.saving.files import Row, svg_bytes
from explorer.ui.signals.canvas import paint_view
from explorer.ui.signals.look import Look
from explorer.ui.signals.reading import Reading
from explorer.ui.signals.rows.heat_images import EnlargedImages, HeatImages

PICTURE_RATIO = 2.0  # pixels per pixel on screen: sharp in print


def picture(look: Look, scale: float = PICTURE_RATIO) -> QImage:
    """The view as an image at `scale` times its size, without what the mouse is over."""
    still = replace(look, hover=None, ratio=scale)
    image = QImage(_size(look) * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    paint_view(painter, still, HeatImages())
    painter.end()
    return image


def drawing(look: Look) -> bytes:
    """The view as an SVG file, without what the mouse is over."""

    def paint(painter: QPainter) -> None:
        paint_view(painter, replace(look, hover=None), EnlargedImages())

    return svg_bytes(_size(look), "Signals under the words", paint)


def table(reading: Reading) -> list[Row]:
    """The values, one row per timestep under a row of names."""
    columns = [(letter, unit) for letter in reading.letters for unit in range(reading.units)]
    names = [f"{letter}_{unit}" for letter, unit in columns]
    rows: list[Row] = [["t", "word", "known", "p_positive", "push", *names]]
    tables = [reading.signals[letter] for letter in reading.letters]
    for t, word in enumerate(reading.words):
        values = [f"{v:.7g}" for table in tables for v in table[t].tolist()]
        start = [t, word, int(reading.known[t])]
        chance, push = f"{reading.probability[t]:.7g}", f"{reading.push[t]:.7g}"
        rows.append([*start, chance, push, *values])
    return rows


def _size(look: Look) -> QSize:
    return QSize(round(look.frame.width), round(look.frame.height))
