"""The shared cursor: which layer, unit and timestep every view shows."""

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """One selection for the whole window: views change it and follow `changed`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layer: str | None = None
        self.unit = 0
        self.t = 0
        self._timesteps = 0
        self._units = 0

    @property
    def timesteps(self) -> int:
        """How many timesteps the review in view has."""
        return self._timesteps

    @property
    def units(self) -> int:
        """How many units the layer in view has."""
        return self._units

    def bound(self, timesteps: int, units: int) -> None:
        """A new trace is in view: keep the selection, pulled inside its bounds.

        More or fewer timesteps are told as well: who shows "t 3 of 76" has another end to show.
        """
        other = timesteps != self._timesteps
        self._timesteps, self._units = timesteps, units
        moved = self._pull(self.t, self.unit, self.layer)
        if moved or other:
            self.changed.emit()

    def select(
        self, *, t: int | None = None, unit: int | None = None, layer: str | None = None
    ) -> None:
        """Move any part of the selection; values outside the trace are pulled to its edge."""
        if self._pull(t, unit, layer):
            self.changed.emit()

    def _pull(self, t: int | None, unit: int | None, layer: str | None) -> bool:
        """Take up what is not None; whether anything is another now."""
        before = (self.t, self.unit, self.layer)
        if t is not None:
            self.t = max(0, min(t, self._timesteps - 1))
        if unit is not None:
            self.unit = max(0, min(unit, self._units - 1))
        if layer is not None:
            self.layer = layer
        return before != (self.t, self.unit, self.layer)
