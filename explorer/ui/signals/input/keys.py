"""Which key does what in the signals view."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

STRIDE = 10  # timesteps with Shift

_FAR = 1 << 20  # further than any review: pulled back to its end


@dataclass(frozen=True)
class KeyMove:
    """What a key asks for; fields that stay at their default ask for nothing."""

    t_by: int = 0
    rows_by: int = 0
    zoom: float = 1.0
    pages: int = 0
    whole: bool = False
    signal: str = ""
    pin: bool = False
    let_go: bool = False


_KEYS = {
    Qt.Key.Key_Left: KeyMove(t_by=-1),
    Qt.Key.Key_Right: KeyMove(t_by=1),
    Qt.Key.Key_Home: KeyMove(t_by=-_FAR),
    Qt.Key.Key_End: KeyMove(t_by=_FAR),
    Qt.Key.Key_Up: KeyMove(rows_by=-1),
    Qt.Key.Key_Down: KeyMove(rows_by=1),
    Qt.Key.Key_PageUp: KeyMove(pages=-1),
    Qt.Key.Key_PageDown: KeyMove(pages=1),
    Qt.Key.Key_Plus: KeyMove(zoom=0.8),
    Qt.Key.Key_Equal: KeyMove(zoom=0.8),
    Qt.Key.Key_Minus: KeyMove(zoom=1.25),
    Qt.Key.Key_0: KeyMove(whole=True),
    Qt.Key.Key_Return: KeyMove(pin=True),
    Qt.Key.Key_Enter: KeyMove(pin=True),
    Qt.Key.Key_Escape: KeyMove(let_go=True),
}
_OTHERS_KEYS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


def move_for(event: QKeyEvent, letters: tuple[str, ...]) -> KeyMove | None:
    """The move a key asks for, or None if it is none of ours."""
    if event.modifiers() & _OTHERS_KEYS:
        return None
    move = _KEYS.get(Qt.Key(event.key()))
    if move is None:
        letter = event.text().lower()
        return KeyMove(signal=letter) if letter and letter in letters else None
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return replace(move, t_by=move.t_by * STRIDE)
    return move
