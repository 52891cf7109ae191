"""Which changes of a field belong together and are one undo step."""

from itertools import count

from PySide6.QtCore import QElapsedTimer

PAUSE_MS = 600
_numbers = count(1)


class Gesture:
    """A drag from press to release is one; so are changes without a pause (a key held down)."""

    def __init__(self) -> None:
        self._held = False
        self._number = next(_numbers)
        self._since = QElapsedTimer()

    def press(self) -> None:
        """The slider is taken hold of."""
        self._number = next(_numbers)
        self._held = True

    def release(self) -> None:
        """The slider is let go."""
        self._held = False
        self._since.invalidate()

    def number(self) -> int:
        """Return the number of the gesture that a change happening now belongs to."""
        paused = not self._since.isValid() or self._since.elapsed() > PAUSE_MS
        if not self._held and paused:
            self._number = next(_numbers)
        self._since.restart()
        return self._number
