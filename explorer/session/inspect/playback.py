"""Playing a review through time: a timer that moves the shared cursor."""

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.session.selection import Selection

TIMESTEPS_PER_SECOND = 6.0
SPEEDS = (0.5, 1.0, 2.0, 4.0)


class Playback(QObject):
    """Moves the selection one timestep at a time.

    `looping` starts over at the end; with a `stretch` (first timestep, one past the last) only
    that is played. `changed` tells of playing, speed, looping and stretch.
    """

    changed = Signal()

    def __init__(self, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self.speed = 1.0
        self.looping = self._looped_before = False
        self.stretch: tuple[int, int] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._advance)

    @property
    def playing(self) -> bool:
        """Whether the cursor moves by itself."""
        return self._timer.isActive()

    def toggle(self) -> None:
        """Play or pause; from the last timestep, play starts over."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Start; nothing happens without at least two timesteps."""
        if self._selection.timesteps < 2:
            return
        first, last = self._ends()
        if not first <= self._selection.t < last:
            self._selection.select(t=first)
        self._timer.start(self._interval())
        self.changed.emit()

    def pause(self) -> None:
        """Stop where the cursor is."""
        self._timer.stop()
        self.changed.emit()

    def set_speed(self, speed: float) -> None:
        """Timesteps per second are 6 times `speed`."""
        self.speed = speed
        if self.playing:
            self._timer.setInterval(self._interval())
        self.changed.emit()

    def set_looping(self, looping: bool) -> None:
        """Start over at the end, or stop there."""
        self.looping = looping
        self.changed.emit()

    def set_stretch(self, stretch: tuple[int, int] | None) -> None:
        """Play only these timesteps, over and over; None plays the whole review as before."""
        if stretch == self.stretch:
            return
        if self.stretch is None:
            self._looped_before = self.looping
        self.looping = self._looped_before if stretch is None else True
        self.stretch = stretch
        self.changed.emit()

    def _ends(self) -> tuple[int, int]:
        """The first and the last timestep to play; a stretch of a longer review does not count."""
        last = max(0, self._selection.timesteps - 1)
        if self.stretch is None or self.stretch[0] >= last:
            return 0, last
        return self.stretch[0], min(last, self.stretch[1] - 1)

    def _interval(self) -> int:
        return round(1000 / (TIMESTEPS_PER_SECOND * self.speed))

    def _advance(self) -> None:
        first, last = self._ends()
        if self._selection.t < last:
            self._selection.select(t=self._selection.t + 1)
        elif self.looping:
            self._selection.select(t=first)
        else:
            self.pause()
