"""Where the columns of the unrolled network stand."""

from dataclasses import dataclass

COLUMN = 66.0  # pixels a timestep
CARRY_Y, GATES_Y, HIDDEN_Y, WORD_Y = 66.0, 148.0, 224.0, 282.0  # middles of the rows
BOX_WIDTH = 38.0  # of the gates; the lane of h is to the right of them
LANE = 23.0  # from a column's left lane (word, gates, write) to its right lane (h)
BOX_HEIGHT, STATE_HEIGHT, WORD_HEIGHT = 46.0, 26.0, 22.0
STATE_WIDTH, CARRY_WIDTH = 40.0, 44.0
THICKEST, THINNEST = 11.0, 0.75


@dataclass(frozen=True)
class Columns:
    """The timesteps in view; `towards` is 1 where time flows to the right, −1 where it does not."""

    first: int
    last: int
    left: float
    towards: int

    def x(self, t: int) -> float:
        """The left lane of timestep `t`."""
        return self.left + (t - self.first) * COLUMN

    def h_x(self, t: int) -> float:
        """The right lane of timestep `t`: its hidden state."""
        return self.x(t) + LANE

    def t_at(self, x: float) -> int | None:
        """The timestep whose column is at `x`."""
        t = self.first + round((x - self.left - LANE / 2) / COLUMN)
        return t if self.first <= t <= self.last else None


def columns_around(t: int, timesteps: int, width: float, *, backwards: bool) -> Columns:
    """As many columns as fit, the cursor's in the middle unless the review ends."""
    fitting = max(3, int((width - 8) // COLUMN))
    shown = min(fitting, timesteps)
    first = max(0, min(timesteps - shown, t - shown // 2))
    spare = width - shown * COLUMN
    left = spare / 2 + COLUMN / 2 - LANE / 2
    return Columns(first, first + shown - 1, left, -1 if backwards else 1)


def thickness(strength: float, scale: float) -> float:
    """Pixels for a strength, as wide as it is strong; what is next to nothing is a hair."""
    return max(THINNEST, min(1.0, abs(strength) / scale) * THICKEST)
