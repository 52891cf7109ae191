"""What colours the words: how they pushed the verdict, a unit's signal, or values from outside."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.ui.signals.ranges import ValueRange
from explorer.ui.signals.reading import Floats, Reading
from explorer.ui.theme.colormaps import indices, lut, packed, push_lut
from explorer.ui.theme.palette import Palette

PUSH = "push"
FULL_PUSH = 2.2  # change of logit that takes the full colour


@dataclass(frozen=True, eq=False)
class Shade:
    """One value a timestep of the review, (T,), pads left out.

    name: what it is, for the label beside the strip. full: the value that takes the full colour,
    blue above 0 and amber below; with `rooted` small values are told apart by their square root.
    A shade that is `unsigned` runs from 0 to `full` in grey: it speaks of no sentiment.
    """

    name: str
    values: Floats
    full: float
    rooted: bool = True
    unsigned: bool = False


def word_colours(
    reading: Reading,
    palette: Palette,
    *,
    words_by: str = PUSH,
    unit: int | None = None,
    shade: Shade | None = None,
    ranges: Mapping[str, ValueRange] | None = None,
    colours: str = "hues",
) -> NDArray[np.uint32]:
    """0xAARRGGBB of every column (T,) of a reading, its pads counted."""
    if shade is not None:
        values = np.zeros(reading.timesteps, np.float32)
        values[reading.lead :] = shade.values
        return shade_colours(values, shade, palette)
    if words_by not in reading.signals or unit is None:
        return shade_colours(reading.push, Shade("Push", reading.push, FULL_PUSH), palette)
    span = (ranges or {})[words_by]
    table = packed(lut(words_by, palette, colours))
    return table[indices(reading.signals[words_by][:, unit], span.low, span.high)]


def shade_colours(values: Floats, shade: Shade, palette: Palette) -> NDArray[np.uint32]:
    """0xAARRGGBB of values (T,) as `shade` colours them."""
    share = np.clip(values / (shade.full or 1.0), -1, 1)
    if shade.rooted:
        # Square root: most words do a little, and should still be told apart.
        share = np.sign(share) * np.sqrt(np.abs(share))
    if shade.unsigned:
        return packed(lut("i", palette, "greys"))[indices(share, 0.0, 1.0)]
    return packed(push_lut(palette))[indices(share, -1.0, 1.0)]
