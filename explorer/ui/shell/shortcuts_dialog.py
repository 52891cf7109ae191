"""The keys of the window and of every page, on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.shell.page_keys import PAGE_KEYS

COLUMNS, COLUMN_GAP = 3, 40
HEAD = 2  # rows that a heading and the gap before it are worth
OR = " or "


class ShortcutsDialog(QDialog):
    """A sheet of keys; Esc closes it."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        title = QLabel("Keyboard shortcuts")
        title.setProperty("role", "title")
        column.addWidget(title)
        blocks = [("Everywhere", _keys_of(actions)), *PAGE_KEYS]
        sheet = QHBoxLayout()
        sheet.setSpacing(COLUMN_GAP)
        for part in _in_columns(blocks, COLUMNS):
            side = QVBoxLayout()
            side.setSpacing(16)
            for heading, rows in part:
                side.addLayout(_block(heading, rows))
            side.addStretch(1)
            sheet.addLayout(side)
        column.addLayout(sheet)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)


Rows = Sequence[tuple[str, str]]
Block = tuple[str, Rows]


def _keys_of(actions: Sequence[QAction]) -> Rows:
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (OR.join(keys.toString(native) for keys in action.shortcuts()), _plain(action))
        for action in actions
        if action.shortcuts()
    ]


def _plain(action: QAction) -> str:
    """The action's text as the table has it: "Undo", not "Undo Add LSTM"."""
    spec = getattr(action, "spec", None)
    return spec.text if spec is not None else action.text()


def _in_columns(blocks: Sequence[Block], columns: int) -> list[list[Block]]:
    """Deal the blocks out in order, each column about as long as the others."""
    total = sum(len(rows) + HEAD for _, rows in blocks)
    dealt: list[list[Block]] = [[] for _ in range(columns)]
    before = 0
    for block in blocks:
        length = len(block[1]) + HEAD
        # A block goes where its middle falls.
        dealt[min(columns - 1, int((before + length / 2) / total * columns))].append(block)
        before += length
    return [column for column in dealt if column]


def _block(heading: str, rows: Rows) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    title = QLabel(heading)
    title.setProperty("role", "heading")
    grid.addWidget(title, 0, 0, 1, 2)
    for row, (keys, text) in enumerate(rows, 1):
        grid.addLayout(_tags(keys), row, 0)
        grid.addWidget(QLabel(text), row, 1)
    return grid


def _tags(keys: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(4)
    for combination in keys.split(OR):
        tag = QLabel(combination)
        tag.setProperty("role", "tag")
        line.addWidget(tag)
    line.addStretch(1)
    return line
