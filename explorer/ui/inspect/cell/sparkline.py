"""What the chosen unit remembers over the whole review, with the cursor in it."""

from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.controls.kept_picture import KeptPicture
from explorer.ui.controls.numbers import MINUS
from explorer.ui.inspect.display import Display
from explorer.ui.signals.polylines import paint_two_sided
from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

LEFT, AXIS = 32.0, 20.0  # room for the numbers
TOP, RIGHT = 4.0, 5.0
REACHES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
HEADROOM = 1.12
FILL = 0.22  # opacity
APART = 28.0  # pixels between two timesteps under the line


class Sparkline(QWidget):
    """Follows a display; a click or a drag moves the cursor."""

    cursorMoved = Signal(int)

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._picture = KeptPicture(clear=True)
        self.setMinimumHeight(72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("The chosen unit over the whole review")

    def sizeHint(self) -> QSize:
        """The size it was drawn for."""
        return QSize(344, 144)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the cursor here."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(event.position().x())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line as it stands, and the cursor over it."""
        view = self._display.view
        if view is None:
            return
        values = view.layer.signals[view.state][:, self._display.unit]
        largest = float(np.abs(values).max(initial=0.0))
        mark = mark_for(largest)
        reach = max(mark, largest) * HEADROOM
        palette = theme().palette
        still = self._picture.of(
            (view, self._display.unit, palette.name),
            self.size(),
            self.devicePixelRatioF(),
            partial(self._paint_still, values, mark, reach),
        )
        painter = QPainter(self)
        painter.drawPixmap(0, 0, still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = self._display.t
        at = QPointF(self._x(t), self._y(float(values[t]), reach))
        self._paint_cursor(painter, at, "neg" if values[t] < 0 else view.state)
        painter.end()

    def _paint_still(
        self, values: np.ndarray, mark: float, reach: float, painter: QPainter
    ) -> None:
        """Grid and line; once a unit, not at every timestep."""
        view, palette = self._display.view, theme().palette
        assert view is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter, palette, mark, reach)
        xs = np.array([self._x(t) for t in range(len(values))])
        line = xs, self._y(values.astype(float), reach)
        width = 2 if len(values) < 200 else 1.25
        tone = (view.state, view.state)
        paint_two_sided(
            painter, line, self._y(0.0, reach), palette, width=width, above=tone, opacity=FILL
        )

    def _paint_grid(self, painter: QPainter, palette: Palette, mark: float, reach: float) -> None:
        painter.setFont(mono_font(11))
        for value, text in ((mark, f"+{mark:g}"), (0.0, "0"), (-mark, f"{MINUS}{mark:g}")):
            y = round(self._y(value, reach)) + 0.5
            painter.setPen(QPen(palette.colour("border2" if value == 0 else "grid"), 1))
            painter.drawLine(QPointF(LEFT, y), QPointF(self.width(), y))
            painter.setPen(palette.colour("t3"))
            box = QRectF(0, y - 8, LEFT - 6, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_cursor(self, painter: QPainter, at: QPointF, token: str) -> None:
        palette, view = theme().palette, self._display.view
        assert view is not None
        painter.setPen(QPen(palette.colour("cursor"), 1))
        painter.drawLine(QPointF(at.x(), TOP), QPointF(at.x(), self.height() - AXIS + 4))
        painter.setPen(QPen(palette.colour(token), 2))
        painter.setBrush(palette.colour("surface"))
        painter.drawEllipse(at, 4, 4)
        painter.setFont(mono_font(11))
        for t in (0, view.timesteps - 1):
            if abs(self._x(t) - at.x()) > APART:
                painter.setPen(palette.colour("t3"))
                self._number(painter, self._x(t), t)
        painter.setPen(palette.colour("t1"))
        self._number(painter, at.x(), self._display.t)

    def _number(self, painter: QPainter, x: float, number: int) -> None:
        width = painter.fontMetrics().horizontalAdvance(str(number))
        left = max(LEFT - 4, min(self.width() - width, x - width / 2))
        painter.drawText(QPointF(left, self.height() - 4), str(number))

    def _x(self, t: float) -> float:
        view = self._display.view
        last = max(1, view.timesteps - 1) if view is not None else 1
        return LEFT + t / last * (self.width() - LEFT - RIGHT)

    def _y(self, value: Any, reach: float) -> Any:
        half = (self.height() - AXIS - TOP) / 2
        return TOP + half - value / reach * half

    def _pick(self, x: float) -> None:
        view = self._display.view
        if view is not None:
            share = (x - LEFT) / max(1.0, self.width() - LEFT - RIGHT)
            t = round(share * max(1, view.timesteps - 1))
            self.cursorMoved.emit(max(0, min(view.timesteps - 1, t)))


def mark_for(largest: float) -> float:
    """The round number to mark on an axis that reaches to `largest` on both sides."""
    fitting = [reach for reach in REACHES if reach <= largest * 1.0001]
    return fitting[-1] if fitting else REACHES[0]
