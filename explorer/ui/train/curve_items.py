"""What is drawn inside a live plot. Items are made once and changed, never made anew."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg

from explorer.training.events import EpochRecord
from explorer.ui.theme.palette import Palette
from explorer.ui.train.axis_range import AxisRange
from explorer.ui.train.curve_points import CurvePoints
from explorer.ui.train.metric import Metric


class CurveItems:
    """The curves of one metric, the best epoch's marker, the overfitting band, the pointer."""

    def __init__(self, plot: pg.PlotItem, metric: Metric) -> None:
        self._metric = metric
        no_pen = pg.mkPen(None)
        self.band = pg.LinearRegionItem(movable=False, pen=no_pen)
        self.grid = pg.PlotCurveItem(connect="pairs")
        self.best = pg.InfiniteLine(angle=90)
        self.before = pg.PlotCurveItem(antialias=True)
        self.now = pg.PlotCurveItem(antialias=True)
        self.train = pg.PlotCurveItem(antialias=True)
        self.tip = pg.ScatterPlotItem(size=6, pen=no_pen, antialias=True)
        self.validation = pg.PlotCurveItem(antialias=True)
        self.ends = pg.ScatterPlotItem(size=6, pen=no_pen, antialias=True)
        self.best_ring = pg.ScatterPlotItem(size=9, antialias=True)
        self.pointer = pg.InfiniteLine(angle=90)
        from_the_ground_up = (
            self.band, self.grid, self.best, self.before, self.now, self.train, self.tip,
            self.validation, self.ends, self.best_ring, self.pointer,
        )  # fmt: skip
        for height, item in enumerate(from_the_ground_up):
            item.setZValue(height)
            plot.addItem(item, ignoreBounds=True)
        for item in (self.band, self.best, self.pointer):
            item.setVisible(False)

    def draw(
        self,
        points: CurvePoints,
        history: Sequence[EpochRecord],
        best: EpochRecord | None,
        overfits: EpochRecord | None,
    ) -> None:
        """Show the run as far as it has come."""
        column = self._metric.column
        before, now = points.parted(len(history))
        self.before.setData(before[:, 0], before[:, column], connect="finite")
        self.now.setData(now[:, 0], now[:, column])
        ends = np.array([(r.epoch, self._metric.train(r)) for r in history]).reshape(-1, 2)
        self.train.setData(ends[:, 0], ends[:, 1])
        tip = now[-1:, [0, column]] if len(now) else ends[-1:]
        self.tip.setData(tip[:, 0], tip[:, 1])
        self._draw_validation(history, best)
        self.band.setVisible(overfits is not None)
        if overfits is not None:
            self.band.setRegion((overfits.epoch, float(tip[0, 0])))

    def draw_grid(self, axis: AxisRange, right: float) -> None:
        """One line at every tick of the value axis, from 0 to `right`."""
        self.grid.setData(np.tile([0.0, right], len(axis.ticks)), np.repeat(axis.ticks, 2))

    def paint_with(self, palette: Palette) -> None:
        """Take a theme's colours."""
        colour = palette.colour
        self.grid.setPen(pg.mkPen(colour("grid"), width=1))
        self.before.setPen(pg.mkPen(colour("t3", 0.5), width=1))
        self.now.setPen(pg.mkPen(colour("t2"), width=1))
        self.train.setPen(pg.mkPen(colour("t2"), width=1.5))
        self.tip.setBrush(pg.mkBrush(colour("t2")))
        self.validation.setPen(pg.mkPen(colour("accent"), width=2.25))
        self.ends.setBrush(pg.mkBrush(colour("accent")))
        self.best_ring.setPen(pg.mkPen(colour("accent"), width=2.25))
        self.best_ring.setBrush(pg.mkBrush(colour("surface")))
        self.best.setPen(pg.mkPen(colour("warn"), width=1))
        self.band.setBrush(pg.mkBrush(colour("warn_soft", 0.45 if palette.is_dark else 0.6)))
        self.pointer.setPen(pg.mkPen(colour("cursor"), width=1))

    def _draw_validation(self, history: Sequence[EpochRecord], best: EpochRecord | None) -> None:
        known = [(r.epoch, self._metric.validation(r)) for r in history]
        points = np.array([(x, y) for x, y in known if y is not None]).reshape(-1, 2)
        self.validation.setData(points[:, 0], points[:, 1])
        is_best = points[:, 0] == (best.epoch if best is not None else -1)
        self.ends.setData(points[~is_best, 0], points[~is_best, 1])
        self.best_ring.setData(points[is_best, 0], points[is_best, 1])
        self.best.setVisible(best is not None)
        if best is not None:
            self.best.setValue(best.epoch)
