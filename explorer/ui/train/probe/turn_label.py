"""What one word did to P(positive), in a line: word, before → after."""

from math import isnan

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme
from explorer.ui.train.probe.probe_reading import Turn

WIDTH, HEIGHT = 272, 20


class TurnLabel(QWidget):
    """Painted, because it changes with every trace (see LiveText)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.turn: Turn | None = None
        self.lead = ""
        self.setFixedHeight(HEIGHT)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, turn: Turn | None, lead: str) -> None:
        """Show a turn after a few words about it; None shows nothing."""
        if (turn, lead) != (self.turn, self.lead):
            self.turn, self.lead = turn, lead
            self.setAccessibleName(self.text())
            self.update()

    def text(self) -> str:
        """All of it as plain text."""
        return "".join(text for text, _, _ in self._parts()).strip()

    def sizeHint(self) -> QSize:
        """Room for a long word."""
        return QSize(WIDTH, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A narrow card keeps the numbers."""
        return QSize(120, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """From right to left, so that the numbers stay where they are."""
        palette, right_edge = theme().palette, float(self.width())
        painter = QPainter(self)
        parts = self._parts()
        if sum(QFontMetricsF(font).horizontalAdvance(text) for text, font, _ in parts) > right_edge:
            parts = parts[1:]  # the lead gives way, the word stays
        right = right_edge
        for text, font, token in reversed(parts):
            width = QFontMetricsF(font).horizontalAdvance(text)
            painter.setFont(font)
            painter.setPen(palette.colour(token))
            box = QRectF(right - width, 0, width + 1, HEIGHT)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)
            right -= width
        painter.end()

    def _parts(self) -> list[tuple[str, QFont, str]]:
        """Texts with their fonts and palette tokens, from left to right."""
        turn = self.turn
        if turn is None:
            return []
        plain = ui_font(12)
        parts = [(self.lead, plain, "t3"), (f"{turn.word} ", ui_font(12, 600), "t1")]
        if not isnan(turn.before):
            parts.append((f"{turn.before:.2f} ", mono_font(12), _side(turn.before)))
        return [
            *parts,
            ("→ ", plain, "t3"),
            (f"{turn.after:.2f}", mono_font(12), _side(turn.after)),
        ]


def _side(probability: float) -> str:
    return "pos" if probability >= 0.5 else "neg"
