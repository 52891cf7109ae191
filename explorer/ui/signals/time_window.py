"""The part of a review that is in view: timesteps start … stop−1 of total."""

from dataclasses import dataclass, replace

NARROWEST = 8  # timesteps: fewer tell nothing


@dataclass(frozen=True)
class TimeWindow:
    """A stretch of timesteps, never empty while the review is not."""

    start: int
    stop: int
    total: int

    @staticmethod
    def whole(total: int) -> "TimeWindow":
        """All of a review of `total` timesteps."""
        return TimeWindow(0, total, total)

    @property
    def length(self) -> int:
        """How many timesteps are in view."""
        return self.stop - self.start

    @property
    def is_whole(self) -> bool:
        """Whether the whole review is in view."""
        return self.length >= self.total

    def between(self, start: int, stop: int) -> "TimeWindow":
        """From `start` to `stop`, pulled inside the review and to at least NARROWEST."""
        length = min(self.total, max(min(NARROWEST, self.total), stop - start))
        start = max(0, min(start, self.total - length))
        return replace(self, start=start, stop=start + length)

    def panned(self, by: int) -> "TimeWindow":
        """Moved by so many timesteps, as far as the review goes."""
        return self.between(self.start + by, self.stop + by)

    def zoomed(self, factor: float, about: int) -> "TimeWindow":
        """`factor` times as long (below 1 zooms in); the timestep `about` stays in place."""
        wanted = self.length * factor
        # Rounding away from the present length: a wheel notch always does something.
        length = int(wanted) if factor < 1 else max(self.length + 1, round(wanted))
        length = max(min(NARROWEST, self.total), min(self.total, length))
        share = (about + 0.5 - self.start) / max(1, self.length)
        start = round(about + 0.5 - share * length)
        return self.between(start, start + length)

    def showing(self, t: int) -> "TimeWindow":
        """Moved just far enough to show timestep `t`, with some of what comes next."""
        margin = min(self.length // 6, self.length - 1)
        if t < self.start:
            return self.panned(t - margin - self.start)
        if t >= self.stop:
            return self.panned(t + margin + 1 - self.stop)
        return self
