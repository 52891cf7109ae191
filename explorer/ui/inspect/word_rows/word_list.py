"""A short list of words, painted; a click, or the keys, choose one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from explorer.ui.controls.flat_row import paint_row_ground
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.inspect.word_rows.paint import HEIGHT, columns, paint_texts
from explorer.ui.inspect.word_rows.row import WordRow
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme


class WordList(KeyboardFocus, QWidget):
    """`wordPicked(t)` on a click, an arrow or Enter; a subclass paints the bars."""

    wordPicked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[WordRow] = []
        self._cursor, self._hover, self._chosen = -1, -1, 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def paint_bar(self, painter: QPainter, place: QRectF, row: WordRow) -> None:
        """Paint a row's bar in its column."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What stands where there is no row."""
        raise NotImplementedError

    def tip(self, row: WordRow) -> str:
        """What is said of the row under the mouse; "" for nothing."""
        return ""

    def show_rows(self, rows: Sequence[WordRow]) -> None:
        """Show other words."""
        self.rows = list(rows)
        self._chosen = 0
        self.updateGeometry()
        self.update()

    def set_cursor(self, t: int) -> None:
        """Mark the word at the cursor."""
        if t != self._cursor:
            marked = {row.t for row in self.rows} & {t, self._cursor}
            self._cursor = t
            if marked:
                self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a word."""
        place = int(event.position().y() // HEIGHT)
        if event.button() == Qt.MouseButton.LeftButton and 0 <= place < len(self.rows):
            self._choose(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Raise the row under the mouse."""
        place = int(event.position().y() // HEIGHT)
        if place != self._hover:
            self._hover = place
            self.update()
            said = self.tip(self.rows[place]) if 0 <= place < len(self.rows) else ""
            if said:
                QToolTip.showText(event.globalPosition().toPoint(), said, self)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse."""
        self._hover = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk and choose, Enter chooses again."""
        walks = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 0, Qt.Key.Key_Enter: 0}
        by = walks.get(Qt.Key(event.key()))
        if by is None or not self.rows:
            super().keyPressEvent(event)
            return
        self._choose(max(0, min(len(self.rows) - 1, self._chosen + by)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.rows:
            painter.setFont(ui_font(12))
            painter.setPen(palette.colour("t3"))
            painter.drawText(QPointF(16, 18), self.nothing())
        for place, row in enumerate(self.rows):
            box = QRectF(0, place * HEIGHT, self.width(), HEIGHT)
            chosen, hovered = row.t == self._cursor, place == self._hover
            paint_row_ground(painter, box, chosen=chosen, hovered=hovered)
            paint_texts(painter, palette, box, row)
            self.paint_bar(painter, columns(box)["bar"], row)
        if self.shows_ring:
            paint_ring(painter, self.rect().toRectF().adjusted(3, 3, -3, -3), 4, offset=-1)
        painter.end()

    def _choose(self, place: int) -> None:
        self._chosen = place
        self.wordPicked.emit(self.rows[place].t)
