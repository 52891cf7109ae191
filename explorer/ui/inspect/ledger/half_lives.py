"""After how many timesteps half of a write is gone, unit by unit."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.inspect.chart.parts import nice_levels
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.inspect.ledger.survival import keeper
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme

HEIGHT = 128
LEFT, RIGHT, TOP, BOTTOM = 44.0, 16.0, 10.0, 22.0


class HalfLives(KeyboardFocus, QWidget):
    """One column a unit, in the order of the display; a click chooses the unit."""

    unitPicked = Signal(int)

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._ledger: LedgerInView | None = None
        self._by_gates: np.ndarray | None = None
        self._measured: np.ndarray | None = None
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Half-life by unit")

    def show_ledger(self, ledger: LedgerInView) -> None:
        """Show another ledger's half-lives; none measured yet."""
        self._ledger = ledger
        self._by_gates = ledger.half_lives()
        self._measured = None
        self.update()

    def show_measured(self, measured: np.ndarray | None) -> None:
        """(H,) timesteps after which half of a disturbance of the input is gone."""
        self._measured = measured
        self.update()

    def value_of(self, unit: int) -> float | None:
        """The half-life that the gates give a unit."""
        return None if self._by_gates is None else float(self._by_gates[unit])

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(344, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a unit."""
        unit = self._unit_at(event.position().x())
        if unit is not None and event.button() == Qt.MouseButton.LeftButton:
            self.unitPicked.emit(unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the unit and its half-life."""
        unit = self._unit_at(event.position().x())
        if unit is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self._said(unit), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk the units."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self._display.move_unit(by)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Levels, a column a unit, what was measured as a dash across it."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        values = self._by_gates
        if values is None or self._ledger is None:
            painter.setFont(ui_font(12))
            painter.setPen(palette.colour("t3"))
            painter.drawText(QPointF(16, 24), "Every word rewrites this state: no half-life.")
            painter.end()
            return
        order, high = self._display.order, self._high()
        painter.setFont(mono_font(11))
        for level in nice_levels(0.0, high, 3):
            y = round(self._y(level, high)) + 0.5
            painter.setPen(QPen(palette.colour("grid" if level else "border2"), 1))
            painter.drawLine(QPointF(LEFT, y), QPointF(self.width() - RIGHT, y))
            painter.setPen(palette.colour("t3"))
            box = QRectF(0, y - 8, LEFT - 8, 16)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, side, f"{level:g}")
        hue, wide = keeper(self._ledger), self._column()
        floor = self._y(0.0, high)
        for place, unit in enumerate(order.tolist()):
            x = LEFT + place * wide
            value = min(float(values[unit]), high)
            chosen = unit == self._display.unit
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("t1" if chosen else hue, 1.0 if chosen else 0.8))
            top = self._y(value, high)
            gap = 1.0 if wide >= 4 else 0.0
            painter.drawRect(QRectF(x + gap, top, max(1.0, wide - 2 * gap), floor - top))
            if self._measured is not None:
                y = self._y(min(float(self._measured[unit]), high), high)
                painter.setPen(QPen(palette.colour("i"), 2))
                painter.drawLine(QPointF(x, y), QPointF(x + wide, y))
        self._paint_caption(painter)
        if self.shows_ring:
            paint_ring(painter, self.rect().toRectF().adjusted(4, 3, -4, -3), 4, offset=-1)
        painter.end()

    def _paint_caption(self, painter: QPainter) -> None:
        assert self._ledger is not None
        palette = theme().palette
        painter.setFont(ui_font(11))
        painter.setPen(palette.colour("t3"))
        unit = self._display.unit
        said = self._said(unit)
        painter.drawText(QPointF(LEFT, self.height() - 5), said)

    def _said(self, unit: int) -> str:
        assert self._by_gates is not None
        parts = [f"unit {unit}: {_timesteps(float(self._by_gates[unit]))} by the gates"]
        if self._measured is not None:
            parts.append(f"{_timesteps(float(self._measured[unit]))} measured")
        return ", ".join(parts)

    def _high(self) -> float:
        assert self._by_gates is not None
        finite = self._by_gates[np.isfinite(self._by_gates)]
        longest = float(self._ledger.view.timesteps if self._ledger else 1)
        high = float(finite.max(initial=1.0)) if len(finite) else longest
        if self._measured is not None:
            known = self._measured[np.isfinite(self._measured)]
            high = max(high, float(known.max(initial=0.0)))
        return max(1.0, high * 1.08)

    def _y(self, value: float, high: float) -> float:
        floor = self.height() - BOTTOM
        return floor - value / high * (floor - TOP)

    def _column(self) -> float:
        return (self.width() - LEFT - RIGHT) / max(1, len(self._display.order))

    def _unit_at(self, x: float) -> int | None:
        place = int((x - LEFT) // self._column())
        order = self._display.order
        if self._by_gates is None or not 0 <= place < len(order):
            return None
        return int(order[place])


def _timesteps(value: float) -> str:
    return "longer than the review" if not np.isfinite(value) else f"{value:.1f} timesteps"
