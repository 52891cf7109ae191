"""Words that wrote much of which nothing is left: dashed bars, for what is not there."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.ui.controls.flat_row import paint_row_ground
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.inspect.ledger.row_painter import (
    HEIGHT,
    NEGATIVE_ROOM,
    columns,
    paint_texts,
)
from explorer.ui.inspect.ledger.rows import LedgerRow, lost_rows
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme

MOST = 5


class LostList(KeyboardFocus, QWidget):
    """`wordPicked(t)` on a click, or Enter on the chosen row."""

    wordPicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[LedgerRow, float]] = []
        self._most = MOST
        self._ledger: LedgerInView | None = None
        self._cursor, self._hover, self._chosen = -1, -1, 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Written big, gone by the end")

    def show_ledger(self, ledger: LedgerInView | None) -> None:
        """Show another ledger."""
        self._ledger = ledger
        self._fill()

    def set_most(self, most: int) -> None:
        """Show so many words at most."""
        if most != self._most:
            self._most = most
            self._fill()

    def set_cursor(self, t: int) -> None:
        """Mark the word at the cursor."""
        if t != self._cursor:
            marked = {row.t for row, _ in self.rows} & {t, self._cursor}
            self._cursor = t
            if marked:
                self.update()

    def sizeHint(self) -> QSize:
        """One line a word, one for saying that there is none."""
        return QSize(344, HEIGHT * max(1, len(self.rows)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a word."""
        place = int(event.position().y() // HEIGHT)
        if event.button() == Qt.MouseButton.LeftButton and 0 <= place < len(self.rows):
            self._chosen = place
            self.wordPicked.emit(self.rows[place][0].t)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Raise the row under the mouse."""
        place = int(event.position().y() // HEIGHT)
        if place != self._hover:
            self._hover = place
            self.update()
            if 0 <= place < len(self.rows):
                row, size = self.rows[place]
                text = f"{row.tip or row.name}: wrote {size:.0%} of what the largest write has"
                QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def leaveEvent(self, event: object) -> None:
        """No row is under the mouse."""
        self._hover = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk and choose."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        chooses = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not self.rows or (by is None and not chooses):
            super().keyPressEvent(event)
            return
        self._chosen = max(0, min(len(self.rows) - 1, self._chosen + (by or 0)))
        self.wordPicked.emit(self.rows[self._chosen][0].t)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.rows:
            painter.setFont(ui_font(12))
            painter.setPen(palette.colour("t3"))
            painter.drawText(QPointF(16, 18), self._none())
        for place, (row, size) in enumerate(self.rows):
            box = QRectF(0, place * HEIGHT, self.width(), HEIGHT)
            chosen = row.t == self._cursor
            paint_row_ground(painter, box, chosen=chosen, hovered=place == self._hover)
            paint_texts(painter, palette, box, row)
            bar = columns(box)["bar"]
            zero, middle = bar.left() + NEGATIVE_ROOM, bar.center().y()
            long = max(2.0, size * (bar.right() - 12 - zero))
            pen = QPen(palette.colour("t3"), 1)
            pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(zero + 0.5, middle - 4.5, long, 9), 2, 2)
            painter.setPen(QPen(palette.colour("border2"), 1))
            painter.drawLine(QPointF(zero + 0.5, middle - 6), QPointF(zero + 0.5, middle + 6))
        if self.shows_ring:
            paint_ring(painter, self.rect().toRectF().adjusted(3, 3, -3, -3), 4, offset=-1)
        painter.end()

    def _none(self) -> str:
        if self._ledger is None or self._ledger.left is None:
            return "This layer has no writes to follow."
        return "None: more than 1% of every word's write is left."

    def _fill(self) -> None:
        self.rows = [] if self._ledger is None else lost_rows(self._ledger, self._most)
        self._chosen = 0
        said = [f"{row.name}, timestep {row.t}" for row, _ in self.rows]
        self.setAccessibleDescription("; ".join(said) or self._none())
        self.updateGeometry()
        self.update()
