"""What colours the words: a row of letters where there is room, else a menu."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.ui.controls.badge import SIGNAL_NAMES
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.toolbar.choice_button import Choice, ChoiceButton, Group
from explorer.ui.inspect.toolbar.value_button import Shown
from explorer.ui.inspect.word_shades import GRADIENT, LEFT_OUT, SHARE
from explorer.ui.signals.rows.shades import PUSH
from explorer.ui.signals.signal_kinds import ROW_ORDER

NAMED = {
    PUSH: ("push", "How each word moved the verdict"),
    SHARE: ("share", "What each word adds to the final logit (ledger)"),
    GRADIENT: ("grad", "How strongly the verdict depends on each word (gradient)"),
    LEFT_OUT: ("left out", "What each word adds: the review read again without it"),
}


class WordsBy(QWidget):
    """Changes what the display colours the words by, and follows it."""

    done = Signal()

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._label = QLabel("Words")
        self._label.setProperty("role", "secondary")
        self.letters = _row_of_letters()
        self.menu = ChoiceButton("Words", (_choices(),))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._label, self.letters, self.menu):
            row.addWidget(widget)
        self.set_wide(True, named=True)
        self.letters.changed.connect(self._choose)
        self.menu.chosen.connect(self._on_menu)
        display.viewChanged.connect(self._follow)
        display.lookChanged.connect(self._follow)
        self._follow()

    def set_wide(self, wide: bool, *, named: bool, menu: Shown = "both") -> None:
        """Show the row of letters, or the menu; `named` says whether "Words" stands before it."""
        self.menu.show_as(menu)
        self._label.setVisible(wide and named)
        self.letters.setVisible(wide)
        self.menu.setVisible(not wide)

    def width_as(self, wide: bool, *, named: bool, menu: Shown = "both") -> int:
        """How wide `set_wide` would make it."""
        if not wide:
            return self.menu.width_as(menu)
        label = self._label.sizeHint().width() + 8 if named else 0
        return label + self.letters.sizeHint().width()

    def segment(self, key: str) -> QWidget:
        """The segment of a key in the row of letters."""
        return self.letters.segment(key)

    def _follow(self) -> None:
        view = self._display.view
        if view is None:
            return
        for letter in ROW_ORDER:
            self.letters.set_option_visible(letter, letter in view.letters)
            self.menu.set_choice_visible("words", letter, letter in view.letters)
        self.letters.set_current(self._display.words_by)
        self.menu.set_current("words", self._display.words_by)

    def _on_menu(self, _group: str, key: str) -> None:
        self._choose(key)
        self.done.emit()

    def _choose(self, key: str) -> None:
        if key != self._display.words_by:
            self._display.set_words_by(key)


def _row_of_letters() -> Segmented:
    letters = [
        Option(letter, letter, letter, f"Colour the words by the unit's {SIGNAL_NAMES[letter]}")
        for letter in ROW_ORDER
    ]
    named = [
        Option(key, short, None, f"Colour the words by: {text}")
        for key, (short, text) in NAMED.items()
    ]
    made = Segmented([*named, *letters], name="Words by")
    for key in (*NAMED, *ROW_ORDER):
        made.segment(key).setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def _choices() -> Group:
    named = [Choice(key, text, short) for key, (short, text) in NAMED.items()]
    letters = [
        Choice(letter, f"{letter}   The unit's {SIGNAL_NAMES[letter]}", letter)
        for letter in ROW_ORDER
    ]
    return Group("words", (*named, *letters))
