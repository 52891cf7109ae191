"""Which rows the signals have: their signals, the pads before the words, the text over them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from explorer.ui.controls.badge import SIGNAL_NAMES
from explorer.ui.inspect.toolbar.value_button import ValueButton
from explorer.ui.signals.signal_kinds import ROW_ORDER

PADS, TEXT = "pads", "text"


class RowsButton(ValueButton):
    """`ticked(key, on)` when the user ticks a signal's letter, PADS or TEXT."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Rows", parent)
        self._letters: tuple[str, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._actions: dict[str, QAction] = {}
        for letter in ROW_ORDER:
            self._add(letter, f"{letter}   {SIGNAL_NAMES[letter]}")
        self._menu.addSeparator()
        self._add(PADS, "Pads before the words")
        self._add(TEXT, "The review as written")
        self._menu.triggered.connect(self._on_triggered)

    def follow(
        self, letters: tuple[str, ...], hidden: frozenset[str], *, pads: int, with_pads: bool,
        with_text: bool,
    ) -> None:  # fmt: skip
        """Offer a layer's signals and show which are hidden; `pads` is how many there are."""
        self._letters, self._hidden = letters, hidden
        shown = [letter for letter in letters if letter not in hidden]
        for letter in ROW_ORDER:
            action = self._actions[letter]
            action.setVisible(letter in letters)
            action.setChecked(letter not in hidden)
            action.setEnabled(shown != [letter])  # one row stays
        self._actions[PADS].setEnabled(pads > 0)
        self._actions[PADS].setText(
            f"The {pads} pads before the words" if pads else "No pads are read before these words"
        )
        self._actions[PADS].setChecked(with_pads and pads > 0)
        self._actions[TEXT].setChecked(with_text)
        self.tell()

    def text_shown(self) -> str:
        """The letters that have a row, or "all"."""
        shown = [letter for letter in self._letters if letter not in self._hidden]
        return "all" if len(shown) == len(self._letters) else " ".join(shown)

    def action(self, key: str) -> QAction:
        """The action of a signal's letter, of PADS or of TEXT."""
        return self._actions[key]

    def _add(self, key: str, text: str) -> None:
        action = QAction(text, self._menu)
        action.setCheckable(True)
        action.setData(key)
        self._actions[key] = action
        self._menu.addAction(action)

    def _on_triggered(self, action: QAction) -> None:
        self.ticked.emit(action.data(), action.isChecked())
