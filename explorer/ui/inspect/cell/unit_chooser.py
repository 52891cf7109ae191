"""Which unit: a list in the order of the rows, and one row up or down beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from explorer.ui.controls.icon_button import IconButton
from explorer.ui.inspect.display import Display

LISTED = 16  # units that the open list shows at once
NARROW, WIDE = 100, 116  # pixels: for two figures, and for more


class UnitChooser(QWidget):
    """Follows a display; says which unit the user wants."""

    unitPicked = Signal(int)

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._listed: list[int] = []
        self.previous = IconButton(
            "chevron_left", "Unit of the row above", small=True, icon_size=14
        )
        self.following = IconButton(
            "chevron_right", "Unit of the row below", small=True, icon_size=14
        )
        self.list = _UnitList()
        self.previous.clicked.connect(self._go_up)
        self.following.clicked.connect(self._go_down)
        self.list.activated.connect(self._on_activated)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.previous, self.list, self.following):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(widget)

    def offer(self) -> None:
        """List the layer's units, in the order of its rows."""
        order = self._display.order.tolist()
        if order != self._listed:
            self._listed = order
            self.list.clear()
            self.list.addItems([f"unit {unit}" for unit in order])
            self.list.setFixedWidth(NARROW if len(order) <= 100 else WIDE)
        self.follow()

    def follow(self) -> None:
        """Show the chosen unit."""
        row = self._display.row()
        self.list.setCurrentIndex(row)
        self.previous.setEnabled(row > 0)
        self.following.setEnabled(row < self.list.count() - 1)

    def _on_activated(self, row: int) -> None:
        self.unitPicked.emit(self._listed[row])

    def _go_up(self) -> None:
        self._display.move_unit(-1)

    def _go_down(self) -> None:
        self._display.move_unit(1)


class _UnitList(QComboBox):
    """A small list that a wheel passing over it does not change."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "small")
        self.setMaxVisibleItems(LISTED)
        self.setFixedWidth(NARROW)
        self.setAccessibleName("Unit")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the panel scroll."""
        event.ignore()
