"""Dragging in the overview: the window as a whole, or one of its handles."""

from dataclasses import dataclass

from explorer.ui.signals.time_window import NARROWEST, TimeWindow


@dataclass(frozen=True)
class OverviewDrag:
    """A drag of `part` ("start", "stop" or "middle") that began at timestep `grabbed`."""

    part: str
    grabbed: float
    window: TimeWindow

    def at(self, t: float) -> TimeWindow:
        """The window once the mouse is over timestep `t`."""
        by = round(t - self.grabbed)
        window = self.window
        if self.part == "start":
            start = max(0, min(window.start + by, window.stop - NARROWEST))
            return window.between(start, window.stop)
        if self.part == "stop":
            stop = min(window.total, max(window.stop + by, window.start + NARROWEST))
            return window.between(window.start, stop)
        return window.panned(by)


def begin_drag(part: str, t: float, window: TimeWindow) -> OverviewDrag:
    """Take hold; outside the window it first jumps to the mouse."""
    if part:
        return OverviewDrag(part, t, window)
    centred = window.panned(round(t - (window.start + window.stop) / 2))
    return OverviewDrag("middle", t, centred)
