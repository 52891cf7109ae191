"""The equations of the cell, and under them the numbers of the moment."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.inspect.cell.equation import Equation, said
from explorer.ui.inspect.cell.equation_ink import PAD, paint_card, width_of, write
from explorer.ui.theme.theme import theme

HEIGHT = 54
SYMBOLS, NUMBERS = 22.0, 41.0  # baselines
SYMBOL, NUMBER = 13, 12  # sizes of type
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
        painter = QPainter(self)
        paint_card(painter, self)
        less = self._less()
        widths = [_equation_width(one, less) for one in self.equations]
        left = PAD
        for place, equation in enumerate(self.equations):
            if place:
                end = left + widths[place - 1]
                left = max(end + GAP, self.width() - PAD - widths[place])
                middle = round((end + left) / 2) + 0.5
                painter.setPen(QPen(theme().palette.colour("border"), 1))
                painter.drawLine(QPointF(middle, 8), QPointF(middle, HEIGHT - 8))
            write(painter, left, SYMBOLS, equation.symbols, SYMBOL - less)
            write(painter, left, NUMBERS, equation.numbers, NUMBER - less, mono=True)
        painter.end()

    def _less(self) -> int:
        """How many pixels of type must go to make everything fit: 0, 1 or 2."""
        room = self.width() - 2 * PAD - GAP * (len(self.equations) - 1)
        for less in (0, 1):
            if sum(_equation_width(one, less) for one in self.equations) <= room:
                return less
        return 2


def _equation_width(equation: Equation, less: int) -> float:
    numbers = width_of(equation.numbers, NUMBER - less, mono=True)
    return max(width_of(equation.symbols, SYMBOL - less), numbers)
