"""Name, tags and notes of a run: written when a field is left, or on Enter."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from explorer.training.runs.run_label import RunLabel, tags_from_text

NOTES_HEIGHT = 88


class _Notes(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NotesForm(QObject):
    """The three fields; the detail panel places them. `edited` once one holds something else."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = RunLabel()
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the run")
        self.tags = QLineEdit()
        self.tags.setAccessibleName("Tags")
        self.notes = _Notes()
        self.notes.setAccessibleName("Notes")
        self.notes.setFixedHeight(NOTES_HEIGHT)
        self.notes.setTabChangesFocus(True)
        self.name.editingFinished.connect(self._tell)
        self.tags.editingFinished.connect(self._tell)
        self.notes.left.connect(self._tell)

    def show_label(self, label: RunLabel, title: str, *, locked: bool) -> None:
        """Take a run's label; a field that is being typed in is left alone."""
        self._shown = label
        self.name.setPlaceholderText(title)
        self.tags.setPlaceholderText("" if locked else "none; commas between them")
        self.notes.setPlaceholderText(
            "It comes with Carrytrack and cannot be changed."
            if locked
            else "What was tried, and what came of it"
        )
        for field in (self.name, self.tags, self.notes):
            field.setReadOnly(locked)
        if not self.name.hasFocus():
            self.name.setText(label.name)
        if not self.tags.hasFocus():
            self.tags.setText(", ".join(label.tags))
        if not self.notes.hasFocus() and self.notes.toPlainText() != label.notes:
            self.notes.setPlainText(label.notes)

    def label(self) -> RunLabel:
        """What the fields hold now."""
        return RunLabel(
            name=" ".join(self.name.text().split()),
            notes=self.notes.toPlainText().strip(),
            tags=tags_from_text(self.tags.text()),
        )

    def _tell(self) -> None:
        if self.label() != self._shown:
            self.edited.emit()
