"""The context menu of a chart: save or copy the picture, save the numbers."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QMenu, QMessageBox

from explorer.problem import UserProblem
from explorer.ui.signals.export import PICTURE_RATIO, png_bytes, svg_bytes, write_file
from explorer.ui.signals.menu import PICTURES, TABLES, ask_path

if TYPE_CHECKING:
    from explorer.ui.inspect.chart.time_chart import TimeChart


class ChartMenu(QObject):
    """Offers the actions for a chart and carries them out."""

    def __init__(self, chart: "TimeChart") -> None:
        super().__init__(chart)
        self._chart = chart
        self.name = "chart"
        self.ask = ask_path  # a seam: tests answer without a dialog

    def menu(self) -> QMenu:
        """A new menu; it belongs to the chart and goes when it closes."""
        menu = QMenu(self._chart)
        for text, act in (
            ("Save picture…", self.save_picture),
            ("Copy picture", self.copy_picture),
            ("Save data…", self.save_data),
        ):
            menu.addAction(text).triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def save_picture(self) -> None:
        """Ask for a name and write PNG or SVG."""
        path = self.ask(self._chart, "Save picture", f"{self.name}.png", PICTURES)
        if path is not None:
            path = path.with_suffix(path.suffix or ".png")
            self._write(
                path, self._svg() if path.suffix.lower() == ".svg" else png_bytes(self._picture())
            )

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self._picture())

    def save_data(self) -> None:
        """Ask for a name and write CSV."""
        path = self.ask(self._chart, "Save data", f"{self.name}.csv", TABLES)
        if path is not None:
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows(self._chart.table())
            self._write(path.with_suffix(path.suffix or ".csv"), text.getvalue().encode())

    def _picture(self) -> QImage:
        image = QImage(self._chart.size() * PICTURE_RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(PICTURE_RATIO)
        painter = QPainter(image)
        self._chart.paint_all(painter)
        painter.end()
        return image

    def _svg(self) -> bytes:
        return svg_bytes(self._chart.size(), self._chart.accessibleName(), self._chart.paint_all)

    def _write(self, path: Path, content: bytes) -> None:
        try:
            write_file(path, content)
        except UserProblem as problem:
            QMessageBox.warning(self._chart, "Not saved", str(problem))
