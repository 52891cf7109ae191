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

COLUMN_GAP = 40
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
        for half in _in_two(blocks):
            side = QVBoxLayout()
            side.setSpacing(16)
            for heading, rows in half:
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


def _in_two(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Split where both halves are about equally long."""
    lengths = [len(rows) + 2 for _, rows in blocks]
    total = sum(lengths)
    cut = min(
        range(1, len(blocks)), key=lambda place: abs(total - 2 * sum(lengths[:place])), default=1
    )
    return blocks[:cut], blocks[cut:]


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
