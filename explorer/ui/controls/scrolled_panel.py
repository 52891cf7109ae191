"""A side panel whose content scrolls up and down where it is higher than the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrolledPanel(QScrollArea):
    """A subclass fills the column in `inside`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.inside.setProperty("role", "scrolled")

    def begin_column(self, sides: int, top: int, bottom: int, spacing: int) -> QVBoxLayout:
        """The column, with its margins and what stands between its parts."""
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(sides, top, sides, bottom)
        column.setSpacing(spacing)
        self.setWidget(self.inside)
        return column
