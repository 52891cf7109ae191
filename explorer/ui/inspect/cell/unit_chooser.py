"""Which unit: a list in the order of the rows, and one row up or down beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.display import Display

LISTED = 16  # units that the open list shows at once
UNIT_ROLE = Qt.ItemDataRole.UserRole


class UnitChooser(QWidget):
    """Follows a display; says which unit the user wants."""

    unitPicked = Signal(int)

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
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
        view = self._display.view
        self.list.clear()
        if view is None:
            return
        weights = view.layer.output_weight
        for unit in self._display.order.tolist():
            self.list.addItem(f"unit {unit}", unit)
            if weights is not None:
                told = f"unit {unit}, output weight {signed(float(weights[unit]))}"
                self.list.setItemData(self.list.count() - 1, told, Qt.ItemDataRole.ToolTipRole)
        self.follow()

    def follow(self) -> None:
        """Show the chosen unit."""
        row = self.list.findData(self._display.unit)
        self.list.setCurrentIndex(row)
        self.previous.setEnabled(row > 0)
        self.following.setEnabled(row < self.list.count() - 1)

    def _on_activated(self, row: int) -> None:
        self.unitPicked.emit(int(self.list.itemData(row, UNIT_ROLE)))

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
        self.setFixedWidth(100)
        self.setAccessibleName("Unit")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the panel scroll."""
        event.ignore()
