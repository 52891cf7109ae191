"""Histograms of one layer's weights, redrawn while they change."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.training.histograms import WeightHistogram
from explorer.ui.theme.theme import theme
from explorer.ui.train.weights.grid import Cell, Grid, lay_out
from explorer.ui.train.weights.paint import paint_grid, short


class WeightsView(QWidget):
    """Shows what it is given; knows nothing of sessions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.histograms: tuple[WeightHistogram, ...] = ()
        self.layer = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Histograms of the weights")

    def show_weights(self, histograms: Sequence[WeightHistogram], layer: str) -> None:
        """Show the histograms of one layer."""
        self.histograms, self.layer = tuple(histograms), layer
        self.update()

    def grid(self) -> Grid:
        """What stands where."""
        return lay_out(self.histograms, self.layer, self.width(), self.height())

    def sizeHint(self) -> QSize:
        """As high as the signals."""
        return QSize(1072, 388)

    def minimumSizeHint(self) -> QSize:
        """Small, but every row still shows something."""
        return QSize(360, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole view."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().palette.colour("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.histograms:
            paint_grid(painter, self.grid(), theme().palette)
        else:
            painter.setPen(theme().palette.colour("t3"))
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignCenter, "The weights have not been counted yet."
            )
        painter.end()

    def event(self, event: QEvent) -> bool:
        """A tooltip with the figures of the histogram under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.grid().cell_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), "" if cell is None else figures(cell), self)
            return True
        return super().event(event)


def figures(cell: Cell) -> str:
    """What a histogram says in numbers."""
    h = cell.histogram
    counted = f"{int(h.counts.sum()):,} weights"
    if h.every > 1:
        counted += f", every {h.every}th row of the table"
    return (
        f"{counted}\nfrom {short(h.low)} to {short(h.high)}\n"
        f"mean {short(h.mean)}, standard deviation {short(h.spread)}"
    )
