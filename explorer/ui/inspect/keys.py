"""The page's keys: what they do to the cursor, the unit and the playback."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from explorer.session.session import Session
from explorer.ui.inspect.display import Display

TIMESTEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -(1 << 30),
    Qt.Key.Key_End: 1 << 30,
}
ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ENDS = {Qt.Key.Key_BracketLeft: True, Qt.Key.Key_BracketRight: False}  # of a stretch
FAR = 10  # timesteps with Shift
FORBIDDEN = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Keys:
    """Bound to one session."""

    def __init__(self, session: Session, display: Display) -> None:
        self._session, self._display = session, display

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key asks for; False if it asks for nothing here."""
        if event.modifiers() & FORBIDDEN:
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._session.playback.toggle()
        elif key in TIMESTEPS:
            shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            selection = self._session.selection
            selection.select(t=selection.t + TIMESTEPS[key] * (FAR if shifted else 1))
        elif key in ROWS:
            self._display.move_unit(ROWS[key])
        elif key == Qt.Key.Key_L:
            self._session.playback.set_looping(not self._session.playback.looping)
        elif key in ENDS:
            self._end_stretch(first=ENDS[key])
        elif key == Qt.Key.Key_Escape and self._session.playback.stretch is not None:
            self._session.playback.set_stretch(None)
        else:
            return False
        return True

    def _end_stretch(self, *, first: bool) -> None:
        """The stretch begins, or ends, at the cursor; its other end stays where it can."""
        selection, playback = self._session.selection, self._session.playback
        t, (start, stop) = selection.t, playback.stretch or (0, selection.timesteps)
        start = t if first else (start if start < t else 0)
        stop = (stop if stop > t + 1 else selection.timesteps) if first else t + 1
        if stop - start >= 2:
            playback.set_stretch((start, stop))
