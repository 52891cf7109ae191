"""Scrolling by itself while something is dragged near the upper or lower end of the canvas."""

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea

ZONE = 56
FASTEST = 18  # pixels a frame, right at the edge
FRAME_MS = 16


class AutoScroll(QObject):
    """Give it every mouse position during a drag; `scrolled` follows each scroll."""

    scrolled = Signal()

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._speed = 0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._scroll)

    def follow(self, position: QPoint) -> None:
        """The mouse is at this viewport position."""
        height = self._area.viewport().height()
        above, below = ZONE - position.y(), position.y() - (height - ZONE)
        depth = max(above, below, 0)
        speed = round(FASTEST * min(1.0, depth / ZONE))
        self._speed = -speed if above > below else speed
        if self._speed and not self._timer.isActive():
            self._timer.start()
        elif not self._speed:
            self._timer.stop()

    def stop(self) -> None:
        """The drag is over, or has left the canvas."""
        self._speed = 0
        self._timer.stop()

    def _scroll(self) -> None:
        bar = self._area.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + self._speed)
        if bar.value() != before:
            self.scrolled.emit()
