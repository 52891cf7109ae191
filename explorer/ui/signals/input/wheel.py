"""The wheel over time: whole notches and the fine steps of a touch pad add up alike."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

from explorer.ui.signals.time_window import TimeWindow

NOTCH = 120.0  # angle units of one notch of a mouse wheel
PAN_SHARE = 1 / 12  # of the window for one notch
ZOOM_IN = 0.8  # of the window's length for one notch


class WheelTurns:
    """Turns wheel events into windows, and keeps what was too little to matter yet."""

    def __init__(self) -> None:
        self._rest = 0.0

    def turned(self, event: QWheelEvent, window: TimeWindow, about: int) -> TimeWindow | None:
        """The window after this event; None if there is nothing it could do."""
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = delta.y() / NOTCH
            return window.zoomed(ZOOM_IN**notches, about) if notches else window
        if window.is_whole:
            return None
        sideways = delta.x() if abs(delta.x()) > abs(delta.y()) else delta.y()
        self._rest -= sideways / NOTCH * max(1.0, window.length * PAN_SHARE)
        by = int(self._rest)
        self._rest -= by
        return window.panned(by)
