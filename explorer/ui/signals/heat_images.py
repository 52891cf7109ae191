"""Heatmaps as pictures: one pixel per timestep and unit (or per pixel row where units crowd)."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from explorer.ui.signals.geometry import Row
from explorer.ui.signals.look import Look
from explorer.ui.signals.ranges import ValueRange
from explorer.ui.theme.colormaps import indices, lut, packed


def heat_image(
    values: NDArray[np.float32],
    order: NDArray[np.intp],
    table: NDArray[np.uint32],
    span: ValueRange,
    rows: int,
) -> QImage:
    """A picture (N wide, at most `rows` high) of `values` (N, H) with the units in `order`.

    Where there are more units than pixel rows, neighbouring units in the order are averaged:
    skipping them would hide whole units.
    """
    if len(order) > rows:
        values, order = _pooled(values, order, rows), np.arange(rows)
    places = np.ascontiguousarray(indices(values, span.low, span.high).T[order])
    pixels = table[places]
    height, width = pixels.shape
    # copy(): the picture must own its pixels, the array goes away.
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def _pooled(values: NDArray[np.float32], order: NDArray[np.intp], rows: int) -> NDArray[np.float32]:
    """(N, rows): means over `rows` stretches of units in `order`."""
    edges = np.arange(rows + 1) * len(order) // rows
    sums = np.add.reduceat(values[:, order], edges[:-1], axis=1)
    return np.divide(sums, np.diff(edges), dtype=np.float32)


@dataclass
class HeatImages:
    """The pictures of all signals, made when asked for and kept until something changes."""

    _kept: dict[str, tuple[tuple[object, ...], QImage]] = field(default_factory=dict)

    def image(self, look: Look, row: Row) -> QImage:
        """The picture of one row, as high in pixels as the row at most."""
        span, rows = look.ranges[row.letter], max(1, round(row.height * look.ratio))
        key = (look.version, span, rows, look.palette.name, look.colours)
        kept = self._kept.get(row.letter)
        if kept is not None and kept[0] == key:
            return kept[1]
        window, reading = look.frame.window, look.reading
        values = reading.signals[row.letter][window.start : window.stop]
        table = packed(lut(row.letter, look.palette, look.colours))
        made = heat_image(values, reading.order, table, span, rows)
        self._kept[row.letter] = (key, made)
        return made


class EnlargedImages(HeatImages):
    """Pictures at their full size, for files whose viewers would blur small ones."""

    def image(self, look: Look, row: Row) -> QImage:
        """The picture of one row with a whole pixel block per value."""
        small = super().image(look, row)
        times = 1 + int(2 * row.height / small.height())
        wide = 1 + int(2 * (look.frame.right - look.frame.left) / small.width())
        return small.scaled(small.width() * wide, small.height() * times)
