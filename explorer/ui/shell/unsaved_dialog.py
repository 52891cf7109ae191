"""Before unsaved work goes: save it, leave it, or stay."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

WIDTH = 440
SAVE, DISCARD = 1, 2  # what `finished` carries; 0 is Cancel, as of any dialog


class UnsavedDialog(QDialog):
    """Enter saves, Esc cancels, Alt+D leaves the work."""

    def __init__(self, title: str, named: bool, parent: QWidget | None = None) -> None:
        """`named`: whether there is a file to save to."""
        super().__init__(parent)
        self.setWindowTitle("Unsaved changes")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "panel")
        self.setFixedWidth(WIDTH)
        question = f"Save the changes to “{title}”?" if named else "Save this project?"
        told = (
            "What you changed since it was saved is lost otherwise."
            if named
            else "It has no file yet: your stack, recipe and reviews are lost otherwise."
        )
        head, text = QLabel(question), QLabel(told)
        head.setProperty("role", "section")
        head.setWordWrap(True)
        text.setProperty("role", "secondary")
        text.setWordWrap(True)
        self.setAccessibleName(question)
        self.setAccessibleDescription(told)
        self.save = QPushButton("Save" if named else "Save…")
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        self.discard = QPushButton("&Don’t save")
        self.cancel = QPushButton("Cancel")
        for button in (self.discard, self.cancel):
            button.setAutoDefault(False)
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self._discard)
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(text)
        column.addSpacing(16)
        column.addLayout(buttons)
        self.save.setFocus()

    def _save(self) -> None:
        self.done(SAVE)

    def _discard(self) -> None:
        self.done(DISCARD)
