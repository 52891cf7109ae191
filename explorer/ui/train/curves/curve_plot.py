"""One live plot: a metric over the epochs, for the training and the validation reviews."""

from collections.abc import Iterator, Sequence
from itertools import count
from math import ceil, floor

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from explorer.session.runs.run_story import RunStory
from explorer.training.events import EpochRecord, last_epoch
from explorer.ui.controls.focus_ring import paint_ring
from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.palette import Palette
from explorer.ui.train.curves.axis_range import AxisRange, calm_range
from explorer.ui.train.curves.curve_items import CurveItems
from explorer.ui.train.curves.curve_points import CurvePoints
from explorer.ui.train.curves.metric import Metric

MOST_EPOCH_TICKS = 12
RIM = 0.035  # of the height, above and below the axis: a ring at its end is not cut
STILL = 3  # pixels that a click may move
BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def _round_numbers() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50, …"""
    for power in count():
        yield from (lead * 10**power for lead in (1, 2, 5))


class CurvePlot(pg.PlotWidget):
    """Draws what it is given; knows nothing of sessions.

    `pointed` tells which place is pointed at, in epochs (None: none any more); `picked` which one
    is clicked; `menuAsked` where a context menu is wanted.
    """

    pointed = Signal(object)
    picked = Signal(float)
    menuAsked = Signal(object)

    def __init__(self, metric: Metric, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent, enableMenu=False)
        self.subject = metric  # not `metric`: QPaintDevice calls a method of that name
        self.axis: AxisRange | None = None
        self._epochs = 0
        self._pointed: float | None = None
        self._pressed: QPoint | None = None
        self._ring = False
        self._build_axes()
        self.items_drawn = CurveItems(self._item, metric)
        self.setMouseTracking(True)
        # pyqtgraph repaints the least it can, and where lines cross the whole plot, too little:
        # the best epoch's left traces behind when the axis changed.
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        self.paint_with(palette)
        self.set_epochs(10)
        self.set_metric(metric)

    # What is shown ----------------------------------------------------------------------------

    def set_metric(self, metric: Metric) -> None:
        """Plot another figure; `draw` brings its values."""
        self.subject = self.items_drawn.metric = metric
        self.setAccessibleName(f"{metric.title} by epoch")
        self._set_axis(calm_range(None, *metric.at_first, metric.limits, metric.least_span))

    def set_epochs(self, epochs: int) -> None:
        """The run will have so many epochs: the whole width is theirs."""
        if epochs == self._epochs:
            return
        self._epochs = epochs
        every = next(n for n in _round_numbers() if epochs <= n * MOST_EPOCH_TICKS)
        numbers = range(every, epochs + 1, every)
        self.getAxis("bottom").setTicks([[(number, str(number)) for number in numbers]])
        self.show_whole_run()
        if self.axis is not None:
            self.items_drawn.draw_grid(self.axis, self._right_edge)

    @property
    def epochs(self) -> int:
        """How many epochs the whole width stands for."""
        return self._epochs

    def show_whole_run(self) -> None:
        """Undo any zoom."""
        box = self.getViewBox()
        box.setLimits(xMin=0, xMax=self._right_edge, minXRange=min(0.5, self._epochs))
        box.setXRange(0, self._right_edge, padding=0)

    def draw(
        self,
        points: CurvePoints,
        history: Sequence[EpochRecord],
        best: EpochRecord | None,
        overfits: EpochRecord | None,
        ghosts: Sequence[RunStory] = (),
    ) -> None:
        """Show the run as far as it has come, with earlier runs behind it."""
        self.items_drawn.draw(points, history, best, overfits)
        self.items_drawn.draw_ghosts(ghosts)
        values = self._decisive(points, history, ghosts)
        if len(values):
            metric = self.subject
            low, high = float(values.min()), float(values.max())
            if not history:  # the first batches say little: no reason to look closer yet
                low, high = min(low, metric.at_first[0]), max(high, metric.at_first[1])
            self._set_axis(calm_range(self.axis, low, high, metric.limits, metric.least_span))

    def point_at(self, x: float | None) -> None:
        """Show the pointer's line at `x`, or hide it."""
        self._pointed = x
        self.items_drawn.pointer.setVisible(x is not None)
        if x is not None:
            self.items_drawn.pointer.setValue(x)

    def pixel_of(self, x: float, y: float) -> QPointF:
        """Where a value lies in this widget."""
        scene = self.getViewBox().mapViewToScene(QPointF(x, y))
        return QPointF(self.mapFromScene(scene))

    def value_at(self, pixel: QPointF) -> QPointF:
        """Which place and value lie at a pixel of this widget."""
        return self.getViewBox().mapSceneToView(self.mapToScene(pixel.toPoint()))

    def paint_with(self, palette: Palette) -> None:
        """Take a theme's colours."""
        self.setBackground(palette.colour("surface"))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(pg.mkPen(palette.colour("t3")))
        self.items_drawn.paint_with(palette)

    # Mouse, keys, focus -----------------------------------------------------------------------

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        """Tell where the mouse is, on top of pyqtgraph's own panning."""
        super().mouseMoveEvent(ev)
        box = self.getViewBox()
        scene = self.mapToScene(ev.position().toPoint())
        inside = box.sceneBoundingRect().contains(scene)
        self.pointed.emit(box.mapSceneToView(scene).x() if inside else None)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        """A click may follow, or pyqtgraph's panning."""
        super().mousePressEvent(ev)
        left = ev.button() == Qt.MouseButton.LeftButton
        self._pressed = ev.position().toPoint() if left else None

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        """A click where the mouse has not moved picks the place."""
        super().mouseReleaseEvent(ev)
        at, pressed, self._pressed = ev.position().toPoint(), self._pressed, None
        box, scene = self.getViewBox(), self.mapToScene(at)
        if pressed is None or (at - pressed).manhattanLength() > STILL:
            return
        if box.sceneBoundingRect().contains(scene):
            self.picked.emit(box.mapSceneToView(scene).x())

    def leaveEvent(self, ev: QEvent) -> None:
        """The mouse has left."""
        super().leaveEvent(ev)
        self.pointed.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Undo the zoom."""
        super().mouseDoubleClickEvent(event)
        self.show_whole_run()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        """Left and right walk the ends of epochs, Enter picks one, Escape lets go."""
        at = self._pointed
        if ev.key() == Qt.Key.Key_Left:
            self.pointed.emit(self._epochs if at is None else max(1, ceil(at) - 1))
        elif ev.key() == Qt.Key.Key_Right:
            self.pointed.emit(1 if at is None else min(self._epochs, floor(at) + 1))
        elif ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at is not None:
            self.picked.emit(at)
        elif ev.key() == Qt.Key.Key_Escape:
            self.pointed.emit(None)
        else:
            ev.ignore()  # the page has keys of its own

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, by mouse or by the menu key."""
        self.menuAsked.emit(event.globalPos())
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring where the keyboard brought the focus."""
        self._ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring = False
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, ev: QPaintEvent) -> None:
        """The plot, and the focus ring over it."""
        super().paintEvent(ev)
        if self._ring:
            painter = QPainter(self.viewport())
            paint_ring(painter, QRectF(self.viewport().rect()).adjusted(4, 4, -4, -4), 6, -2)
            painter.end()

    # Inside -----------------------------------------------------------------------------------

    @property
    def _item(self) -> pg.PlotItem:
        item = self.plotItem
        assert item is not None  # pyqtgraph says that it may be
        return item

    @property
    def _right_edge(self) -> float:
        return self._epochs * 1.03  # room for the last epoch's dot

    def _build_axes(self) -> None:
        plot = self._item
        plot.hideButtons()
        plot.setContentsMargins(0, 8, 16, 0)
        box = self.getViewBox()
        box.disableAutoRange()
        box.setMouseEnabled(x=True, y=False)
        box.setDefaultPadding(0)
        left, bottom = self.getAxis("left"), self.getAxis("bottom")
        for axis in (left, bottom):
            axis.setStyle(tickFont=mono_font(11), autoExpandTextSpace=False, tickTextOffset=8)
            axis.setStyle(tickLength=0, tickAlpha=0)  # a tick of no length is still a dot
        left.setWidth(52)
        bottom.setHeight(28)

    def _decisive(
        self, points: CurvePoints, history: Sequence[EpochRecord], ghosts: Sequence[RunStory]
    ) -> np.ndarray:
        """The values that the axis must hold: epochs' ends, the epoch under way, the ghosts.

        What is each batch's own, and no mean, is held whole: its peaks are what one looks for.
        """
        metric = self.subject
        behind = [r for story in ghosts for r in story.history if r.epoch <= self._epochs]
        values = [
            *(metric.train(record) for record in history),
            *(metric.validation(record) for record in history),
            *(metric.decisive(record) for record in behind),
        ]
        known = np.array([value for value in values if value is not None], dtype=float)
        if metric.validated:
            return np.concatenate([known, points.settled(last_epoch(history), metric.column)])
        batches = points.rows[:, metric.column]
        return np.concatenate([known, batches[np.isfinite(batches)]])

    def _set_axis(self, axis: AxisRange) -> None:
        if axis == self.axis:
            return
        self.axis = axis
        self.getViewBox().setYRange(axis.low, axis.high, padding=RIM)
        ticks = [(value, self.subject.tick(value, axis.step)) for value in axis.ticks]
        self.getAxis("left").setTicks([ticks])
        self.items_drawn.draw_grid(axis, self._right_edge)
