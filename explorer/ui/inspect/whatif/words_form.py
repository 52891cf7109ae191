"""What can be done with the words: the same as in the text, as buttons."""

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.ui.controls.button_icon import put_icon
from explorer.ui.inspect.whatif.edit_text import EditText
from explorer.ui.theme.theme import theme

HINT = (
    "Click a word in the text, drag it to another place, double-click to write over it. "
    "Shift takes several. Delete leaves a word out, and brings it back."
)


class WordsForm(QWidget):
    """Acts on the words chosen in the text."""

    def __init__(self, text: EditText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.hint = QLabel(HINT)
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        self.chosen = QLabel()
        self.chosen.setProperty("role", "heading")
        self.delete = _button("Leave out", "Delete")
        self.replace = _button("Replace…", "Enter")
        self.insert = _button("Insert before…", "Insert")
        self.back = _button("Move back", "Alt+←")
        self.forth = _button("Move on", "Alt+→")
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self.delete, 0, 0)
        grid.addWidget(self.replace, 0, 1)
        grid.addWidget(self.insert, 1, 0, 1, 2)
        grid.addWidget(self.back, 2, 0)
        grid.addWidget(self.forth, 2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.hint)
        column.addWidget(self.chosen)
        column.addLayout(grid)
        text.chosenChanged.connect(self._follow)
        text.laidOut.connect(self._follow)
        self.delete.clicked.connect(text.delete_chosen)
        self.replace.clicked.connect(text.begin_replace)
        self.insert.clicked.connect(text.begin_insert)
        self.back.clicked.connect(self._on_back)
        self.forth.clicked.connect(self._on_forth)
        theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        put_icon(self.replace, "pencil", "t2", 14)
        put_icon(self.insert, "plus", "t2", 14)
        self._follow()

    def _follow(self) -> None:
        text = self._text
        words, chosen = text.chosen_words(), text.chosen
        self.chosen.setText(text.chosen_text() or "No word chosen")
        gone = text.chosen_is_gone()
        self.delete.setText("Bring back" if gone else "Leave out")
        put_icon(self.delete, "undo" if gone else "trash", "t2", 14)
        self.delete.setEnabled(chosen is not None)
        for button in (self.replace, self.insert, self.back, self.forth):
            button.setEnabled(words is not None and not gone)

    def _on_back(self) -> None:
        self._text.move_chosen(-1)

    def _on_forth(self) -> None:
        self._text.move_chosen(1)


def _button(text: str, keys: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "small")
    button.setToolTip(f"{text.rstrip('…')} ({keys})")
    return button
