"""Colour maps: a signal's values to 256 colours, built once per theme.

The value 0 (or a gate's range minimum) is the canvas colour, in both themes. Gates run from
there to their hue; candidate, carry and hidden state diverge to amber below zero.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.ui.theme import oklab
from explorer.ui.theme.palette import Palette

GATES = frozenset("ifozr")  # values in 0..1, a sequential map; every other signal diverges
LEVELS = 256
COLOUR_MAPS = ("hues", "cividis", "greys")

# Cividis (Nuñez, Anderton, Renslow 2018): five of its colours, mixed in OKLab between them.
_CIVIDIS = ["#00224e", "#434e6c", "#7d7c78", "#bcaf6f", "#fee838"]

Lut = NDArray[np.uint8]


def is_sequential(letter: str) -> bool:
    """Whether a signal is a gate (0..1); the others diverge around 0."""
    return letter in GATES


@lru_cache(maxsize=64)
def lut(letter: str, palette: Palette, colours: str = "hues") -> Lut:
    """The (256, 4) RGBA table of a signal; `colours` is one of COLOUR_MAPS. Read-only."""
    if colours not in COLOUR_MAPS:
        raise ValueError(f"no colour map {colours!r}: take one of {', '.join(COLOUR_MAPS)}")
    if colours == "cividis":
        return _table(oklab.ramp(_CIVIDIS, np.linspace(0, 1, LEVELS)))
    if colours == "greys":
        return _table(oklab.ramp([palette.zero, palette.cursor], np.linspace(0, 1, LEVELS)))
    if is_sequential(letter):
        return _table(oklab.ramp(_gate_stops(letter, palette), np.linspace(0, 1, LEVELS)))
    return _diverging(palette, palette.signal(letter))


@lru_cache(maxsize=8)
def push_lut(palette: Palette) -> Lut:
    """The (256, 4) table of a word's push: amber below, blue above, the strip's ground at 0."""
    ground = palette.surface2
    return _two_sided([ground, palette.neg_fill], [ground, palette.pos_fill])


@lru_cache(maxsize=8)
def share_lut(palette: Palette) -> Lut:
    """The (256, 4) table of a share of the logit in a heatmap: amber below, blue above."""
    return _two_sided(
        [palette.zero, oklab.mixed(palette.zero, palette.neg_fill, 0.6), palette.neg_fill],
        [palette.zero, oklab.mixed(palette.zero, palette.pos_fill, 0.6), palette.pos_fill],
    )


def indices(values: NDArray[np.floating], low: float, high: float) -> NDArray[np.uint8]:
    """Places 0..255 in a table of values between `low` and `high`; outside is clipped.

    A range around 0 (low = −high) leaves place 0 unused, so that the value 0 falls on place
    128 exactly, where a diverging table has the canvas colour.
    """
    first = 1 if low < 0 else 0
    scale = (LEVELS - 1 - first) / (high - low) if high > low else 0.0
    # One buffer all the way: this runs for every heatmap at every redraw.
    place = np.multiply(values, np.float32(scale), dtype=np.float32)
    place += np.float32(first + 0.5 - low * scale)
    np.clip(place, 0, LEVELS - 1, out=place)
    return place.astype(np.uint8)


def packed(table: Lut) -> NDArray[np.uint32]:
    """A table as (256,) 0xAARRGGBB words, the layout of QImage's 32-bit formats."""
    wide = table.astype(np.uint32)
    alpha, red, green = wide[:, 3] << 24, wide[:, 0] << 16, wide[:, 1] << 8
    return (alpha | red | green | wide[:, 2]).astype(np.uint32)


def _gate_stops(letter: str, palette: Palette) -> list[str]:
    hue, zero = palette.signal(letter), palette.zero
    steps = [oklab.mixed(zero, hue, share) for share in (0.22, 0.52, 0.84)]
    return [zero, *steps, oklab.mixed(hue, palette.heat_end, 0.22)]


def _diverging(palette: Palette, hue: str) -> Lut:
    return _two_sided(_arm(palette, palette.heat_negative), _arm(palette, hue))


def _arm(palette: Palette, hue: str) -> list[str]:
    """One side of a diverging map, from the canvas colour at 0 outwards."""
    tip = oklab.mixed(hue, palette.heat_end, 0.18) if palette.is_dark else hue
    return [palette.zero, oklab.mixed(palette.zero, hue, 0.62), hue, tip]


def _two_sided(below: list[str], above: list[str]) -> Lut:
    centre = LEVELS // 2
    place = (np.arange(LEVELS) - centre) / (centre - 1)
    negative = oklab.ramp(below, -place)
    return _table(np.where(place[:, None] < 0, negative, oklab.ramp(above, place)))


def _table(rgb: NDArray[np.uint8]) -> Lut:
    table = np.full((LEVELS, 4), 255, np.uint8)
    table[:, :3] = rgb
    table.flags.writeable = False
    return table
