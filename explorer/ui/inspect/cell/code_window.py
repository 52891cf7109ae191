"""The cell in view as a plain numpy loop, in a window of its own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.ui.controls.code_view import CodeView
from explorer.ui.inspect.display import Display
from explorer.ui.theme.icons import icon

ABOUT = "What this layer computes, one timestep after another. The script runs as it stands."


class CodeWindow(QDialog):
    """Follows the layer in view, and stays open beside it; Esc closes it."""

    def __init__(self, display: Display, parent: QWidget) -> None:
        super().__init__(parent)
        self._display = display
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self.resize(800, 720)
        about = QLabel(ABOUT)
        about.setProperty("role", "caption")
        self.copy = QPushButton(icon("copy"), "Copy")
        self.copy.setProperty("role", "small")
        self.copy.setToolTip("Copy the whole script")
        self.copy.setAutoDefault(False)
        self.code = CodeView("Source code of the cell", size=12)
        line = QHBoxLayout()
        line.addWidget(about, 1)
        line.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.code, 1)
        self.copy.clicked.connect(self._copy)
        display.viewChanged.connect(self._show_view)
        self._show_view()
        self.code.setFocus()

    def _show_view(self) -> None:
        view = self._display.view
        source = "" if view is None else view.workings.code
        self.setWindowTitle("As code" if view is None else f"{view.layer.name} as code")
        self.code.show_source(source)
        self.copy.setEnabled(bool(source))
        self.copy.setText("Copy")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.toPlainText())
        self.copy.setText("Copied")
