"""The ledger's rows as a list model: so many words as fit, or all of them, and the closing rows."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.inspect.ledger.rows import closing_rows, word_rows
from explorer.ui.inspect.word_rows.row import WordRow, percent

ROW = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class LedgerModel(QAbstractListModel):
    """Sorted by a column; the others are one row that unfolds them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[WordRow] = []
        self.sorted_by, self.descending = "share", True
        self.unfolded = False
        self.scale = (0.0, 1.0)
        self.splits = True
        self._ledger: LedgerInView | None = None
        self._fits = 9

    def show_ledger(self, ledger: LedgerInView | None) -> None:
        """Show another ledger."""
        self._ledger = ledger
        if ledger is not None:
            self.splits = ledger.shares is not None
        self._fill()

    def set_room(self, rows: int) -> None:
        """So many rows fit without scrolling."""
        if rows != self._fits:
            self._fits = rows
            if not self.unfolded:
                self._fill()

    def sort_by(self, column: str) -> None:
        """Sort by a column; once more turns the order round."""
        opening = column in ("survives", "share")  # the largest first
        self.descending = not self.descending if column == self.sorted_by else opening
        self.sorted_by = column
        self._fill()

    def unfold(self, unfolded: bool) -> None:
        """Show every word, or as many as fit."""
        self.unfolded = unfolded
        self._fill()

    def row_of(self, t: int) -> int:
        """The row of a timestep's word; −1 where it is folded away."""
        return next((n for n, row in enumerate(self.rows) if row.t == t), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """All rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """The row itself, or what a screen reader says of it."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip if row.tip != row.name else ""
        return None

    def _fill(self) -> None:
        self.beginResetModel()
        self.rows = []
        ledger = self._ledger
        if ledger is not None:
            sizes = ledger.sizes
            self.scale = (float(sizes.min(initial=0.0)), float(sizes.max(initial=1e-12)))
            words = word_rows(ledger, self.sorted_by, self.descending)
            closing = len(closing_rows(ledger, words[:1]))
            room = len(words) if self.unfolded else max(3, self._fits - closing)
            if len(words) - room <= 1:
                room = len(words)  # one hidden word takes the same room as its row
            self.rows = words[:room] + closing_rows(ledger, words[room:])
            if self.unfolded:
                fold = WordRow("fold", "Fewer words", tip="Show the first words only")
                self.rows.insert(room, fold)
        self.endResetModel()


def said(row: WordRow) -> str:
    """A row in words."""
    parts = [row.name if row.t < 0 else f"{row.name}, timestep {row.t}"]
    if row.survives is not None:
        parts.append(f"{percent(row.survives)} survives")
    if row.share is not None:
        parts.append(f"share {signed(row.share)}")
    return ", ".join(parts)
