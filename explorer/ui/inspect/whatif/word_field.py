"""The field in which a word of the review is written over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class WordField(QLineEdit):
    """A word to write; Enter and leaving it commit, Escape does not."""

    committed = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setStyleSheet("QLineEdit { min-height: 22px; max-height: 22px; padding: 0 5px; }")
        self.setAccessibleName("Words to read")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter commits, Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits; a menu over it is no leaving."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._commit()

    def _commit(self) -> None:
        text = self.text()
        self.hide()
        self.committed.emit(text)
