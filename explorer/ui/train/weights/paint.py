"""Paints histograms of weights, each in the hue of its gate."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from explorer.training.histograms import BINS
from explorer.ui.controls.badge import SIDE, SIGNAL_NAMES, paint_badge
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.palette import Palette
from explorer.ui.train.weights.grid import LEFT, Cell, Grid

FILL = 0.3
NAMES = {
    "kernel": "kernel: from the input",
    "recurrent_kernel": "recurrent kernel: from the state before",
    "output_kernel": "output kernel: from the carry",
    "embeddings": "embeddings: all words",
    "bias": "bias",
}
MARGIN = 16


def paint_grid(painter: QPainter, grid: Grid, palette: Palette) -> None:
    """Headings, badges and histograms."""
    _paint_headings(painter, grid, palette)
    _paint_gates(painter, grid, palette)
    lowest = {cell.histogram.tensor: cell for cell in grid.cells}
    for cell in grid.cells:
        _paint_cell(painter, cell, palette)
    for cell in lowest.values():
        _paint_axis(painter, cell, palette)


def short(number: float) -> str:
    """A weight as a person reads it: two digits that count, and a true minus."""
    return f"{number:.2g}".replace("-", "−")


def _paint_headings(painter: QPainter, grid: Grid, palette: Palette) -> None:
    painter.setFont(ui_font(12))
    painter.setPen(palette.colour("t2"))
    for name in grid.tensors:
        box = next(c.box for c in grid.cells if c.histogram.tensor.partition("/")[2] == name)
        lead, _, last = name.rpartition("/")
        said = NAMES.get(last, last.replace("_", " "))
        text = f"{lead}, {said}" if lead else said
        place, metrics = QRectF(box.left(), 8, box.width(), 16), painter.fontMetrics()
        if metrics.horizontalAdvance(text) > place.width():
            text = text.partition(":")[0]
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(place.width()))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft), shown)


def _paint_gates(painter: QPainter, grid: Grid, palette: Palette) -> None:
    for gate in grid.gates:
        box = grid.row_top(gate)
        if box is None:
            continue
        middle = box.center().y()
        painter.setPen(palette.colour("t2"))
        painter.setFont(ui_font(11))
        if gate:
            paint_badge(painter, MARGIN, round(middle - SIDE / 2), gate, palette)
            painter.drawText(QPointF(MARGIN + 22, middle + 4), SIGNAL_NAMES[gate])
        else:
            painter.drawText(QRectF(MARGIN, middle - 8, LEFT - MARGIN, 16), "all weights")


def _paint_cell(painter: QPainter, cell: Cell, palette: Palette) -> None:
    box, histogram = cell.box, cell.histogram
    hue = palette.colour(histogram.gate or "accent")
    painter.fillRect(box, palette.colour("bg", 0.6 if palette.is_dark else 0.7))
    painter.setPen(QPen(palette.colour("border2"), 1))
    zero = round(box.center().x()) + 0.5
    painter.drawLine(QPointF(zero, box.top()), QPointF(zero, box.bottom()))
    edges = np.linspace(-histogram.edge, histogram.edge, BINS + 1)
    inside = (edges[1:] > -cell.reach) & (edges[:-1] < cell.reach)
    counts = histogram.counts[inside]
    if not counts.max(initial=0):
        return
    left, right = edges[:-1][inside], edges[1:][inside]
    xs = box.left() + (np.stack([left, right], 1) / cell.reach + 1) / 2 * box.width()
    xs = np.clip(xs, box.left(), box.right())
    ys = box.bottom() - counts / counts.max() * (box.height() - 4)
    outline = [
        QPointF(x, y) for pair, y in zip(xs.tolist(), ys.tolist(), strict=True) for x in pair
    ]
    first, last = QPointF(outline[0].x(), box.bottom()), QPointF(outline[-1].x(), box.bottom())
    painter.setPen(Qt.PenStyle.NoPen)
    hue_fill = palette.colour(histogram.gate or "accent", FILL)
    painter.setBrush(hue_fill)
    painter.drawPolygon(QPolygonF([first, *outline, last]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(hue, 1))
    painter.drawPolyline(QPolygonF(outline))
    painter.setFont(mono_font(11))
    painter.setPen(palette.colour("t3"))
    place = box.adjusted(6, 3, -6, 0)
    at_left = histogram.mean > cell.reach / 3  # where no weights are
    side = Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag.AlignRight
    painter.drawText(place, int(side), f"±{short(histogram.spread)}")


def _paint_axis(painter: QPainter, cell: Cell, palette: Palette) -> None:
    box = cell.box
    painter.setFont(mono_font(11))
    painter.setPen(palette.colour("t3"))
    place = QRectF(box.left(), box.bottom() + 4, box.width(), 16)
    for side, text in (
        (Qt.AlignmentFlag.AlignLeft, f"−{short(cell.reach)}"),
        (Qt.AlignmentFlag.AlignHCenter, "0"),
        (Qt.AlignmentFlag.AlignRight, short(cell.reach)),
    ):
        painter.drawText(place, int(side), text)
