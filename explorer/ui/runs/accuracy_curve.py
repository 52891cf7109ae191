"""A small curve of a run's epochs: accuracy in training and validation, one epoch chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.training.events import EpochRecord
from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.theme import theme

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 128, 40, 8, 8, 20
STEP = 0.05  # accuracies on the axis end at whole steps


class AccuracyCurve(QWidget):
    """Click an epoch to choose it."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history: Sequence[EpochRecord] = ()
        self._best: int | None = None
        self._epoch: int | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_history(
        self, history: Sequence[EpochRecord], best: int | None, epoch: int | None
    ) -> None:
        """Take a run's epochs, the best of them, and the chosen one."""
        self._history, self._best, self._epoch = history, best, epoch
        self.setVisible(bool(history))
        self.setAccessibleName(f"Accuracy over {len(history)} epochs")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the nearest epoch."""
        nearest = min(
            self._history,
            key=lambda record: abs(self._x(record.epoch) - event.position().x()),
            default=None,
        )
        if nearest is not None:
            self.picked.emit(nearest.epoch)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, two curves, the best epoch's ring, the chosen epoch's line."""
        if not self._history:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        palette = theme().palette
        training = [(record.epoch, record.accuracy) for record in self._history]
        checked = [(r.epoch, r.val_accuracy) for r in self._history if r.val_accuracy is not None]
        self._paint_curve(painter, training, "t3")
        self._paint_curve(painter, checked, "accent")
        for epoch, accuracy in checked:
            if epoch == self._best:
                painter.setPen(QPen(palette.colour("accent"), 2))
                painter.setBrush(palette.colour("surface"))
                painter.drawEllipse(QPointF(self._x(epoch), self._y(accuracy)), 4, 4)
        painter.end()

    def _paint_axes(self, painter: QPainter) -> None:
        palette = theme().palette
        low, high = self._range()
        painter.setFont(mono_font(11))
        for share in (low, (low + high) / 2, high):
            y = self._y(share)
            painter.setPen(QPen(palette.colour("grid"), 1))
            painter.drawLine(QPointF(LEFT, y), QPointF(self.width() - RIGHT, y))
            painter.setPen(palette.colour("t3"))
            box = QRectF(0, y - 8, LEFT - 6, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                             f"{100 * share:.3g}%")  # fmt: skip
        first, last = self._history[0].epoch, self._history[-1].epoch
        for epoch in {first, last, self._epoch or last}:
            x = self._x(epoch)
            chosen = epoch == self._epoch
            painter.setPen(palette.colour("t1" if chosen else "t3"))
            box = QRectF(x - 20, self.height() - BOTTOM + 4, 40, 14)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(epoch))
            if chosen:
                painter.setPen(QPen(palette.colour("cursor"), 1))
                painter.drawLine(QPointF(x, TOP), QPointF(x, self.height() - BOTTOM))

    def _paint_curve(
        self, painter: QPainter, points: Sequence[tuple[int, float]], ink: str
    ) -> None:
        painter.setPen(QPen(theme().palette.colour(ink), 1.5))
        places = [QPointF(self._x(epoch), self._y(share)) for epoch, share in points]
        if len(places) == 1:
            painter.setBrush(theme().palette.colour(ink))
            painter.drawEllipse(places[0], 2, 2)
        else:
            painter.drawPolyline(places)

    def _range(self) -> tuple[float, float]:
        shares = [record.accuracy for record in self._history]
        shares += [r.val_accuracy for r in self._history if r.val_accuracy is not None]
        low, high = min(shares) // STEP * STEP, -(-max(shares) // STEP) * STEP
        return low, max(high, low + STEP)

    def _x(self, epoch: int) -> float:
        first, last = self._history[0].epoch, self._history[-1].epoch
        room = self.width() - LEFT - RIGHT - 8
        return LEFT + 4 + (room / 2 if first == last else room * (epoch - first) / (last - first))

    def _y(self, share: float) -> float:
        low, high = self._range()
        return (
            self.height() - BOTTOM - (self.height() - TOP - BOTTOM) * (share - low) / (high - low)
        )
