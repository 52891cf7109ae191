"""The equations of the cell, and under them the numbers of the moment."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.inspect.cell.equation import Equation, Piece, said
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme

HEIGHT = 54
PAD = 12.0
SYMBOLS, NUMBERS = 22.0, 41.0  # baselines
GAP = 24.0  # between two equations, at least


class EquationStrip(QWidget):
    """One or two equations side by side; in smaller type where they would not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.equations: tuple[Equation, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Equations")

    def show_equations(self, equations: tuple[Equation, ...]) -> None:
        """Show other equations, or other numbers."""
        self.equations = equations
        self.setAccessibleDescription("; ".join(self.said()))
        self.update()

    def said(self) -> list[str]:
        """Every equation as text: symbols, then numbers."""
        return [f"{said(one.symbols)}: {said(one.numbers)}" for one in self.equations]

    def sizeHint(self) -> QSize:
        """As wide as the diagram."""
        return QSize(344, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first from the left edge, the last up to the right one, a line between."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("surface2"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        less = self._less()
        widths = [_equation_width(one, less) for one in self.equations]
        left = PAD
        for place, equation in enumerate(self.equations):
            if place:
                end = left + widths[place - 1]
                left = max(end + GAP, self.width() - PAD - widths[place])
                middle = round((end + left) / 2) + 0.5
                painter.setPen(QPen(palette.colour("border"), 1))
                painter.drawLine(QPointF(middle, 8), QPointF(middle, HEIGHT - 8))
            _write(painter, left, SYMBOLS, equation.symbols, mono=False, less=less)
            _write(painter, left, NUMBERS, equation.numbers, mono=True, less=less)
        painter.end()

    def _less(self) -> int:
        """How many pixels of type must go to make everything fit: 0, 1 or 2."""
        room = self.width() - 2 * PAD - GAP * (len(self.equations) - 1)
        for less in (0, 1):
            if sum(_equation_width(one, less) for one in self.equations) <= room:
                return less
        return 2


def _write(
    painter: QPainter, x: float, y: float, pieces: tuple[Piece, ...], *, mono: bool, less: int
) -> None:
    palette = theme().palette
    for piece in pieces:
        font, metrics = _type(mono, piece.bold, less)
        painter.setFont(font)
        painter.setPen(palette.colour(piece.token))
        painter.drawText(QPointF(x, y), piece.text)
        x += metrics.horizontalAdvance(piece.text)


def _equation_width(equation: Equation, less: int) -> float:
    return max(_width(equation.symbols, False, less), _width(equation.numbers, True, less))


def _width(pieces: tuple[Piece, ...], mono: bool, less: int) -> float:
    return sum(_type(mono, p.bold, less)[1].horizontalAdvance(p.text) for p in pieces)


@cache
def _type(mono: bool, bold: bool, less: int) -> tuple[QFont, QFontMetricsF]:
    weight = 700 if bold else 400
    size = (12 if mono else 13) - less
    font = mono_font(size, weight) if mono else ui_font(size, weight)
    return font, QFontMetricsF(font)
