"""The rows of the palette: group headings and layer kinds, filtered by what is searched."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.stack.kinds import KINDS
from explorer.ui.build.tips import wrapped

GROUPS = ("Input", "Recurrent", "Convolution", "Pooling", "Regularisation", "Output")


@dataclass(frozen=True)
class PaletteRow:
    """A heading (`kind` empty) or a layer kind."""

    text: str
    kind: str = ""
    summary: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether this row only names a group."""
        return not self.kind


def palette_rows(query: str = "") -> tuple[PaletteRow, ...]:
    """Return the rows that match: by kind, summary or group, in any case."""
    wanted = query.strip().lower()
    rows: list[PaletteRow] = []
    for group in GROUPS:
        found = [
            PaletteRow(spec.title, kind, spec.summary)
            for kind, spec in KINDS.items()
            if spec.group == group
            and wanted in f"{kind} {spec.title} {spec.summary} {group}".lower()
        ]
        if found:
            rows += [PaletteRow(group), *found]
    return tuple(rows)


class PaletteModel(QAbstractListModel):
    """A list model over PaletteRow values."""

    ROW = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = palette_rows()

    def search(self, query: str) -> None:
        """Show what matches."""
        rows = palette_rows(query)
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Headings and kinds."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the row's text, tooltip or the row itself."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole and row.kind:
            return wrapped(KINDS[row.kind].about, "Drag it into the stack, or double-click it.")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}, {row.summary}" if row.kind else row.text
        return row if role == self.ROW else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Headings cannot be selected."""
        if index.isValid() and self.rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
