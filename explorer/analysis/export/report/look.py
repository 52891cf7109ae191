"""The colours of a report. The window passes its own; these serve the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from explorer.analysis.cells import IN_UNIT_RANGE

SIGNAL_NAMES = {
    "i": "input gate",
    "f": "forget gate",
    "o": "output gate",
    "k": "candidate",
    "c": "carry state",
    "h": "hidden state",
    "z": "update gate",
    "r": "reset gate",
    "n": "candidate",
}


@dataclass(frozen=True)
class ReportLook:
    """Colours as "#rrggbb". signals: by letter. tables: by letter, (256, 3 or 4) uint8; place 128
    of a candidate's, carry's and hidden state's table is the value 0."""

    page: str
    surface: str
    border: str
    text: str
    text2: str
    positive: str
    negative: str
    signals: Mapping[str, str]
    tables: Mapping[str, np.ndarray] = field(default_factory=dict, compare=False)

    def table(self, letter: str) -> np.ndarray:
        """Return the colour table of a signal."""
        if letter in self.tables:
            return self.tables[letter]
        zero, hue = rgb(self.page), rgb(self.signals.get(letter, self.text))
        if letter in IN_UNIT_RANGE:
            return _ramp(zero, hue, np.linspace(0.0, 1.0, 256))
        place = (np.arange(256) - 128) / 127
        below = _ramp(zero, rgb(self.negative), np.clip(-place, 0, 1))
        return np.where(place[:, None] < 0, below, _ramp(zero, hue, np.clip(place, 0, 1)))


def rgb(colour: str) -> tuple[int, int, int]:
    """Return "#rrggbb" as three numbers, 0…255."""
    red, green, blue = bytes.fromhex(colour.lstrip("#"))
    return red, green, blue


def _ramp(start: tuple[int, ...], end: tuple[int, ...], share: np.ndarray) -> np.ndarray:
    mixed = np.outer(1.0 - share, start) + np.outer(share, end)
    return mixed.round().astype(np.uint8)


LIGHT = ReportLook(
    page="#F1F3F6",
    surface="#FFFFFF",
    border="#DCE1E8",
    text="#161B22",
    text2="#434E5E",
    positive="#2450B8",
    negative="#A84A00",
    signals={
        "i": "#636C0E",
        "f": "#BE1E62",
        "o": "#066BA1",
        "k": "#7A2A86",
        "c": "#006A5B",
        "h": "#2E3742",
        "z": "#BE1E62",
        "r": "#636C0E",
        "n": "#7A2A86",
    },
)
