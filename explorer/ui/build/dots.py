"""The canvas's dotted ground as a brush."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap, QTransform

PITCH = 16


@lru_cache(maxsize=8)
def dotted_brush(ground: str, dot: str, ratio: float) -> QBrush:
    """One dot of radius 1.1 every 16 pixels, sharp on a screen of `ratio` device pixels."""
    side = round(PITCH * ratio)
    tile = QPixmap(side, side)
    tile.fill(QColor(ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(dot))
    painter.drawEllipse(QPointF(side / 2, side / 2), 1.1 * ratio, 1.1 * ratio)
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(PITCH / side, PITCH / side))
    return brush
