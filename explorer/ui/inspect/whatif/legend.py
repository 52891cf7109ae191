"""Dashed is before, solid is after."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.inspect.whatif.curves import dashed
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme

LINE, GAP, APART = 20.0, 8.0, 16.0


class Legend(QWidget):
    """Stands in the toolbar; the solid line has the colour of the verdict after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._positive = True
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Dashed: before. Solid: after.")

    def show_side(self, positive: bool) -> None:
        """The verdict after."""
        self._positive = positive
        self.update()

    def sizeHint(self) -> QSize:
        """Both entries."""
        metrics = QFontMetricsF(ui_font(12))
        words = metrics.horizontalAdvance("before") + metrics.horizontalAdvance("after")
        return QSize(round(2 * (LINE + GAP) + APART + words) + 2, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line and word, twice."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = "pos" if self._positive else "neg"
        x, font = 0.0, ui_font(12)
        painter.setFont(font)
        for word, pen, ink in (
            ("before", dashed(palette), "t2"),
            ("after", QPen(palette.colour(side), 2.5), side),
        ):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, 12), QPointF(x + LINE, 12))
            painter.setPen(palette.colour(ink))
            painter.drawText(QPointF(x + LINE + GAP, 16), word)
            x += LINE + GAP + QFontMetricsF(font).horizontalAdvance(word) + APART
        painter.end()
