"""The words that the verdict depends on most, by the size of their gradient."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.controls.flat_row import paint_row_ground
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.gradient.in_view import GradientInView
from explorer.ui.inspect.ledger.row_painter import HEIGHT, columns, paint_bar
from explorer.ui.inspect.ledger.row_painter import paint_texts as paint_row
from explorer.ui.inspect.ledger.rows import LedgerRow
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme


class GradientWords(KeyboardFocus, QWidget):
    """`wordPicked(t)`. The bar is x · ∂L/∂x: what the first order says the word adds."""

    wordPicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[LedgerRow] = []
        self._scale = (0.0, 1.0)
        self._cursor, self._hover, self._chosen = -1, -1, 0
        self._shown: GradientInView | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(HEIGHT * 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Words by the size of their effect")

    def show_gradient(self, shown: GradientInView | None) -> None:
        """Show another review."""
        self._shown = shown
        self._fill()

    def set_cursor(self, t: int) -> None:
        """Mark the word at the cursor."""
        if t != self._cursor:
            self._cursor = t
            self.update()

    def sizeHint(self) -> QSize:
        """Nine words."""
        return QSize(344, HEIGHT * 9)

    def resizeEvent(self, event: object) -> None:
        """More or fewer words fit."""
        self._fill()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a word."""
        place = int(event.position().y() // HEIGHT)
        if event.button() == Qt.MouseButton.LeftButton and 0 <= place < len(self.rows):
            self._chosen = place
            self.wordPicked.emit(self.rows[place].t)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Raise the row under the mouse."""
        self._hover = int(event.position().y() // HEIGHT)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse."""
        self._hover = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk and choose."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None or not self.rows:
            super().keyPressEvent(event)
            return
        self._chosen = max(0, min(len(self.rows) - 1, self._chosen + by))
        self.wordPicked.emit(self.rows[self._chosen].t)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, row in enumerate(self.rows):
            box = QRectF(0, place * HEIGHT, self.width(), HEIGHT)
            chosen = row.t == self._cursor
            paint_row_ground(painter, box, chosen=chosen, hovered=place == self._hover)
            paint_row(painter, palette, box, row)
            value = row.share or 0.0
            fill = palette.colour("pos_fill" if value >= 0 else "neg_fill")
            paint_bar(painter, columns(box)["bar"], value, self._scale, fill)
        if not self.rows:
            painter.setFont(ui_font(12))
            painter.setPen(palette.colour("t3"))
            painter.drawText(QPointF(16, 18), "No word has a gradient here.")
        if self.shows_ring:
            paint_ring(painter, self.rect().toRectF().adjusted(3, 3, -3, -3), 4, offset=-1)
        painter.end()

    def _fill(self) -> None:
        shown, fits = self._shown, max(1, self.height() // HEIGHT)
        self.rows = []
        if shown is not None:
            order = np.argsort(-np.abs(shown.effect), kind="stable")[:fits]
            self._scale = (
                float(min(0.0, shown.effect.min())),
                float(max(1e-12, shown.effect.max())),
            )
            self.rows = [
                LedgerRow("word", shown.view.words[t], t, share=float(shown.effect[t]))
                for t in order.tolist()
                if shown.effect[t] != 0
            ]
        said = [f"{row.name}, timestep {row.t}, {signed(row.share or 0.0)}" for row in self.rows]
        self.setAccessibleDescription("; ".join(said))
        self._chosen = 0
        self.update()
