"""All units of the layer at one timestep: one column a unit, one row a signal."""

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.ui.inspect.display import Display
from explorer.ui.signals.rows.row_labels import value_text
from explorer.ui.theme.colormaps import indices, lut, packed
from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.theme import theme

LEFT = 24.0  # the letters
CELL, PITCH = 13.0, 15.0  # heights of a row, without and with its gap
TOP = 2.0
APART_FROM = 4.0  # pixels per unit from which columns stand apart


class Barcode(QWidget):
    """Follows a display; a click, or a drag, picks the unit."""

    unitPicked = Signal(int)

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("All units at this timestep")

    def sizeHint(self) -> QSize:
        """A row a signal."""
        view = self._display.view
        rows = 6 if view is None else len(view.letters)
        return QSize(344, round(2 * TOP + rows * PITCH))

    def unit_at(self, x: float) -> int | None:
        """The unit whose column is at `x`, or None beside the columns."""
        units = len(self._display.order)
        place = int((x - LEFT) // self._column()) if units else -1
        return int(self._display.order[place]) if 0 <= place < units else None

    def x_of(self, unit: int) -> float:
        """The middle of a unit's column."""
        row = int(np.flatnonzero(self._display.order == unit)[0])
        return LEFT + (row + 0.5) * self._column()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the unit."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pick while dragging."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(event.position().x())

    def event(self, event: QEvent) -> bool:
        """The unit and its values as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            unit = self.unit_at(event.pos().x())
            if unit is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._told(unit), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Letters, rows, a frame around the chosen unit."""
        view = self._display.view
        if view is None:
            return
        painter = QPainter(self)
        for place, letter in enumerate(view.letters):
            top = TOP + place * PITCH
            painter.setFont(mono_font(11, 700))
            painter.setPen(theme().palette.colour(letter))
            painter.drawText(QPointF(0, top + 11), letter)
            self._paint_row(painter, letter, top)
        self._paint_gaps(painter, len(view.letters))
        self._paint_choice(painter, len(view.letters))
        painter.end()

    def _paint_row(self, painter: QPainter, letter: str, top: float) -> None:
        """One picture of a pixel per unit; where units crowd, means over neighbours."""
        view, display = self._display.view, self._display
        assert view is not None
        span = display.ranges[letter]
        table = packed(lut(letter, theme().palette, display.colours))
        values = view.layer.signals[letter][display.t][display.order]
        pixels = max(1, int((self.width() - LEFT) * self.devicePixelRatioF()))
        colours = table[indices(_pooled(values, pixels), span.low, span.high)]
        image = QImage(colours.data, len(colours), 1, 4 * len(colours), QImage.Format.Format_RGB32)
        painter.drawImage(QRectF(LEFT, top, self.width() - LEFT - 1, CELL), image)

    def _paint_gaps(self, painter: QPainter, rows: int) -> None:
        """A pixel between columns, where they are wide enough to spare it."""
        column = self._column()
        if column >= APART_FROM:
            painter.setPen(QPen(theme().palette.colour("surface"), 1))
            bottom = TOP + rows * PITCH
            edges = [round(LEFT + n * column) - 0.5 for n in range(1, len(self._display.order))]
            painter.drawLines([QLineF(x, TOP, x, bottom) for x in edges])

    def _paint_choice(self, painter: QPainter, rows: int) -> None:
        middle, column = self.x_of(self._display.unit), max(self._column(), 4.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().palette.colour("cursor"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left = round(middle - column / 2) - 1
        height = rows * PITCH - (PITCH - CELL) + 2
        painter.drawRoundedRect(QRectF(left, TOP - 1, round(column) + 1, height), 2, 2)

    def _column(self) -> float:
        return (self.width() - LEFT - 1) / max(1, len(self._display.order))

    def _pick(self, x: float) -> None:
        unit = self.unit_at(x)
        if unit is not None:
            self.unitPicked.emit(unit)

    def _told(self, unit: int) -> str:
        view, t = self._display.view, self._display.t
        assert view is not None
        values = [
            f"{letter} {value_text(letter, float(view.layer.signals[letter][t, unit]))}"
            for letter in view.letters
        ]
        return f"unit {unit}: {', '.join(values)}"


def _pooled(values: np.ndarray, pixels: int) -> np.ndarray:
    """Means over stretches of units, one a pixel: skipping would hide whole units."""
    if len(values) <= pixels:
        return values
    edges = np.arange(pixels + 1) * len(values) // pixels
    return np.add.reduceat(values, edges[:-1]) / np.diff(edges).astype(np.float32)
