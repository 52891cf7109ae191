"""The list of layer kinds: drag a row out, or double-click or press Enter to append."""

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

from explorer.session.stack_edits import StackEdits
from explorer.ui.build.layer_drag import LayerDrag, Payload
from explorer.ui.build.palette.row_painter import DENSE, HEADING, ROOMY, RowPainter
from explorer.ui.build.palette.rows import PaletteModel, PaletteRow, palette_rows
from explorer.ui.build.templates import template


class KindList(QListView):
    """`chosen` carries the kind that is to be appended; `left` asks to go back to the search."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, edits: StackEdits, drag: LayerDrag, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._drag = drag
        self._down: QPoint | None = None
        self.kinds = PaletteModel(self)
        self.painter = RowPainter(self)
        self.setModel(self.kinds)
        self.setItemDelegate(self.painter)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(False)  # our own drag: see layer_drag.py
        self.setAccessibleName("Layer kinds")
        self.doubleClicked.connect(self._choose)

    def search(self, query: str) -> None:
        """Show what matches."""
        self.kinds.search(query)

    def focus_first(self) -> None:
        """Take the keyboard, at the first kind."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def first_kind(self) -> str | None:
        """Return the first kind that is shown."""
        return next((row.kind for row in self.kinds.rows if row.kind), None)

    def _row(self, index: QModelIndex) -> PaletteRow | None:
        row: PaletteRow | None = index.data(PaletteModel.ROW) if index.isValid() else None
        return None if row is None or row.is_heading else row

    def _choose(self, index: QModelIndex) -> None:
        row = self._row(index)
        if row is not None:
            self.chosen.emit(row.kind)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A keyboard that comes here stands on a kind."""
        super().focusInEvent(event)
        self.painter.rings = event.reason() != Qt.FocusReason.MouseFocusReason
        if self._row(self.currentIndex()) is None and len(self.kinds.rows) > 1:
            self.setCurrentIndex(self.kinds.index(1))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A window that loses the keyboard in mid-drag may never see the button go up."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self._drag.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter appends; Up on the first row returns to the search; Esc cancels a drag."""
        self.painter.rings = True
        if self._drag.active:
            if event.key() == Qt.Key.Key_Escape:
                self._drag.cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 1:
            self.left.emit()
        elif event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a row."""
        self.painter.rings = False
        super().mousePressEvent(event)
        on_kind = self._row(self.indexAt(event.position().toPoint())) is not None
        if event.button() == Qt.MouseButton.LeftButton and on_kind:
            self._down = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held."""
        if self._drag.active:
            self._drag.move(event.globalPosition().toPoint())
        elif self._down is None:
            super().mouseMoveEvent(event)
        else:
            far = (event.position().toPoint() - self._down).manhattanLength()
            if far >= QApplication.startDragDistance():
                self._begin(self._down, event.globalPosition())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop."""
        self._down = None
        if self._drag.active:
            self._drag.drop()
        super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that shows every kind, if there is one between dense and roomy."""
        super().resizeEvent(event)
        rows = palette_rows()
        headings = sum(row.is_heading for row in rows)
        room = (event.size().height() - headings * HEADING) // (len(rows) - headings)
        height = max(DENSE, min(ROOMY, room))
        if height != self.painter.row_height:
            self.painter.row_height = height
            self.scheduleDelayedItemsLayout()

    def _begin(self, down: QPoint, position: QPointF) -> None:
        row = self._row(self.indexAt(down))
        self._down = None
        if row is not None:
            self._drag.grip = QPoint(180, 28)
            self._drag.begin(Payload(template(row.kind, self._edits.input)), position.toPoint())
