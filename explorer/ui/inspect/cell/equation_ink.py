"""Equations painted: their pieces in colour, on a card of their own."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from explorer.ui.inspect.cell.equation import Piece
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme

PAD = 12.0  # from the card's sides to the equation

Pieces = tuple[Piece, ...]


def paint_card(painter: QPainter, widget: QWidget) -> None:
    """The card, as large as its widget."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().palette.colour("surface2"))
    painter.drawRoundedRect(QRectF(widget.rect()), 8, 8)


def write(
    painter: QPainter, x: float, y: float, pieces: Pieces, size: int, *, mono: bool = False
) -> float:
    """Write the pieces from (x, y) on the baseline; return where they end."""
    palette = theme().palette
    for piece in pieces:
        font, metrics = _type(size, piece.bold, mono)
        painter.setFont(font)
        painter.setPen(palette.colour(piece.token))
        painter.drawText(QPointF(x, y), piece.text)
        x += metrics.horizontalAdvance(piece.text)
    return x


def width_of(pieces: Pieces, size: int, *, mono: bool = False) -> float:
    """How wide the pieces are."""
    return sum(_type(size, p.bold, mono)[1].horizontalAdvance(p.text) for p in pieces)


@cache
def _type(size: int, bold: bool, mono: bool) -> tuple[QFont, QFontMetricsF]:
    weight = 700 if bold else 400
    font = mono_font(size, weight) if mono else ui_font(size, weight)
    return font, QFontMetricsF(font)
