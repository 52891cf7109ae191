"""Units to paint: press on one and drag; what it becomes, the others under the mouse become."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.whatif.clamp_draft import ClampDraft
from explorer.ui.theme.theme import theme

GAP = 3.0
TALL = {16: 18.0, 32: 10.0, 64: 6.0}  # height of a cell by how many stand in a line


class UnitGrid(KeyboardFocus, QWidget):
    """Follows the draft; one cell a unit, in the display's order."""

    def __init__(self, draft: ClampDraft, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._display = draft, display
        self._painting: bool | None = None
        self._place = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Units to hold")
        draft.changed.connect(self._follow)
        display.orderChanged.connect(self._follow)

    @property
    def in_line(self) -> int:
        """How many units stand side by side."""
        units = len(self._display.order)
        return 16 if units <= 64 else (32 if units <= 256 else 64)

    def box_of(self, place: int) -> QRectF:
        """The cell at a place of the order."""
        line, column = divmod(place, self.in_line)
        wide = (self.width() + GAP) / self.in_line
        high = TALL[self.in_line]
        gap = GAP if self.in_line == 16 else 2.0
        return QRectF(column * wide, line * (high + gap), wide - gap, high)

    def sizeHint(self) -> QSize:
        """All lines."""
        lines = max(1, math.ceil(len(self._display.order) / self.in_line))
        gap = GAP if self.in_line == 16 else 2.0
        return QSize(288, math.ceil(lines * (TALL[self.in_line] + gap)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to paint."""
        place = self._place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._painting = int(self._display.order[place]) not in self._draft.units
            self._paint_at(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Paint on, or tell the unit."""
        place = self._place_at(event.position())
        if place is None:
            return
        if self._painting is not None:
            self._paint_at(place)
        else:
            unit = int(self._display.order[place])
            QToolTip.showText(event.globalPosition().toPoint(), f"unit {unit}", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._painting = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Space takes a unit in or out."""
        by = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.in_line,
            Qt.Key.Key_Down: self.in_line,
        }.get(Qt.Key(event.key()))
        if by is not None:
            self._place = max(0, min(len(self._display.order) - 1, self._place + by))
            self.setAccessibleDescription(self._said())
            self.update()
        elif event.key() == Qt.Key.Key_Space:
            unit = int(self._display.order[self._place])
            self._draft.set_units(self._draft.units ^ {unit})
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled in the signal's hue where a unit is held."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hue = palette.colour(self._draft.letter)
        radius = 3 if self.in_line == 16 else 2
        for place, unit in enumerate(self._display.order.tolist()):
            box = self.box_of(place).adjusted(0.5, 0.5, -0.5, -0.5)
            chosen = unit in self._draft.units
            painter.setPen(QPen(hue if chosen else palette.colour("border2"), 1))
            painter.setBrush(hue if chosen else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, radius, radius)
            if self.shows_ring and place == self._place:
                painter.setPen(QPen(palette.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)
        painter.end()

    def _place_at(self, at: QPointF) -> int | None:
        total = len(self._display.order)
        gap = GAP if self.in_line == 16 else 2.0
        column = int(at.x() // ((self.width() + GAP) / self.in_line))
        line = int(at.y() // (TALL[self.in_line] + gap))
        place = line * self.in_line + column
        return place if 0 <= column < self.in_line and 0 <= place < total else None

    def _paint_at(self, place: int) -> None:
        unit = int(self._display.order[place])
        self._place = place
        units = self._draft.units | {unit} if self._painting else self._draft.units - {unit}
        self._draft.set_units(units)

    def _said(self) -> str:
        unit = int(self._display.order[self._place])
        return f"unit {unit}, {'held' if unit in self._draft.units else 'free'}"

    def _follow(self) -> None:
        self._place = min(self._place, max(0, len(self._display.order) - 1))
        self.updateGeometry()
        self.update()
