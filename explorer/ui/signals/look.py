"""How a reading is shown at the moment: cursor, unit, hover, colours, ranges."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.ui.signals.geometry import Frame
from explorer.ui.signals.ranges import ValueRange
from explorer.ui.signals.reading import Reading
from explorer.ui.signals.rows.shades import Shade
from explorer.ui.theme.palette import Palette


@dataclass(frozen=True)
class Hover:
    """What the mouse is over: a timestep, and in a heatmap the signal and the unit."""

    t: int
    signal: str = ""
    unit: int = -1


@dataclass(frozen=True)
class Look:
    """Everything the painting functions need, at one moment.

    Timesteps are columns of the reading, its pads counted. looped: the stretch that is played
    over and over, its end left out. matches: where what is looked for holds, in order. shade:
    what colours the words, in place of their push or a signal.
    """

    reading: Reading
    frame: Frame
    palette: Palette
    compact: bool
    ranges: Mapping[str, ValueRange]
    ratio: float = 1.0
    colours: str = "hues"
    words_by: str = "push"
    cursor: int | None = None
    unit: int | None = None
    hover: Hover | None = None
    pin: Hover | None = None
    looped: tuple[int, int] | None = None
    matches: tuple[int, ...] = ()
    shade: Shade | None = None
    highlight: str | None = None
    version: tuple[int, ...] = field(default=(0,))

    @property
    def ground(self) -> str:
        """The token of the ground it stands on: a card's surface, or the canvas."""
        return "surface" if self.compact else "bg"
