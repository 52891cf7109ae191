"""After how many timesteps half of a write is gone, unit by unit."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.analysis.decay import MeasuredDecay
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.inspect.ledger.survival import keeper
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme

HEIGHT = 128
SHORTEST = 0.5  # timesteps: where the log axis begins
LEVELS = (1, 3, 10, 30, 100, 300)
LEFT, RIGHT, TOP, BOTTOM = 44.0, 16.0, 10.0, 22.0


class HalfLives(KeyboardFocus, QWidget):
    """One column a unit, in the order of the display; a click chooses the unit."""

    unitPicked = Signal(int)

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._ledger: LedgerInView | None = None
        self._by_gates: np.ndarray | None = None
        self._decay: MeasuredDecay | None = None
        self._why_not = ""
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Half-life by unit")

    def show_ledger(self, ledger: LedgerInView) -> None:
        """Show another ledger's half-lives; none measured yet."""
        self._ledger = ledger
        self._by_gates = ledger.half_lives()
        self._decay, self._why_not = None, ""
        self.update()

    def show_measured(self, decay: MeasuredDecay | None) -> None:
        """What exchanging words of the review has shown so far."""
        self._decay = decay
        self.update()

    def say_why_not(self, sentence: str) -> None:
        """Why nothing can be measured here."""
        self._why_not = sentence
        self.update()

    @property
    def measured(self) -> np.ndarray | None:
        """(H,) timesteps after which half of a change of a word is gone."""
        return None if self._decay is None else self._decay.half_lives

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
        for level in (level for level in LEVELS if level < high):
            y = round(self._y(level, high)) + 0.5
            painter.setPen(QPen(palette.colour("grid"), 1))
            painter.drawLine(QPointF(LEFT, y), QPointF(self.width() - RIGHT, y))
            painter.setPen(palette.colour("t3"))
            box = QRectF(0, y - 8, LEFT - 8, 16)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, side, f"{level:g}")
        hue, wide = keeper(self._ledger), self._column()
        floor = self._y(SHORTEST, high)
        for place, unit in enumerate(order.tolist()):
            x = LEFT + place * wide
            value = min(float(values[unit]), high)
            chosen = unit == self._display.unit
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("t1" if chosen else hue, 1.0 if chosen else 0.8))
            top = self._y(value, high)
            gap = 1.0 if wide >= 4 else 0.0
            painter.drawRect(QRectF(x + gap, top, max(1.0, wide - 2 * gap), floor - top))
            if self.measured is not None:
                self._paint_measured(painter, x, wide, float(self.measured[unit]), high)
        self._paint_caption(painter)
        if self.shows_ring:
            paint_ring(painter, self.rect().toRectF().adjusted(4, 3, -4, -3), 4, offset=-1)
        painter.end()

    def _paint_measured(
        self, painter: QPainter, x: float, wide: float, value: float, high: float
    ) -> None:
        """A line at the value; an arrow up where half of the change outlives what was tried."""
        ink = theme().palette.colour("cursor")
        if np.isfinite(value):
            y = self._y(value, high)
            painter.setPen(QPen(ink, 2))
            painter.drawLine(QPointF(x, y), QPointF(x + wide, y))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        middle, half = x + wide / 2, min(4.0, wide / 2)
        tip = [QPointF(middle - half, TOP), QPointF(middle + half, TOP), QPointF(middle, TOP - 6)]
        painter.drawPolygon(tip)

    def _paint_caption(self, painter: QPainter) -> None:
        """The chosen unit, and how much has been measured."""
        palette = theme().palette
        painter.setFont(ui_font(11))
        painter.setPen(palette.colour("t3"))
        painter.drawText(QPointF(LEFT, self.height() - 5), self.caption())

    def caption(self) -> str:
        """ "unit 3: 2.4 by the gates, 4 measured (32 words)"."""
        if self._by_gates is None:
            return ""
        return self._said(self._display.unit)

    def _said(self, unit: int) -> str:
        assert self._by_gates is not None
        said = f"unit {unit}: {_timesteps(float(self._by_gates[unit]))} by the gates (bar)"
        decay = self._decay
        if decay is None:
            return f"{said}; {self._why_not or 'measuring…'}"
        tried = len(decay.words)
        words = f"{tried} words" if tried == decay.total else f"{tried} of {decay.total} words"
        return f"{said}, {_timesteps(float(decay.half_lives[unit]))} measured (line, {words})"

    def longer(self) -> int:
        """In how many units an exchanged word is felt for longer than the gates say."""
        if self.measured is None or self._by_gates is None:
            return 0
        return int((self.measured > self._by_gates).sum())

    def _high(self) -> float:
        """The longest half-life that is a number; a log axis ends there."""
        known = [10 * SHORTEST]
        for values in (self._by_gates, self.measured):
            if values is not None:
                known.append(float(values[np.isfinite(values)].max(initial=0.0)))
        return max(known) * 1.15

    def _y(self, value: float, high: float) -> float:
        floor = self.height() - BOTTOM
        share = np.log(max(value, SHORTEST) / SHORTEST) / np.log(high / SHORTEST)
        return floor - float(share) * (floor - TOP)

    def _column(self) -> float:
        return (self.width() - LEFT - RIGHT) / max(1, len(self._display.order))

    def _unit_at(self, x: float) -> int | None:
        place = int((x - LEFT) // self._column())
        order = self._display.order
        if self._by_gates is None or not 0 <= place < len(order):
            return None
        return int(order[place])


def _timesteps(value: float) -> str:
    return "∞" if not np.isfinite(value) else f"{value:.1f}".removesuffix(".0")
