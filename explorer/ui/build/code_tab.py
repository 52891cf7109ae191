"""The Code tab: the stack as a Keras or PyTorch script, to read, copy and keep."""

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.stack.code import keras_code, pytorch_code
from explorer.stack.naming import model_name
from explorer.training.runs.run_export import Code, fit_of
from explorer.ui.controls.button_icon import put_icon
from explorer.ui.controls.code_view import CodeView
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.saving.ask import ask_path

WRITERS: dict[str, Code] = {"keras": keras_code, "pytorch": pytorch_code}


class CodeTab(QWidget):
    """Follows the stack, the encoding and the training settings."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.ask = ask_path  # a seam: tests answer without a dialog
        self.language = Segmented(
            [Option("keras", "Keras"), Option("pytorch", "PyTorch")], name="Language of the code"
        )
        self.copy = QPushButton("Copy")
        self.save = QPushButton("Save…")
        self.code = CodeView("Source code of the stack")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.language)
        line.addStretch(1)
        for button, picture, tip in (
            (self.copy, "copy", "Copy the whole script"),
            (self.save, "save", "Save the script as a file"),
        ):
            put_icon(button, picture)
            button.setProperty("role", "small")
            button.setToolTip(tip)
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.code, 1)
        self.language.changed.connect(self.refresh)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        session.edits.stackChanged.connect(self.refresh)
        session.edits.reportChanged.connect(self.refresh)
        session.training.settingsChanged.connect(self.refresh)

    def source(self) -> str:
        """Return the script in the language picked."""
        edits, settings = self._session.edits, self._session.training.settings
        return WRITERS[self.language.current()](edits.stack, edits.input, fit_of(settings))

    def showEvent(self, event: QShowEvent) -> None:
        """Write the code when it is looked at, not at every edit behind another tab."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Write the code again; the reader's place stays."""
        if self.isVisible():
            self.code.show_source(self.source())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.source())
        self._session.notice.emit("The code is on the clipboard.")

    def _save(self) -> None:
        language = self.language.current()
        proposed = f"{model_name(self._session.edits.stack.title)}_{language}.py"
        path = self.ask(self, "Save the code", proposed, "Python (*.py)")
        if path is not None:
            self._session.saves.save(path, self.source().encode)
