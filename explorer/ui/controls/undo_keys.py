"""Undo in a field belongs to the window, unless something is typed that is not confirmed yet."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class WindowUndo(QObject):
    """Lets Ctrl+Z and Ctrl+Shift+Z through to the window while `pending()` is False.

    Qt's fields keep both for themselves, even with nothing to undo: somebody who steps a number
    up and regrets it would press Ctrl+Z in vain.
    """

    def __init__(self, field: QWidget, pending: Callable[[], bool]) -> None:
        super().__init__(field)
        self._pending = pending
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the two keys."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or not any(event.matches(key) for key in _KEYS):
            return False
        if self._pending():
            return False
        event.ignore()
        return True
