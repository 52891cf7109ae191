"""Pen strokes of the cell diagrams: lines, arrows, boxes, nodes, text.

Widths scale with the diagram, heights are fixed: x is given on a base of 352, y in pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.palette import Palette

BASE = 352.0
NODE = 12.0  # radius
ARROWS = {
    "up": ((-4, 5), (0, 0), (4, 5)),
    "down": ((-4, -5), (0, 0), (4, -5)),
    "right": ((-5, -4), (0, 0), (-5, 4)),
    "left": ((5, -4), (0, 0), (5, 4)),
}
GLYPHS = {
    "×": (((-4, -4), (4, 4)), ((4, -4), (-4, 4))),
    "+": (((0, -5), (0, 5)), ((-5, 0), (5, 0))),
}


@dataclass(frozen=True)
class Area:
    """A part of the diagram: what it means in words, and the signal it belongs to."""

    rect: QRectF
    words: str
    signal: str = ""


class Sketch:
    """Draws with a painter, and keeps what it wrote and which part means what."""

    def __init__(self, painter: QPainter, width: float, palette: Palette) -> None:
        self.painter = painter
        self.width = width
        self.palette = palette
        self.written: list[str] = []
        self.areas: list[Area] = []

    def x(self, base: float) -> float:
        """Where `base` of 352 stands in the width there is."""
        return base * self.width / BASE

    def explain(self, rect: QRectF, words: str, signal: str = "") -> None:
        """Say what a part means, for whoever hovers or clicks it."""
        self.areas.append(Area(rect, words, signal))

    def line(self, points: Sequence[tuple[float, float]], token: str, width: float = 1.5) -> None:
        """A line through `points`, in pixels."""
        self._pen(token, width)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))

    def arrow(self, x: float, y: float, direction: str, token: str) -> None:
        """An arrow head with its tip at (x, y)."""
        self._pen(token, 1.5)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        tips = [QPointF(x + dx, y + dy) for dx, dy in ARROWS[direction]]
        self.painter.drawPolyline(QPolygonF(tips))

    def box(self, rect: QRectF, radius: float, fill: str, edge: str, width: float = 1.5) -> None:
        """A rounded rectangle."""
        self._pen(edge, width)
        self.painter.setBrush(self.palette.colour(fill))
        self.painter.drawRoundedRect(rect, radius, radius)

    def fill(self, rect: QRectF, token: str, radius: float = 0.0) -> None:
        """A rounded rectangle without an edge."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.palette.colour(token))
        self.painter.drawRoundedRect(rect, radius, radius)

    def node(self, x: float, y: float, glyph: str, token: str) -> None:
        """A circle with × or +."""
        self._pen(token, 1.5)
        self.painter.setBrush(self.palette.colour("surface"))
        self.painter.drawEllipse(QPointF(x, y), NODE, NODE)
        self._pen(token, 1.6)
        for (x0, y0), (x1, y1) in GLYPHS[glyph]:
            self.painter.drawLine(QPointF(x + x0, y + y0), QPointF(x + x1, y + y1))

    def pill(self, x: float, y: float, text: str, token: str, width: float = 44.0) -> None:
        """A pill with a function's name in it, centred on (x, y)."""
        self.box(QRectF(x - width / 2, y - 10, width, 20), 10, "surface", token)
        self.text(x, y + 4, text, token="t1", mono=True, align="middle")

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        size: int = 11,
        token: str = "t2",
        weight: int = 400,
        mono: bool = False,
        align: str = "start",
        room: float = 0.0,
    ) -> None:
        """Text from, around or up to `x` (align: start, middle, end), cut at `room` pixels."""
        font, metrics = _type(size, weight, mono)
        if room:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        advance = metrics.horizontalAdvance(text)
        left = {"start": x, "middle": x - advance / 2, "end": x - advance}[align]
        self.painter.setFont(font)
        self.painter.setPen(self.palette.colour(token))
        self.painter.drawText(QPointF(left, baseline), text)
        self.written.append(text)

    def _pen(self, token: str, width: float) -> None:
        pen = QPen(self.palette.colour(token), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)


@cache
def _type(size: int, weight: int, mono: bool) -> tuple[QFont, QFontMetricsF]:
    font = mono_font(size, weight) if mono else ui_font(size, weight)
    return font, QFontMetricsF(font)
