"""Where the cursor is: "t 54 of 76"."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme


class PlaceLabel(QWidget):
    """The timestep stands out; a widget of its own, since it changes with every timestep."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._t, self._last = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_place(self, t: int, last: int) -> None:
        """Show timestep `t` of a review whose last is `last`."""
        if len(str(last)) != len(str(self._last)):
            self.updateGeometry()
        self._t, self._last = t, last
        self.setAccessibleName(self.text())
        self.update()

    def text(self) -> str:
        """What is shown."""
        return f"t {self._t} of {self._last}"

    def sizeHint(self) -> QSize:
        """Room for the longest number of this review, so that nothing moves."""
        widest = "8" * len(str(self._last))
        width = _width(f"t  of {widest}", ui_font(12)) + _width(widest, mono_font(12, 600))
        return QSize(round(width) + 4, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Letter, number, rest."""
        painter = QPainter(self)
        x, baseline = 0.0, self.height() / 2 + 4
        for text, font, token in self._pieces():
            painter.setFont(font)
            painter.setPen(theme().palette.colour(token))
            painter.drawText(QPointF(x, baseline), text)
            x += _width(text, font)
        painter.end()

    def _pieces(self) -> list[tuple[str, QFont, str]]:
        return [
            ("t ", ui_font(12), "t2"),
            (str(self._t), mono_font(12, 600), "t1"),
            (f" of {self._last}", ui_font(12), "t3"),
        ]


def _width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
