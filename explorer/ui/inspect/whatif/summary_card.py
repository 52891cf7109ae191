"""Before and after, and whether the verdict flips."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.ui.inspect.whatif.in_view import WhatIfInView
from explorer.ui.inspect.whatif.words import summary
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme


class SummaryCard(QFrame):
    """Follows what it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.numbers = _Numbers()
        self.sentence = QLabel()
        self.sentence.setProperty("role", "secondary")
        self.sentence.setWordWrap(True)
        self.sentence.setMinimumHeight(34)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.numbers)
        column.addWidget(self.sentence)

    def show_answer(self, shown: WhatIfInView | None, subjects: list[str]) -> None:
        """Show another answer; `subjects` are the interventions in words."""
        self.numbers.show_answer(shown)
        self.sentence.setText("" if shown is None else summary(shown, subjects))


class _Numbers(QWidget):
    """0.99 → 0.31, and a pill where the verdict flips."""

    def __init__(self) -> None:
        super().__init__()
        self.before: float | None = None
        self.after: float | None = None
        self.flips = False
        self.setFixedHeight(62)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_answer(self, shown: WhatIfInView | None) -> None:
        self.before = None if shown is None else shown.chance_before
        self.after = None if shown is None else shown.chance_after
        self.flips = shown is not None and shown.answer.rerun.flips
        self.setAccessibleName(self.said())
        self.update()

    def said(self) -> str:
        if self.before is None or self.after is None:
            return ""
        flips = ", the verdict flips" if self.flips else ""
        return f"P(positive) before {self.before:.2f}, after {self.after:.2f}{flips}"

    def sizeHint(self) -> QSize:
        return QSize(312, 62)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        end = self._paint_side(painter, 0.0, "Before", self.before)
        self._paint_arrow(painter, end + 20)
        self._paint_side(painter, end + 64, "After", self.after)
        if self.flips:
            self._paint_pill(painter)
        painter.end()

    def _paint_side(self, painter: QPainter, x: float, title: str, chance: float | None) -> float:
        palette = theme().palette
        painter.setFont(ui_font(11))
        painter.setPen(palette.colour("t3"))
        painter.drawText(QPointF(x, 11), title)
        if chance is None:
            return x + 48
        painter.setPen(palette.colour("pos" if chance >= 0.5 else "neg"))
        font = mono_font(20, 700)
        painter.setFont(font)
        painter.drawText(QPointF(x, 37), f"{chance:.2f}")
        painter.setFont(ui_font(12))
        painter.drawText(QPointF(x, 57), "positive" if chance >= 0.5 else "negative")
        return x + QFontMetricsF(font).horizontalAdvance("0.00")

    @staticmethod
    def _paint_arrow(painter: QPainter, x: float) -> None:
        pen = QPen(theme().palette.colour("t3"), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 30), QPointF(x + 21, 30))
        tip = [QPointF(x + 16, 25.5), QPointF(x + 21, 30), QPointF(x + 16, 34.5)]
        painter.drawPolyline(QPolygonF(tip))

    def _paint_pill(self, painter: QPainter) -> None:
        palette, text, font = theme().palette, "Verdict flips", ui_font(12, 600)
        wide = QFontMetricsF(font).horizontalAdvance(text) + 24
        box = QRectF(self.width() - wide - 0.5, 16.5, wide, 24)
        painter.setPen(QPen(palette.colour("warn"), 1))
        painter.setBrush(palette.colour("warn_soft"))
        painter.drawRoundedRect(box, 12, 12)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
