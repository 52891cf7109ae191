"""The context menu of a chart."""

from collections.abc import Callable

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from explorer.ui.saving.files import Row, svg_bytes
from explorer.ui.saving.menu import SaveMenu
from explorer.ui.signals.export import PICTURE_RATIO


class ChartMenu(SaveMenu):
    """Saves and copies what a chart shows."""

    def __init__(
        self, chart: QWidget, paint: Callable[[QPainter], None], rows: Callable[[], list[Row]]
    ) -> None:
        """`paint` paints the chart as it stands, `rows` gives its values under a row of names."""
        super().__init__(chart, "chart")
        self._chart, self._paint, self._rows = chart, paint, rows

    def picture(self) -> QImage:
        """The chart, sharp in print."""
        image = QImage(self._chart.size() * PICTURE_RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(PICTURE_RATIO)
        painter = QPainter(image)
        self._paint(painter)
        painter.end()
        return image

    def drawing(self) -> bytes:
        """The chart as lines and letters."""
        return svg_bytes(self._chart.size(), self._chart.accessibleName(), self._paint)

    def rows(self) -> list[Row]:
        """A row a timestep."""
        return self._rows()
