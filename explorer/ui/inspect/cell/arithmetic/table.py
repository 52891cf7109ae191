"""A gate's sum as a table: name, product, value, and a bar from the middle."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.analysis.arithmetic import GateSum
from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell.arithmetic.lines import SumLine, parts_of, sum_lines
from explorer.ui.theme.colormaps import is_sequential
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

LINE = 16.0
RESULTS = 3  # bias, sum, gate
MOST_TERMS = 8
BAR_WIDTH, VALUE_WIDTH = 64.0, 52.0
INDENT = 12.0


class SumTable(QWidget):
    """Shows as many of the biggest contributors as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: GateSum | None = None
        self._below = ""
        self.lines: list[SumLine] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("The sum behind the gate")

    def show_sum(self, found: GateSum | None, below: str) -> None:
        """Show another sum, or none."""
        self._found, self._below = found, below
        self._write()

    def sizeHint(self) -> QSize:
        """Three terms a part."""
        return QSize(344, round(LINE * (2 * 5 + RESULTS)) + 4)

    def minimumSizeHint(self) -> QSize:
        """One term a part."""
        parts = 2 if self._found is None else parts_of(self._found)
        return QSize(240, round(LINE * (3 * parts + RESULTS)) + 4)

    def resizeEvent(self, event: QEvent) -> None:
        """More room, more terms."""
        self._write()

    def event(self, event: QEvent) -> bool:
        """Every line in full as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = int(event.pos().y() // LINE)
            line = self.lines[place] if 0 <= place < len(self.lines) else None
            QToolTip.showText(event.globalPos(), line.words if line else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line by line; a rule over the results."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        largest = max((abs(line.value) for line in self.lines if line.depth < 2), default=1.0)
        for place, line in enumerate(self.lines):
            top = place * LINE
            if line.depth == 2 and self.lines[place - 1].depth < 2:
                painter.setPen(QPen(palette.colour("border2"), 1))
                painter.drawLine(QPointF(0, top + 0.5), QPointF(self.width(), top + 0.5))
            self._paint_line(painter, palette, line, top)
            if line.depth < 2:
                self._paint_bar(painter, palette, line, top, largest or 1.0)
        painter.end()

    def _write(self) -> None:
        found = self._found
        self.lines = []
        if found is not None:
            parts = parts_of(found)
            rows = int((self.height() - 4) // LINE) - RESULTS - 2 * parts
            terms = max(1, min(MOST_TERMS, rows // parts))
            self.lines = sum_lines(found, self._below, terms)
        said = [f"{line.label} {signed(line.value, 4)}" for line in self.lines]
        self.setAccessibleDescription("; ".join(said))
        self.updateGeometry()
        self.update()

    def _paint_line(self, painter: QPainter, palette: Palette, line: SumLine, top: float) -> None:
        base, bold = top + 12, line.depth != 1
        value_right = self.width() - BAR_WIDTH - 8
        ink = line.token or ("neg" if line.value < 0 else "t1")
        left = INDENT if line.depth == 1 else 0.0
        name = ui_font(12, 600 if bold else 400)
        painter.setPen(palette.colour("t1" if bold else "t2"))
        _at(painter, left, base, name, line.label)
        painter.setPen(palette.colour("t3"))
        detail = mono_font(11)
        _ending(painter, value_right - VALUE_WIDTH, base, detail, line.detail)
        painter.setPen(palette.colour(ink))
        gate = bool(line.token) and is_sequential(line.token)
        text = f"{line.value:.3f}" if gate else signed(line.value, 3)
        _ending(painter, value_right, base, mono_font(11, 700 if bold else 400), text)

    def _paint_bar(
        self, painter: QPainter, palette: Palette, line: SumLine, top: float, largest: float
    ) -> None:
        middle = self.width() - BAR_WIDTH / 2
        part = line.value / largest * (BAR_WIDTH / 2 - 1)
        thick = 6.0 if line.depth == 0 else 3.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("neg_fill" if part < 0 else "pos_fill"))
        y = top + (LINE - thick) / 2
        painter.drawRect(QRectF(min(middle, middle + part), y, abs(part), thick))
        painter.setPen(QPen(palette.colour("border2"), 1))
        painter.drawLine(QPointF(middle, top), QPointF(middle, top + LINE))


def _at(painter: QPainter, x: float, y: float, font: QFont, text: str) -> None:
    painter.setFont(font)
    painter.drawText(QPointF(x, y), text)


def _ending(painter: QPainter, x: float, y: float, font: QFont, text: str) -> None:
    _at(painter, x - QFontMetricsF(font).horizontalAdvance(text), y, font, text)
