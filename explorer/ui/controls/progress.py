"""Progress: a slim bar, a bar with one piece per epoch, and a ring."""

import math

from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

HEIGHT = 6
EASE_MS = 150
PIECE_GAP = 3
LEAST_PIECE = 4  # pixels


class ProgressBar(QWidget):
    """A slim bar, 6 px high; eases to a new fraction unless the system asks for no motion."""

    def __init__(self, name: str = "", hue: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hue = hue
        self._fraction = 0.0
        self._shown = 0.0
        self._easing = QPropertyAnimation(self, b"shown", self)
        self._easing.setDuration(EASE_MS)
        self._easing.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fraction(self) -> float:
        """How far, 0 to 1."""
        return self._fraction

    def set_fraction(self, fraction: float) -> None:
        """Go to a fraction from 0 to 1."""
        fraction = _bounded(fraction)
        if fraction == self._fraction:
            return
        forward = fraction > self._fraction
        self._fraction = fraction
        self.setAccessibleDescription(f"{round(100 * fraction)}%")
        self._easing.stop()
        # The widget goes along: a style sheet answers for the widget it is asked about.
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        still = not self.style().styleHint(hint, None, self)
        # Backwards is a new start (the next epoch): easing would sweep the whole bar.
        if not forward or still or not self.isVisible():
            self._set_shown(fraction)
            return
        self._easing.setStartValue(self._shown)
        self._easing.setEndValue(fraction)
        self._easing.start()

    def set_hue(self, hue: str) -> None:
        """Paint in another palette token."""
        self._hue = hue
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(160, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove and the done part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_piece(painter, QRectF(self.rect()), self._shown, self._hue, 3)
        painter.end()

    def _get_shown(self) -> float:
        return self._shown

    def _set_shown(self, value: float) -> None:
        self._shown = value
        self.update()

    shown = Property(float, _get_shown, _set_shown)


class EpochBar(QWidget):
    """One piece per epoch: the done ones full, the one under way in part."""

    def __init__(self, name: str = "Epochs", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total, self._done, self._part = 1, 0, 0.0
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_epochs(self, done: int, total: int, part: float = 0.0) -> None:
        """`done` of `total` epochs are over, and `part` (0 to 1) of the next one."""
        new = (max(1, total), max(0, done), _bounded(part))
        if new != (self._total, self._done, self._part):
            self._total, self._done, self._part = new
            self.setAccessibleDescription(f"{done} of {total} epochs done")
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pieces; many epochs lose the gaps first."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.width() / self._total < LEAST_PIECE:  # one bar: nobody could tell them apart
            share = (self._done + self._part) / self._total
            _paint_piece(painter, QRectF(self.rect()), share, "accent", 3)
            painter.end()
            return
        gap = PIECE_GAP if self.width() / self._total >= 8 else 0
        width = (self.width() - gap * (self._total - 1)) / self._total
        for epoch in range(self._total):
            part = 1.0 if epoch < self._done else (self._part if epoch == self._done else 0.0)
            box = QRectF(epoch * (width + gap), 0, width, self.height())
            _paint_piece(painter, box, part, "accent", 2 if gap else 0)
        painter.end()


def paint_progress_ring(
    painter: QPainter, box: QRectF, fraction: float, palette: Palette, *, done: bool = False
) -> None:
    """A ring inside `box`, filled clockwise from the top; a tick inside when done."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = box.adjusted(2, 2, -2, -2)
    painter.setPen(QPen(palette.colour("border2"), 2.5))
    painter.drawEllipse(ring)
    pen = QPen(palette.colour("accent"), 2.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawArc(ring, 90 * 16, -math.floor(360 * 16 * _bounded(fraction)))
    if done:
        side = box.width()
        tick = QPainterPath()
        tick.moveTo(box.left() + side * 0.32, box.top() + side * 0.52)
        tick.lineTo(box.left() + side * 0.45, box.top() + side * 0.65)
        tick.lineTo(box.left() + side * 0.69, box.top() + side * 0.38)
        pen.setWidthF(1.6)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(tick)
    painter.restore()


def _paint_piece(painter: QPainter, box: QRectF, part: float, hue: str, radius: float) -> None:
    palette = theme().palette
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour("surface3"))
    painter.drawRoundedRect(box, radius, radius)
    if part > 0:
        # Clipped to the groove, so that a sliver keeps its round end.
        groove = QPainterPath()
        groove.addRoundedRect(box, radius, radius)
        painter.save()
        painter.setClipPath(groove)
        painter.setBrush(palette.colour(hue))
        painter.drawRect(QRectF(box.left(), box.top(), box.width() * part, box.height()))
        painter.restore()


def _bounded(fraction: float) -> float:
    return max(0.0, min(1.0, fraction))
