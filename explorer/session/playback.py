"""Playing a review through time: a timer that moves the shared cursor."""

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.session.selection import Selection

TIMESTEPS_PER_SECOND = 6.0
SPEEDS = (0.5, 1.0, 2.0, 4.0)


class Playback(QObject):
    """Moves the selection one timestep at a time. `changed` tells of playing and speed."""

    changed = Signal()

    def __init__(self, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self.speed = 1.0
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
        if self._selection.t >= self._selection.timesteps - 1:
            self._selection.select(t=0)
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

    def _interval(self) -> int:
        return round(1000 / (TIMESTEPS_PER_SECOND * self.speed))

    def _advance(self) -> None:
        if self._selection.t >= self._selection.timesteps - 1:
            self.pause()
        else:
            self._selection.select(t=self._selection.t + 1)
