"""Heatmaps as pictures: one pixel per timestep and unit (or per pixel row where units crowd)."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
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
    sizes = np.diff(edges)
    row = np.repeat(np.arange(rows), sizes)
    shares = np.zeros((values.shape[1], rows), np.float32)
    shares[order, row] = 1 / sizes[row]
    with np.errstate(invalid="ignore"):
        pooled = values @ shares  # seven times as fast as adding stretches up
    if np.isfinite(pooled).all():
        return pooled
    stretches = np.split(order, edges[1:-1])  # one unit's infinity is not its neighbours'
    return np.stack([values[:, units].mean(axis=1) for units in stretches], axis=1)


@dataclass(frozen=True)
class Cut:
    """A picture, and the part of it that is in view."""

    image: QImage
    part: QRectF

    def alone(self) -> QImage:
        """Only the part in view."""
        return self.image.copy(self.part.toRect())


@dataclass
class HeatImages:
    """The pictures of all signals, made when asked for and kept until something changes.

    A picture holds the whole review, so that panning and zooming only cut another part out of it.
    Where timesteps crowd, neighbours are averaged, once for each zoom.
    """

    _kept: dict[str, tuple[tuple[object, ...], QImage]] = field(default_factory=dict)

    def cut(self, look: Look, row: Row) -> Cut:
        """One row's picture, as high in pixels as the row at most, and the part in view."""
        window = look.frame.window
        columns = max(1, round((look.frame.right - look.frame.left) * look.ratio))
        if window.length > columns:
            image = self._image(look, row, slice(window.start, window.stop), columns)
            return Cut(image, QRectF(0, 0, image.width(), image.height()))
        image = self._image(look, row, slice(0, window.total), 0)
        return Cut(image, QRectF(window.start, 0, window.length, image.height()))

    def _image(self, look: Look, row: Row, shown: slice, columns: int) -> QImage:
        """Timesteps `shown` of a signal; at most `columns` wide unless that is 0."""
        span, rows = look.ranges[row.letter], max(1, round(row.height * look.ratio))
        stretch = (shown.start, shown.stop, columns)
        key = (look.version, stretch, span, rows, look.palette.name, look.colours)
        kept = self._kept.get(row.letter)
        if kept is not None and kept[0] == key:
            return kept[1]
        values = look.reading.signals[row.letter][shown]
        if columns:
            values = over_time(values, columns)
        table = packed(lut(row.letter, look.palette, look.colours))
        made = heat_image(values, look.reading.order, table, span, rows)
        self._kept[row.letter] = (key, made)
        return made


def over_time(values: NDArray[np.float32], columns: int) -> NDArray[np.float32]:
    """(columns, H): means over `columns` stretches of time."""
    edges = np.arange(columns + 1) * len(values) // columns
    sums = np.add.reduceat(values, edges[:-1], axis=0)
    return np.divide(sums, np.diff(edges)[:, None], dtype=np.float32)


class EnlargedImages(HeatImages):
    """Pictures at their full size, for files whose viewers would blur small ones."""

    def cut(self, look: Look, row: Row) -> Cut:
        """The part in view with a whole pixel block per value."""
        small = super().cut(look, row).alone()
        times = 1 + int(2 * row.height / small.height())
        wide = 1 + int(2 * (look.frame.right - look.frame.left) / small.width())
        large = small.scaled(small.width() * wide, small.height() * times)
        return Cut(large, QRectF(0, 0, large.width(), large.height()))
