"""All probes one under the other: what the network says of each, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.session.data.review_in_view import ReviewInView
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.signals.polylines import paint_two_sided
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme
from explorer.ui.train.probe.probe_reading import ProbeReading

TITLE, FIGURE, MARGIN, GAP = 176, 64, 16, 8
HIGHEST = 96
LABELS = {1: "positive", 0: "negative"}


@dataclass(frozen=True, eq=False)
class Strip:
    """One probe and how it is read now."""

    review: ReviewInView
    reading: ProbeReading


class ProbeStrips(KeyboardFocus, QWidget):
    """One row a probe; a click, or Enter on the marked row, looks at one: `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strips: tuple[Strip, ...] = ()
        self._marked = 0
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("P(positive) of all probes, word by word")

    def show_strips(self, strips: Sequence[Strip], shown: ReviewInView | None) -> None:
        """Show these probes; `shown` is the one whose signals are seen otherwise."""
        self.strips = tuple(strips)
        keys = [strip.review for strip in strips]
        if not self.hasFocus() and shown in keys:
            self._marked = keys.index(shown)
        said = "; ".join(f"{_title(s.review)} {s.reading.probability[-1]:.2f}" for s in strips)
        self.setAccessibleDescription(said)
        self.update()

    def row_box(self, row: int) -> QRectF:
        """Where a row stands."""
        height = min(HIGHEST, (self.height() - GAP) / max(1, len(self.strips)))
        return QRectF(0, GAP / 2 + row * height, self.width(), height)

    def sizeHint(self) -> QSize:
        """As high as the signals."""
        return QSize(1072, 388)

    def minimumSizeHint(self) -> QSize:
        """Small, but every row still shows something."""
        return QSize(360, 160)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row up."""
        row = self._row_at(event.position())
        if row != self._hovered:
            self._hovered = row
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(hand if row >= 0 else Qt.CursorShape.ArrowCursor)
            self.setToolTip("Show its signals" if row >= 0 else "")
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at one probe."""
        row = self._row_at(event.position())
        if row >= 0:
            self.chosen.emit(self.strips[row].review.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk the rows, Enter looks at one."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and self.strips:
            self._marked = max(0, min(len(self.strips) - 1, self._marked + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.strips:
            self.chosen.emit(self.strips[min(self._marked, len(self.strips) - 1)].review.key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows."""
        palette = theme().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.colour("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, strip in enumerate(self.strips):
            self._paint_row(painter, row, strip, palette)
        painter.end()

    def _row_at(self, at: QPointF) -> int:
        rows = range(len(self.strips))
        return next((row for row in rows if self.row_box(row).contains(at)), -1)

    def _paint_row(self, painter: QPainter, row: int, strip: Strip, palette: Palette) -> None:
        box = self.row_box(row).adjusted(4, 2, -4, -2)
        if row == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("surface2"))
            painter.drawRoundedRect(box, 6, 6)
        left = QRectF(MARGIN, box.top(), TITLE - GAP, box.height())
        middle = box.center().y()
        painter.setFont(ui_font(12, 600))
        painter.setPen(palette.colour("t1"))
        metrics = QFontMetricsF(ui_font(12, 600))
        title = metrics.elidedText(_title(strip.review), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(QPointF(left.left(), middle - 2), title)
        painter.setFont(ui_font(11))
        painter.setPen(palette.colour("t3"))
        label = LABELS.get(-1 if strip.review.label is None else strip.review.label, "no label")
        painter.drawText(QPointF(left.left(), middle + 14), label)
        area = box.adjusted(MARGIN + TITLE, 6, -MARGIN - FIGURE, -6)
        _paint_curve(painter, area, strip.reading.probability, palette)
        final = float(strip.reading.probability[-1])
        painter.setFont(mono_font(15, 600))
        painter.setPen(palette.colour("pos" if final >= 0.5 else "neg"))
        painter.drawText(QPointF(area.right() + 16, middle + 6), f"{final:.2f}")
        if self.shows_ring and row == self._marked:
            paint_ring(painter, box, 6, offset=-1)


def _paint_curve(
    painter: QPainter, area: QRectF, probability: np.ndarray, palette: Palette
) -> None:
    painter.setPen(QPen(palette.colour("grid"), 1))
    for y in (area.top(), area.bottom()):
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    middle = area.center().y()
    pen = QPen(palette.colour("border2"), 1)
    pen.setDashPattern([2, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
    xs = np.linspace(area.left(), area.right(), len(probability))
    ys = area.bottom() - probability.astype(float) * area.height()
    paint_two_sided(painter, (xs, ys), middle, palette, width=1.5)


def _title(review: ReviewInView) -> str:
    return review.title or "Your own review"
