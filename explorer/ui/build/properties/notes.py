"""The problems of a layer that no single option mends, under its form."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.stack.rules import Problem
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme


class ProblemNotes(QWidget):
    """`mended` carries the problem whose button was pressed."""

    mended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[ProblemNote] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(8)

    def show_problems(self, problems: list[Problem]) -> None:
        """Show these, and no others."""
        self.setVisible(bool(problems))
        while len(self.notes) < len(problems):
            note = ProblemNote()
            note.mended.connect(self.mended)
            self.notes.append(note)
            self._column.addWidget(note)
        for place, note in enumerate(self.notes):
            note.show_problem(problems[place] if place < len(problems) else None)


class ProblemNote(QWidget):
    """A sentence with the fix below it: the panel is too narrow for both in a line."""

    mended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._problem: Problem | None = None
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setFont(ui_font(12))
        self.fix = QPushButton()
        self.fix.setProperty("role", "small")
        self.fix.clicked.connect(self._mend)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        column.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeft)

    def show_problem(self, problem: Problem | None) -> None:
        """Show another problem, or nothing."""
        self._problem = problem
        self.setVisible(problem is not None)
        if problem is not None:
            self.sentence.setText(f"{problem.sentence}. {problem.detail}".strip())
            self.fix.setVisible(problem.fix is not None)
            self.fix.setText(problem.fix.label if problem.fix is not None else "")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge and icon: an error is red, a hint calm."""
        palette = theme().palette
        error = self._problem is not None and self._problem.severity == "error"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.colour("err_line" if error else "border2"), 1))
        painter.setBrush(palette.colour("err_soft" if error else "surface2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        name, token = ("warn", "err") if error else ("info", "warn")
        painter.drawPixmap(12, 9, pixmap(name, token, 16, self.devicePixelRatioF()))
        painter.end()

    def _mend(self) -> None:
        self.mended.emit(self._problem)
