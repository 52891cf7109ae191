"""The palette: a search field over the list of layer kinds."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from explorer.session.stack_edits import StackEdits
from explorer.ui.build.layer_drag import LayerDrag
from explorer.ui.build.palette.kind_list import KindList
from explorer.ui.build.templates import template
from explorer.ui.controls.undo_keys import WindowUndo
from explorer.ui.theme.icons import icon

WIDTH = 240


class PalettePanel(QFrame):
    """Drag a kind into the stack; double-click or Enter appends it before the output layer."""

    def __init__(self, edits: StackEdits, drag: LayerDrag, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self.setProperty("role", "panel")
        self.search = _SearchField(self)
        self.kinds = KindList(edits, drag, self)
        self.nothing = QLabel("No layer of that name.\nEsc shows them all.")
        self.nothing.setProperty("role", "hint")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(0, 16, 0, 0)
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        around = QVBoxLayout()
        around.setContentsMargins(16, 0, 16, 4)
        around.addWidget(self.search)
        column.addLayout(around)
        column.addWidget(self.nothing)
        lists = QVBoxLayout()
        lists.setContentsMargins(8, 0, 0, 0)
        lists.addWidget(self.kinds)
        column.addLayout(lists, 1)
        self.search.textChanged.connect(self._search)
        self.kinds.chosen.connect(self.append)
        self.kinds.left.connect(self.focus_search)
        self.setFocusProxy(self.search)

    def append(self, kind: str) -> None:
        """Add a layer of this kind before the output layer."""
        self._edits.append(template(kind, self._edits.input))

    def append_first(self) -> None:
        """Add the first kind that the search has found."""
        kind = self.kinds.first_kind()
        if kind is not None and self.search.text().strip():
            self.append(kind)

    def focus_search(self) -> None:
        """Take the keyboard to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _search(self, query: str) -> None:
        self.kinds.search(query)
        found = self.kinds.first_kind() is not None
        self.kinds.setVisible(found)
        self.nothing.setVisible(not found)


class _SearchField(QLineEdit):
    """Down goes to the list, Enter appends the first match, Esc clears."""

    def __init__(self, panel: PalettePanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.setPlaceholderText("Find a layer")
        self.setAccessibleName("Find a layer")
        self.addAction(icon("search", "t3"), QLineEdit.ActionPosition.LeadingPosition)
        self._empty = QAction(icon("close", "t3", 14), "Show all layers", self)
        self._empty.triggered.connect(self.clear)
        self.textChanged.connect(self._offer_to_empty)
        # What is typed here is soon typed again; what Enter added is what one regrets.
        WindowUndo(self, _never)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the three keys; all others edit."""
        if event.key() == Qt.Key.Key_Down:
            self._panel.kinds.focus_first()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._panel.append_first()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _offer_to_empty(self, text: str) -> None:
        if text and self._empty not in self.actions():
            self.addAction(self._empty, QLineEdit.ActionPosition.TrailingPosition)
        elif not text:
            self.removeAction(self._empty)


def _never() -> bool:
    return False
