"""The stack's title: a field that looks like a heading until it is edited."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from explorer.session.stack_edits import StackEdits
from explorer.ui.controls.undo_keys import WindowUndo
from explorer.ui.theme.fonts import ui_font

_LONGEST = 60


class StackTitle(QLineEdit):
    """Click and type to rename the stack; Esc leaves the title as it was."""

    def __init__(self, edits: StackEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self.setProperty("role", "bare")
        self.setStyleSheet("QLineEdit { font-size: 15px; font-weight: 600; }")
        self.setMaxLength(_LONGEST)
        self.setAccessibleName("Title of the stack")
        self.setToolTip("Click to rename the stack")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self._rename)
        self.textChanged.connect(self.updateGeometry)
        edits.stackChanged.connect(self._show)
        WindowUndo(self, self._is_typed)
        self._show()

    def sizeHint(self) -> QSize:
        """As wide as the title."""
        metrics = QFontMetrics(ui_font(15, 600))
        return QSize(metrics.horizontalAdvance(self.text() or "Title") + 4, 30)

    def minimumSizeHint(self) -> QSize:
        """A narrow canvas cuts the title."""
        return QSize(min(60, self.sizeHint().width()), 30)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc undoes the typing."""
        if event.key() == Qt.Key.Key_Escape:
            self._show()
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def _is_typed(self) -> bool:
        return self.text() != self._edits.stack.title

    def _show(self) -> None:
        self.setText(self._edits.stack.title)
        self.setCursorPosition(0)

    def _rename(self) -> None:
        title = self.text().strip()
        if title:
            self._edits.apply(self._edits.stack.renamed(title), "Rename stack")
        self._show()
        self.clearFocus()
