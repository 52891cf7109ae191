"""What is under the mouse in the signals view."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from explorer.ui.signals.geometry import Frame
from explorer.ui.signals.reading import Reading
from explorer.ui.signals.rows.row_labels import badge_rect


@dataclass(frozen=True)
class Hit:
    """`zone` is "overview", "badge", "plot", "axis" or "" (nothing).

    −1 and "" where a part is missing.
    """

    zone: str
    t: int = -1
    signal: str = ""
    unit: int = -1


NOTHING = Hit("")


def hit_test(frame: Frame, reading: Reading, at: QPointF, *, compact: bool) -> Hit:
    """What stands at a point of the widget."""
    grown = frame.overview.adjusted(-8, -4, 8, 4)
    if frame.overview.height() > 0 and grown.contains(at):
        return Hit("overview")
    for row in frame.rows:
        if badge_rect(row, compact=compact).contains(at):
            return Hit("badge", signal=row.letter)
    if not frame.left <= at.x() <= frame.right or frame.window.length == 0:
        return NOTHING
    return _in_time(frame, reading, at, frame.t_at(at.x()))


def _in_time(frame: Frame, reading: Reading, at: QPointF, t: int) -> Hit:
    """What stands at a height over, in or under the rows."""
    if frame.measures.axis and frame.bottom < at.y() <= frame.axis_top + frame.measures.axis:
        return Hit("axis", t)
    if not frame.words.top() <= at.y() <= frame.bottom:
        return NOTHING
    for row in frame.rows:
        if row.top <= at.y() < row.top + row.height:
            place = int((at.y() - row.top) / row.height * frame.units)
            return Hit("plot", t, row.letter, int(reading.order[min(place, frame.units - 1)]))
    return Hit("plot", t)
