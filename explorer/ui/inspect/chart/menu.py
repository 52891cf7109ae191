"""The context menu of a chart."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter

from explorer.ui.saving.files import Row, svg_bytes
from explorer.ui.saving.menu import SaveMenu
from explorer.ui.signals.export import PICTURE_RATIO

if TYPE_CHECKING:
    from explorer.ui.inspect.chart.time_chart import TimeChart


class ChartMenu(SaveMenu):
    """Saves and copies what a chart shows."""

    def __init__(self, chart: "TimeChart") -> None:
        super().__init__(chart, "chart")
        self._chart = chart

    def picture(self) -> QImage:
        """The chart, sharp in print."""
        image = QImage(self._chart.size() * PICTURE_RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(PICTURE_RATIO)
        painter = QPainter(image)
        self._chart.paint_all(painter)
        painter.end()
        return image

    def drawing(self) -> bytes:
        """The chart as lines and letters."""
        return svg_bytes(self._chart.size(), self._chart.accessibleName(), self._chart.paint_all)

    def rows(self) -> list[Row]:
        """A row a timestep."""
        return self._chart.table()
