"""OKLab: mixing colours so that equal steps look equal.

Source: Björn Ottosson, "A perceptual color space for image processing" (2020).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_LAB = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ]
)
_FROM_CONES = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)


def from_hex(value: str) -> Floats:
    """OKLab coordinates (3,) of a "#rrggbb" string."""
    srgb = np.array([int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return _TO_LAB @ np.cbrt(_TO_CONES @ linear)


def to_rgb(lab: Floats) -> NDArray[np.uint8]:
    """sRGB bytes (…, 3) of OKLab coordinates (…, 3); what falls outside sRGB is clipped."""
    cones = (lab @ _FROM_LAB.T) ** 3
    linear = np.maximum(cones @ _FROM_CONES.T, 0.0)
    srgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.floor(255 * np.clip(srgb, 0.0, 1.0) + 0.5).astype(np.uint8)


def to_hex(lab: Floats) -> str:
    """The "#rrggbb" string of OKLab coordinates (3,)."""
    return "#" + "".join(f"{int(v):02x}" for v in to_rgb(lab))


def mixed(first: str, second: str, share: float) -> str:
    """`first` moved by `share` (0 to 1) of the way to `second`, both "#rrggbb"."""
    start, end = from_hex(first), from_hex(second)
    return to_hex(start + (end - start) * share)


def ramp(stops: list[str], values: Floats) -> NDArray[np.uint8]:
    """sRGB bytes (N, 3) at `values` (N,) in 0..1 along evenly spaced "#rrggbb" stops."""
    labs = np.stack([from_hex(stop) for stop in stops])
    pieces = len(stops) - 1
    place = np.clip(values, 0.0, 1.0) * pieces
    piece = np.minimum(place.astype(int), pieces - 1)
    share = (place - piece)[:, None]
    return to_rgb(labs[piece] + (labs[piece + 1] - labs[piece]) * share)
