"""Colour maps, worked out again number by number from the design's formulas."""

import math
from itertools import pairwise

import numpy as np
import pytest

from explorer.ui.theme import colormaps
from explorer.ui.theme.palette import DARK, LIGHT, Palette

BOTH = pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
SIGNALS = "ifkochzrn"


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _to_lab(colour: str) -> tuple[float, float, float]:
    srgb = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in srgb)
    l_ = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    m_ = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    s_ = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * l_ + 0.793617785 * m_ - 0.0040720468 * s_,
        1.9779984951 * l_ - 2.428592205 * m_ + 0.4505937099 * s_,
        0.0259040371 * l_ + 0.7827717662 * m_ - 0.808675766 * s_,
    )


def _to_rgb(lab: tuple[float, ...]) -> tuple[int, ...]:
    light, a, b = lab
    l_ = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m_ = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s_ = (light - 0.0894841775 * a - 1.291485548 * b) ** 3
    linear = (
        4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
        -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
        -0.0041960863 * l_ - 0.7034186147 * m_ + 1.707614701 * s_,
    )
    out = []
    for value in (max(0.0, part) for part in linear):
        srgb = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
        out.append(math.floor(255 * min(1.0, max(0.0, srgb)) + 0.5))
    return tuple(out)


def _mix(first: str, second: str, share: float) -> tuple[int, ...]:
    start, end = _to_lab(first), _to_lab(second)
    return _to_rgb(tuple(x + (y - x) * share for x, y in zip(start, end, strict=True)))


def _hex(rgb: tuple[int, ...]) -> str:
    return "#" + "".join(f"{v:02x}" for v in rgb)


def _along(stops: list[str], value: float) -> tuple[int, ...]:
    pieces = len(stops) - 1
    piece = min(pieces - 1, math.floor(value * pieces))
    return _mix(stops[piece], stops[piece + 1], value * pieces - piece)


def _expected(letter: str, palette: Palette, value: float) -> tuple[int, ...]:
    zero, hue, end = (
        palette.zero,
        palette.signal(letter),
        "#FFFFFF" if palette is DARK else "#0E1116",
    )
    if letter in "ifozr":
        steps = [_hex(_mix(zero, hue, share)) for share in (0.22, 0.52, 0.84)]
        return _along([zero, *steps, _hex(_mix(hue, end, 0.22))], value)
    if value < 0:
        hue = "#E8953A" if palette is DARK else "#C25E00"
    tip = _hex(_mix(hue, end, 0.18)) if palette is DARK else hue
    return _along([zero, _hex(_mix(zero, hue, 0.62)), hue, tip], abs(value))


def _close(got: np.ndarray, wanted: tuple[int, ...]) -> bool:
    # One level of difference: where the exact value falls on a half.
    return bool(np.abs(got[:3].astype(int) - np.array(wanted)).max() <= 1)


@BOTH
@pytest.mark.parametrize("letter", SIGNALS)
def test_colour_maps_agree_with_the_designs_formulas(palette: Palette, letter: str):
    table = colormaps.lut(letter, palette)
    assert table.shape == (256, 4)
    assert table.dtype == np.uint8
    assert (table[:, 3] == 255).all()
    if colormaps.is_sequential(letter):
        values = np.arange(256) / 255
    else:
        values = np.maximum(-1.0, (np.arange(256) - 128) / 127)
    for place in range(0, 256, 5):
        wanted = _expected(letter, palette, float(values[place]))
        assert _close(table[place], wanted), (place, table[place], wanted)


@BOTH
@pytest.mark.parametrize("letter", SIGNALS)
def test_zero_is_the_canvas_colour_and_the_ends_differ(palette: Palette, letter: str):
    table = colormaps.lut(letter, palette)
    low = 0.0 if colormaps.is_sequential(letter) else -1.5
    high = 1.0 if low == 0 else 1.5
    place = int(colormaps.indices(np.zeros(1, np.float32), low, high)[0])
    canvas = [int(palette.zero[i : i + 2], 16) for i in (1, 3, 5)]
    assert table[place, :3].tolist() == canvas
    ends = table[[1, 255], :3].astype(int)
    assert np.abs(ends[0] - ends[1]).max() > 60


@BOTH
def test_the_push_map_is_blue_above_and_amber_below(palette: Palette):
    table = colormaps.push_lut(palette)
    for place, colour in ((1, palette.neg_fill), (128, palette.surface2), (255, palette.pos_fill)):
        assert _close(table[place], tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


@BOTH
@pytest.mark.parametrize("colours", ["cividis", "greys"])
@pytest.mark.parametrize("letter", ["f", "c"])
def test_the_other_maps_go_steadily_from_dark_to_light(palette: Palette, colours, letter: str):
    table = colormaps.lut(letter, palette, colours)
    light = [_luminance(_hex(tuple(row[:3].tolist()))) for row in table]
    rising = light if light[0] < light[-1] else light[::-1]
    assert all(b >= a - 2e-3 for a, b in pairwise(rising))
    assert rising[-1] - rising[0] > 0.5


def test_tables_are_built_once_and_cannot_be_changed():
    assert colormaps.lut("f", DARK) is colormaps.lut("f", DARK)
    assert colormaps.lut("f", DARK) is not colormaps.lut("f", LIGHT)
    with pytest.raises(ValueError, match="read-only"):
        colormaps.lut("f", DARK)[0] = 0
    with pytest.raises(ValueError, match="rainbow"):
        colormaps.lut("f", DARK, "rainbow")


def test_indices_span_the_range_and_clip_outside_it():
    gate = colormaps.indices(np.array([-1, 0.35, 0.42, 0.7, 2], np.float32), 0.35, 0.7)
    assert gate.tolist() == [0, 0, 51, 255, 255]
    around = colormaps.indices(np.array([-9, -1.5, 0, 1.5, 9], np.float32), -1.5, 1.5)
    assert around.tolist() == [0, 1, 128, 255, 255]
    assert colormaps.indices(np.ones(3, np.float32), 0.5, 0.5).tolist() == [0, 0, 0]


def test_packed_tables_are_qimages_words():
    table = colormaps.lut("c", DARK)
    word = int(colormaps.packed(table)[255])
    assert [word >> 16 & 255, word >> 8 & 255, word & 255, word >> 24] == table[255].tolist()
