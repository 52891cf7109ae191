"""Fonts and text measures for painting, looked up once instead of at every repaint."""

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath

from explorer.ui.theme.fonts import mono_font, ui_font

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
WRAPPED = LEFT | Qt.TextFlag.TextWordWrap


@cache
def ink(size: int, weight: int = 400, *, mono: bool = False) -> QFont:
    """Return the window's font at `size` pixels."""
    return mono_font(size, weight) if mono else ui_font(size, weight)


@cache
def _metrics(size: int, weight: int, mono: bool) -> QFontMetricsF:
    return QFontMetricsF(ink(size, weight, mono=mono))


def width_of(text: str, size: int, weight: int = 400, *, mono: bool = False) -> float:
    """How many pixels wide a line of text is."""
    return _metrics(size, weight, mono).horizontalAdvance(text)


def elided(text: str, width: float, size: int, weight: int = 400, *, mono: bool = False) -> str:
    """Return the text, cut with … where it is wider than `width`."""
    metrics = _metrics(size, weight, mono)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def lines_of(text: str, width: float, size: int, weight: int = 400) -> int:
    """How many lines the text takes when wrapped at `width`."""
    metrics = _metrics(size, weight, False)
    box = metrics.boundingRect(QRectF(0, 0, width, 10_000), int(WRAPPED), text)
    return max(1, round(box.height() / metrics.lineSpacing()))


def draw_badge(painter: QPainter, letter: str, box: QRectF, hue: object) -> None:
    """A signal's letter in its frame: hue never stands alone."""
    painter.setPen(hue)  # pyright: ignore[reportArgumentType]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(ink(11, 700, mono=True))
    painter.drawText(box, CENTRE, letter)


def rounded_bottom(box: QRectF, radius: float) -> QPainterPath:
    """A rectangle with its two lower corners rounded."""
    path = QPainterPath()
    path.moveTo(box.topLeft())
    path.lineTo(box.topRight())
    path.lineTo(box.right(), box.bottom() - radius)
    corner = QRectF(box.right() - 2 * radius, box.bottom() - 2 * radius, 2 * radius, 2 * radius)
    path.arcTo(corner, 0, -90)
    path.lineTo(box.left() + radius, box.bottom())
    path.arcTo(corner.translated(2 * radius - box.width(), 0), 270, -90)
    path.closeSubpath()
    return path
