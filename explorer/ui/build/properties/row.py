"""One row of the form: an option's name, its editor, and the problem it can mend."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from explorer.stack.option import Option, Value
from explorer.stack.rules import Problem
from explorer.ui.build.properties.editors import Editor, SwitchEditor
from explorer.ui.build.properties.paths import Path
from explorer.ui.build.tips import wrapped
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.stylesheet import set_role
from explorer.ui.theme.theme import theme

LABEL_WIDTH = 144
HEIGHT = 32
_PLAIN = (8, 4, 8, 4)
_FRAMED = (8, 11, 8, 14)


class OptionRow(QWidget):
    """`edited` carries path and value; `mended` asks for the fix of the problem shown."""

    edited = Signal(object, object)
    mended = Signal()

    def __init__(self, path: Path, option: Option, editor: Editor) -> None:
        super().__init__()
        self.path = path
        self.editor = editor
        self._default = option.default
        self._value: Value | None = None
        self._tone = ""
        self.label = QLabel(path[-1])
        # A switch keeps 4 px around itself for its focus ring: the label gives them.
        self.label.setFixedWidth(LABEL_WIDTH - (4 if isinstance(editor, SwitchEditor) else 0))
        self.label.setProperty("role", "mono-secondary")
        font = mono_font(12)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.5)  # recurrent_activation fits
        self.label.setFont(font)
        default = f"Default: {_said(option.default)}. A double-click on the name resets it."
        self.label.setToolTip(wrapped(option.help, default))
        editor.setToolTip(wrapped(option.help))
        self.fix = QPushButton("Fix")
        self.fix.setProperty("role", "small")
        self.fix.clicked.connect(self.mended)
        self.fix.hide()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setFont(ui_font(12))
        self.sentence.hide()
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.label)
        line.addWidget(editor, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*_PLAIN)
        self._column.setSpacing(4)
        self._column.addLayout(line)
        self._column.addWidget(self.sentence)
        if isinstance(editor, SwitchEditor):
            line.addWidget(self.fix)
        else:  # no room beside a number or a choice
            self._column.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeft)
        editor.setFixedHeight(HEIGHT)
        editor.edited.connect(self._on_edited)

    def show_value(self, value: Value) -> None:
        """Show the stack's value; a name in full ink is one that was changed."""
        self._value = value
        self.editor.show_value(value)
        set_role(self.label, "mono-secondary" if value == self._default else "mono")

    def show_problem(self, problem: Problem | None) -> None:
        """Frame the row, say what is wrong, offer the fix."""
        tone = "" if problem is None else problem.severity
        if tone != self._tone:
            self._tone = tone
            self._column.setContentsMargins(*(_FRAMED if tone else _PLAIN))
            self._column.setSpacing(8 if tone else 4)
            self.update()
        self.sentence.setVisible(problem is not None)
        self.fix.setVisible(problem is not None and problem.fix is not None)
        if problem is not None:
            # The card's strip has an error's short sentence already: here is room for the reason.
            strip = problem.severity == "error" and problem.detail
            said = problem.detail if strip else f"{problem.sentence}. {problem.detail}"
            self.sentence.setText(said.strip())
            self.sentence.setToolTip(wrapped(f"{problem.sentence}."))
        if problem is not None and problem.fix is not None:
            self.fix.setText(_short(problem.fix.label, self.path[-1]))
            self.fix.setToolTip(problem.fix.label)

    def reset(self) -> None:
        """Go back to the default."""
        if self._value != self._default:
            self.edited.emit(self.path, self._default)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double-click on the name resets it."""
        if event.position().x() < LABEL_WIDTH + 8:
            self.reset()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the reset."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(f"Reset to {_said(self._default)}")
        action.setEnabled(self._value != self._default)
        action.triggered.connect(self.reset)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame a row that has a problem."""
        if not self._tone:
            return
        palette = theme().palette
        error = self._tone == "error"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.colour("err_line" if error else "border2"), 1))
        painter.setBrush(palette.colour("err_soft" if error else "surface2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 4.5, -0.5, -4.5), 6, 6)
        painter.end()

    def _on_edited(self, value: object) -> None:
        self.edited.emit(self.path, value)


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _short(label: str, option: str) -> str:
    """“Turn on return_sequences” beside return_sequences is “Turn on”."""
    return label.removesuffix(f" {option}") if label.endswith(f" {option}") else label
