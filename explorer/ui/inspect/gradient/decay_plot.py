"""Many reviews: what is left of the gradient n words back, median and quartiles."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.analysis.gradient import LayerDecay
from explorer.analysis.gradient.over_reviews import Spread
from explorer.analysis.gradient.said import times
from explorer.ui.inspect.gradient.chart import line_pen
from explorer.ui.inspect.gradient.in_view import Line
from explorer.ui.inspect.gradient.log_axis import LogAxis, axis_for, power_text
from explorer.ui.signals.polylines import band_at, polygon_at
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme

LEFT, RIGHT, TOP, BOTTOM = 98.0, 48.0, 24.0, 48.0
BAND = 0.16  # opacity


class DecayPlot(QWidget):
    """x: words back from the end; y: of the gradient at the last word, on a log axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer: LayerDecay | None = None
        self._axis = LogAxis(-1, 0)
        self._hover: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("The gradient in many reviews, by words back from the end")

    def show_layer(self, layer: LayerDecay | None) -> None:
        """Show another layer, or more reviews."""
        self.layer = layer
        if layer is not None:
            spreads = [spread for _, spread in self._curves()]
            self._axis = axis_for([part for one in spreads for part in (one.low, one.high)])
        self.update()

    def sizeHint(self) -> QSize:
        """The middle's."""
        return QSize(728, 500)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell every curve's figures."""
        layer = self.layer
        if layer is None:
            return
        back = round((event.position().x() - LEFT) / self._column())
        back = back if 0 <= back < len(layer.h.median) else None
        if back != self._hover:
            self._hover = back
            self.update()
        if back is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self.said_at(back), self)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered."""
        self._hover = None
        self.update()
        super().leaveEvent(event)

    def said_at(self, back: int) -> str:
        """The figures n words back, one line a curve."""
        lines = [f"{back} words back"]
        for line, spread in self._curves():
            if spread.count[back]:
                lines.append(
                    f"{line.name}: {times(float(spread.median[back]))} "
                    f"({times(float(spread.low[back]))} to {times(float(spread.high[back]))}), "
                    f"{int(spread.count[back])} reviews"
                )
        return "\n".join(lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Levels, bands, medians, axis."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), palette.colour("bg"))
        if self.layer is not None:
            self._paint_axes(painter)
            for line, spread in self._curves():
                self._paint_curve(painter, line, spread)
            self._paint_legend(painter)
            if self._hover is not None:
                x = LEFT + self._hover * self._column()
                painter.setPen(QPen(palette.colour("cursor", 0.5), 1))
                painter.drawLine(QPointF(x, TOP), QPointF(x, self.height() - BOTTOM))
        painter.end()

    def _curves(self) -> list[tuple[Line, Spread]]:
        layer = self.layer
        if layer is None:
            return []
        carry = "c" if layer.c is not None else "h"
        curves = [(Line("h", "∂L/∂h", "h", ()), layer.h)]
        if layer.c is not None:
            curves.insert(0, (Line("c", "∂L/∂c", "c", ()), layer.c))
        if layer.direct is not None:
            curves.append((Line("direct", "carry alone", carry, (2.7, 2.0)), layer.direct))
        return curves

    def _area(self) -> QRectF:
        return QRectF(LEFT, TOP, self.width() - LEFT - RIGHT, self.height() - TOP - BOTTOM)

    def _column(self) -> float:
        words = 1 if self.layer is None else max(1, len(self.layer.h.median) - 1)
        return self._area().width() / words

    def _paint_axes(self, painter: QPainter) -> None:
        palette, area = theme().palette, self._area()
        painter.setFont(mono_font(11))
        for power in self._axis.levels(area.height()):
            y = round(float(self._axis.y(area, 10.0**power))) + 0.5
            painter.setPen(QPen(palette.colour("border2" if power == 0 else "grid"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(palette.colour("t3"))
            painter.drawText(QPointF(area.right() + 6, y + 4), power_text(power))
        words = 0 if self.layer is None else len(self.layer.h.median)
        for back in range(0, words, 10):
            x = area.left() + back * self._column()
            box = QRectF(x - 30, area.bottom() + 6, 60, 16)
            painter.setPen(palette.colour("t3"))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, str(back))
        painter.setFont(ui_font(11))
        under = QRectF(area.left(), area.bottom() + 24, area.width(), 16)
        painter.drawText(under, Qt.AlignmentFlag.AlignHCenter, "words back from the end")

    def _paint_curve(self, painter: QPainter, line: Line, spread: Spread) -> None:
        palette, area = theme().palette, self._area()
        known = np.flatnonzero(np.isfinite(spread.median))
        xs = area.left() + known * self._column()
        low, high = (self._axis.y(area, ends[known]) for ends in (spread.low, spread.high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour(line.token, BAND))
        painter.drawPolygon(band_at(xs, high, low))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(line_pen(palette, line))
        seen = spread.median[known] >= 10.0**self._axis.low  # what is below the floor ends there
        ys = self._axis.y(area, spread.median[known][seen])
        painter.drawPolyline(polygon_at(xs[seen], ys))

    def _paint_legend(self, painter: QPainter) -> None:
        palette, y = theme().palette, TOP + 14
        painter.setFont(ui_font(11, 600))
        painter.setPen(palette.colour("t1"))
        painter.drawText(QPointF(16, y), "Gradient")
        painter.setFont(ui_font(11))
        painter.setPen(palette.colour("t3"))
        painter.drawText(QPointF(16, y + 16), "of last word’s")
        y += 40
        for line, _ in self._curves():
            painter.setPen(line_pen(palette, line))
            painter.drawLine(QPointF(16, y), QPointF(34, y))
            painter.setPen(palette.colour("t2"))
            painter.drawText(QPointF(38, y + 4), line.name)
            y += 18
