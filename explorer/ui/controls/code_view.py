"""Python source to read and copy: highlighted, never edited."""

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from explorer.ui.controls.python_highlighter import PythonHighlighter
from explorer.ui.theme.fonts import mono_font


class CodeView(QPlainTextEdit):
    """Shows a script in the theme's colours; `name` is what screen readers call it."""

    def __init__(self, name: str, parent: QWidget | None = None, *, size: int = 11) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setProperty("role", "code")
        self.setStyleSheet(f"QPlainTextEdit {{ font-size: {size}px; }}")
        self.setTabStopDistance(4 * QFontMetricsF(mono_font(size)).horizontalAdvance(" "))
        self.setAccessibleName(name)
        self.highlighter = PythonHighlighter(self.document())

    def show_source(self, source: str) -> None:
        """Show other code; the reader's place stays."""
        if source == self.toPlainText():
            return
        down, along = self.verticalScrollBar(), self.horizontalScrollBar()
        place = down.value(), along.value()
        self.setPlainText(source)
        down.setValue(place[0])
        along.setValue(place[1])
