"""What the models of all flat tables have: columns with heads, one of which orders the rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Head:
    """The head of a column. right: on the right, as the figures under it."""

    title: str
    right: bool = False
    tip: str = ""


class FlatModel(QAbstractTableModel):
    """A subclass says how many rows there are (`size`) and what is in them (`data`)."""

    def __init__(self, heads: Mapping[str, Head], parent: QObject | None = None) -> None:
        """`heads` by the columns' names, from the left."""
        super().__init__(parent)
        self._heads = dict(heads)
        self.order, self.descending = "", False

    def size(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def rowCount(self, parent: Index = _ROOT) -> int:
        """All rows."""
        return 0 if parent.isValid() else self.size()

    def columnCount(self, parent: Index = _ROOT) -> int:
        """One for each head."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """The titles, with an arrow at the one that orders the rows."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column, head = list(self._heads.items())[section]
        if role == Role.DisplayRole:
            arrow = ("↓" if self.descending else "↑") if column == self.order else ""
            return f"{head.title} {arrow}".strip()
        if role == Role.TextAlignmentRole:
            return RIGHT if head.right else LEFT
        return (head.tip or None) if role == Role.ToolTipRole else None

    def show_order(self, column: str, descending: bool) -> None:
        """Mark a column as the one by which the rows are ordered; "" for none."""
        self.order, self.descending = column, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._heads) - 1)

    def cells_changed(self) -> None:
        """Tell that cells say something else; the rows and what is selected stay."""
        if self.size():
            corner = self.index(self.size() - 1, len(self._heads) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)
