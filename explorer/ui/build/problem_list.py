"""All problems and hints in one list over the footer, each with its fix."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from explorer.session.stack_edits import StackEdits
from explorer.stack.rules import Problem
from explorer.ui.build.commands import BuildCommands
from explorer.ui.build.tips import wrapped
from explorer.ui.controls.notice import Notice
from explorer.ui.theme.theme import theme

_WIDTH = 480


class ProblemList(QWidget):
    """Floats over the canvas; Esc closes it, and mending the last problem."""

    closed = Signal()

    def __init__(self, edits: StackEdits, commands: BuildCommands, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._edits = edits
        self._commands = commands
        self._anchor: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Problems of the stack")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(8)
        heading = QLabel("Problems and hints")
        heading.setProperty("role", "heading")
        self._column.addWidget(heading)
        self.notices: list[_ProblemNotice] = []
        self.hide()
        edits.reportChanged.connect(self._follow)

    def open_over(self, anchor: QWidget) -> None:
        """Show the list above the left end of `anchor`, and select the first bad card."""
        problems = self._edits.report.problems
        if not problems:
            return
        errors = self._edits.report.errors
        first = (errors or problems)[0].layer
        if first is not None:
            self._commands.picks.only(self._edits.stack.layers[first].name)
        self._anchor = anchor
        self.show()  # first: only what is seen has the height that its sentences need
        self._fill()
        self.raise_()
        self.notices[0].button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Enter presses the button that has the keyboard, as Space does."""
        button = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            button, QPushButton
        ):
            button.click()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand the keyboard on to where it is of use."""
        super().hideEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stand out from the cards below."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.colour("border2"), 1))
        painter.setBrush(palette.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def _follow(self) -> None:
        if self.isVisible():
            if self._edits.report.problems:
                self._fill()
            else:
                self.hide()

    def _fill(self) -> None:
        problems = self._edits.report.problems
        while len(self.notices) < len(problems):
            notice = _ProblemNotice(self._edits, self._commands)
            self.notices.append(notice)
            self._column.addWidget(notice)
        for place, notice in enumerate(self.notices):
            notice.show_problem(problems[place] if place < len(problems) else None)
        for notice in self.notices:
            layout = notice.layout()
            assert layout is not None
            layout.invalidate()
        self._column.invalidate()
        # adjustSize would take the height of the width that the sentences would like to have.
        self.setFixedSize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))
        if self._anchor is not None:
            corner = self._anchor.mapTo(self._page, self._anchor.rect().topLeft())
            self.move(corner.x() + 8, corner.y() - self.height() - 8)


class _ProblemNotice(Notice):
    """One problem: a click on it selects its layer, the button mends it."""

    def __init__(self, edits: StackEdits, commands: BuildCommands) -> None:
        super().__init__()
        # The notice's own policy stops at one line's height, and long sentences need two.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._edits = edits
        self._commands = commands
        self._problem: Problem | None = None
        self.action.connect(self._mend)

    def show_problem(self, problem: Problem | None) -> None:
        """Show another problem, or nothing."""
        self._problem = problem
        if problem is None:
            self.say("")
            return
        tone = "error" if problem.severity == "error" else "info"
        label = problem.fix.label if problem.fix is not None else ""
        layers = self._edits.stack.layers
        whose = "" if problem.layer is None else f"{layers[problem.layer].name} · "
        self.say(f"{whose}{problem.sentence}.", tone, label)
        self.setToolTip(wrapped(problem.detail))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the layer that this is about."""
        if self._problem is not None and self._problem.layer is not None:
            self._commands.picks.only(self._edits.stack.layers[self._problem.layer].name)

    def _mend(self) -> None:
        if self._problem is not None and self._problem.fix is not None:
            self._commands.mend(self._problem.fix)
