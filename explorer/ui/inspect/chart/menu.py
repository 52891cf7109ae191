"""The context menu of a chart."""

from collections.abc import Callable

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from explorer.session.save_desk import Content, SaveDesk
from explorer.ui.saving.files import Row, svg_bytes
from explorer.ui.saving.menu import SaveMenu
from explorer.ui.signals.export import PICTURE_RATIO


class ChartMenu(SaveMenu):
    """Saves and copies what a chart shows.

    A widget can be painted and read on its own thread only: that is done at once.
    """

    def __init__(
        self,
        chart: QWidget,
        saves: SaveDesk,
        paint: Callable[[QPainter], None],
        rows: Callable[[], list[Row]],
    ) -> None:
        """`paint` paints the chart as it stands, `rows` gives its values under a row of names."""
        super().__init__(chart, saves, "chart")
        self._chart, self._paint, self._rows = chart, paint, rows

    def picture(self) -> Callable[[], QImage]:
        """The chart, sharp in print."""
        image = QImage(self._chart.size() * PICTURE_RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(PICTURE_RATIO)
        painter = QPainter(image)
        self._paint(painter)
        painter.end()
        return lambda: image

    def drawing(self) -> Content:
        """The chart as lines and letters."""
        made = svg_bytes(self._chart.size(), self._chart.accessibleName(), self._paint)
        return lambda: made

    def rows(self) -> Callable[[], list[Row]]:
        """A row a timestep."""
        rows = self._rows()
        return lambda: rows
