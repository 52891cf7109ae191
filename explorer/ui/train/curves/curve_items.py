"""What is drawn inside a live plot. Items are made once and changed, never made anew."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg

from explorer.session.runs.ghosts import MOST
from explorer.session.runs.run_story import RunStory
from explorer.training.events import EpochRecord, last_epoch
from explorer.ui.theme.palette import Palette
from explorer.ui.train.curves.axis_range import AxisRange
from explorer.ui.train.curves.curve_points import CurvePoints
from explorer.ui.train.curves.metric import Metric

SAMPLES = 24  # places across a box at which the curves are looked at
MOST_DOTS = 60  # validation dots: more would hide their line
DASHES = ((3, 3), (8, 4), (1, 3), (8, 3, 2, 3))  # in pen widths, one a ghost


class CurveItems:
    """The curves of one metric, the best epoch's marker, the overfitting band, the pointer.

    ghosts: the validation curves of earlier runs, told apart by their dashes. moment: the epoch
    whose weights the probe shows.
    """

    def __init__(self, plot: pg.PlotItem, metric: Metric) -> None:
        self.metric = metric
        self._drawn: tuple[object, ...] | None = None
        self._behind: tuple[object, ...] | None = None
        no_pen = pg.mkPen(None)
        self.band = pg.LinearRegionItem(movable=False, pen=no_pen)
        self.grid = pg.PlotCurveItem(connect="pairs")
        self.best = pg.InfiniteLine(angle=90)
        self.ghosts = [pg.PlotCurveItem() for _ in range(MOST)]
        self.ghost_ends = pg.ScatterPlotItem(size=5, antialias=True)
        self.before = pg.PlotCurveItem(antialias=True)
        self.now = pg.PlotCurveItem(antialias=True)
        self.train = pg.PlotCurveItem(antialias=True)
        self.tip = pg.ScatterPlotItem(size=6, pen=no_pen, antialias=True)
        self.validation = pg.PlotCurveItem(antialias=True)
        self.ends = pg.ScatterPlotItem(size=6, pen=no_pen, antialias=True)
        self.best_ring = pg.ScatterPlotItem(size=9, antialias=True)
        self.moment = pg.InfiniteLine(angle=90)
        self.pointer = pg.InfiniteLine(angle=90)
        from_the_ground_up = (
            self.band, self.grid, self.best, *self.ghosts, self.ghost_ends, self.before, self.now,
            self.train, self.tip, self.validation, self.ends, self.best_ring, self.moment,
            self.pointer,
        )  # fmt: skip
        for height, item in enumerate(from_the_ground_up):
            item.setZValue(height)
            plot.addItem(item, ignoreBounds=True)
        for item in (self.band, self.best, self.moment, self.pointer):
            item.setVisible(False)

    def draw(
        self,
        points: CurvePoints,
        history: Sequence[EpochRecord],
        best: EpochRecord | None,
        overfits: EpochRecord | None,
    ) -> None:
        """Show the run as far as it has come; what only epochs change is drawn once an epoch."""
        column = self.metric.column
        before, now = points.parted(last_epoch(history))
        self.now.setData(now[:, 0], now[:, column])
        ends = _points([(r.epoch, self.metric.train(r)) for r in history])
        tip = now[-1:, [0, column]] if len(now) else ends[-1:]
        self.tip.setData(tip[:, 0], tip[:, 1])
        drawn = (self.metric, *history, len(before))
        if drawn != self._drawn:
            self._drawn = drawn
            self.before.setData(before[:, 0], before[:, column], connect="finite")
            self.train.setData(ends[:, 0], ends[:, 1])
            self._draw_validation(history, best)
        self.band.setVisible(overfits is not None)
        if overfits is not None:
            until = max(history[-1].epoch, float(tip[-1, 0]) if len(tip) else 0.0)
            self.band.setRegion((overfits.epoch, until))

    def draw_ghosts(self, stories: Sequence[RunStory]) -> None:
        """One dashed line for each of the runs."""
        drawn = (self.metric, *stories)
        if drawn == self._behind:
            return
        self._behind = drawn
        ends = []
        for place, item in enumerate(self.ghosts):
            history = stories[place].history if place < len(stories) else []
            points = _points([(r.epoch, self.metric.decisive(r)) for r in history])
            item.setData(points[:, 0], points[:, 1])
            ends.append(points[-1:])
        last = np.concatenate(ends)
        self.ghost_ends.setData(last[:, 0], last[:, 1])

    def crowding(self, left: float, right: float, low: float, high: float) -> float:
        """How much of the curves passes through a box, as a share of its width, all added up."""
        xs, found = np.linspace(left, right, SAMPLES), 0
        for item in (self.train, self.validation, self.before, self.now, *self.ghosts):
            px, py = item.getData()
            if px is None or py is None or not (known := np.isfinite(px)).any():
                continue
            ys = np.interp(xs, px[known], py[known], left=np.nan, right=np.nan)
            found += np.count_nonzero((ys >= low) & (ys <= high))
        return found / SAMPLES

    def show_moment(self, epoch: int | None) -> None:
        """Mark the epoch that the probe shows, or none."""
        self.moment.setVisible(epoch is not None)
        if epoch is not None:
            self.moment.setValue(epoch)

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
        self.ghost_ends.setPen(pg.mkPen(colour("t3"), width=1.25))
        self.ghost_ends.setBrush(pg.mkBrush(colour("surface")))
        for item, dashes in zip(self.ghosts, DASHES, strict=True):
            item.setPen(pg.mkPen(colour("t3"), width=1.25, dash=dashes))
        self.tip.setBrush(pg.mkBrush(colour("t2")))
        self.validation.setPen(pg.mkPen(colour("accent"), width=2.25))
        self.ends.setBrush(pg.mkBrush(colour("accent")))
        self.best_ring.setPen(pg.mkPen(colour("accent"), width=2.25))
        self.best_ring.setBrush(pg.mkBrush(colour("surface")))
        self.best.setPen(pg.mkPen(colour("warn"), width=1))
        self.band.setBrush(pg.mkBrush(colour("warn_soft", 0.45 if palette.is_dark else 0.6)))
        self.moment.setPen(pg.mkPen(colour("accent"), width=1))
        self.pointer.setPen(pg.mkPen(colour("cursor"), width=1))

    def _draw_validation(self, history: Sequence[EpochRecord], best: EpochRecord | None) -> None:
        points = _points([(r.epoch, self.metric.validation(r)) for r in history])
        self.validation.setData(points[:, 0], points[:, 1])
        is_best = points[:, 0] == (best.epoch if best is not None else -1)
        self.ends.setData(points[~is_best, 0], points[~is_best, 1])
        self.ends.setVisible(len(points) <= MOST_DOTS)
        self.best_ring.setData(points[is_best, 0], points[is_best, 1])
        self.best.setVisible(best is not None)
        if best is not None:
            self.best.setValue(best.epoch)


def _points(pairs: Sequence[tuple[int, float | None]]) -> np.ndarray:
    """(N, 2): the pairs that have a value."""
    return np.array([(x, y) for x, y in pairs if y is not None], dtype=float).reshape(-1, 2)
