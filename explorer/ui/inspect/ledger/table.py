"""The ledger's table: column heads that sort, and the rows under them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from explorer.ui.controls.divider import divider
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.inspect.ledger.row_model import ROW, LedgerModel
from explorer.ui.inspect.ledger.row_painter import LedgerRowPainter
from explorer.ui.inspect.word_rows.paint import HEIGHT, SHARE, SIDE, SURVIVES, TIME, WORD

TITLES = {"word": "Word", "t": "t", "survives": "Survives", "share": "Logit"}
TIPS = {
    "word": "Sort by word",
    "t": "Sort by place in the review",
    "survives": "Sort by how much of the write is left at the end, the mean over the units",
    "share": "Sort by what the word adds to the logit, whichever its sign",
}
LEFTWARDS, RIGHTWARDS = "text-align: left;", "text-align: right;"
HEAD = (
    "QPushButton {{ background: transparent; border: none; font-size: 11px; font-weight: {weight};"
    " padding: 0; min-height: 26px; max-height: 26px; {side} }}"
    "QPushButton:focus {{ text-decoration: underline; }}"
)


class LedgerTable(QWidget):
    """`wordPicked(t)` when the user chooses a row."""

    wordPicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LedgerModel(self)
        self.heads = {column: self._head(column) for column in TITLES}
        self.list = _Rows()
        self.list.setModel(self.model)
        self.list.setItemDelegate(LedgerRowPainter(self.model, self.list))
        self.list.setAccessibleName("The ledger by word")
        self._t = -1
        self._lay_out()
        self.list.clicked.connect(self._on_clicked)
        self.list.rowEntered.connect(self._on_entered)
        self.list.resized.connect(self._make_room)
        self._name_heads()

    def show_ledger(self, ledger: LedgerInView | None) -> None:
        """Show another ledger."""
        self.model.show_ledger(ledger)
        survives = ledger is not None and ledger.left is not None
        self.heads["survives"].setVisible(survives)
        self._name_heads()
        self.set_cursor(self._t)

    def set_cursor(self, t: int) -> None:
        """Mark the word at the cursor, where it has a row of its own."""
        self._t = t
        row = self.model.row_of(t)
        if row < 0:
            self.list.clearSelection()
            return
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        if self.model.unfolded:
            self.list.scrollTo(index)

    def _lay_out(self) -> None:
        head = QWidget()
        head.setFixedHeight(28)
        row = QHBoxLayout(head)
        row.setContentsMargins(round(SIDE), 0, round(SIDE), 0)
        row.setSpacing(0)
        widths = {"word": WORD, "t": TIME, "survives": SURVIVES, "share": SHARE}
        for column, button in self.heads.items():
            if column == "survives":
                row.addStretch(1)
            button.setFixedWidth(round(widths[column]))
            row.addWidget(button)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(0, 0, 0, 0)
        column_of.setSpacing(0)
        column_of.addWidget(head)
        column_of.addWidget(divider())
        column_of.addWidget(self.list, 1)

    def _head(self, column: str) -> QPushButton:
        button = QPushButton(TITLES[column])
        button.setObjectName(column)
        button.setToolTip(TIPS[column])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._on_head)
        return button

    def _name_heads(self) -> None:
        titles = dict(TITLES, share="Logit" if self.model.splits else "Held")
        for column, button in self.heads.items():
            sorted_by = column == self.model.sorted_by
            arrow = ("↓" if self.model.descending else "↑") if sorted_by else ""
            right = column in ("survives", "share")
            parts = (arrow, titles[column]) if right else (titles[column], arrow)
            button.setText(" ".join(part for part in parts if part))
            button.setStyleSheet(
                HEAD.format(
                    side=RIGHTWARDS if right else LEFTWARDS, weight=600 if sorted_by else 400
                )
            )

    def _on_head(self) -> None:
        head = self.sender()
        if head is not None:
            self.model.sort_by(head.objectName())
            self._name_heads()
            self.set_cursor(self._t)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def _on_entered(self, row: int) -> None:
        self._choose(self.model.index(row))

    def _choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(ROW)
        if row is None:
            return
        if row.kind in ("others", "fold"):
            self.model.unfold(row.kind == "others")
            self._make_room()
            self.set_cursor(self._t)
        elif row.t >= 0:
            self.wordPicked.emit(row.t)

    def _make_room(self) -> None:
        self.model.set_room(self.list.viewport().height() // HEIGHT)
        self.set_cursor(self._t)


class _Rows(QListView):
    """A list whose rows the arrow keys walk: each is chosen as it comes under the cursor."""

    rowEntered = Signal(int)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(6 * HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk, Enter chooses; the page has the other keys."""
        walks = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in walks:
            super().keyPressEvent(event)
            index = self.currentIndex()
            if index.isValid() and index.data(ROW).kind == "word":
                self.rowEntered.emit(index.row())
        elif event.key() in enters and self.currentIndex().isValid():
            self.rowEntered.emit(self.currentIndex().row())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on no row changes nothing."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer rows fit."""
        super().resizeEvent(event)
        self.resized.emit()
