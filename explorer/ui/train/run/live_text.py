"""A line of text that changes many times a second.

A QLabel asks every layout above it to think again whenever its text changes, which costs more
than all the painting of a batch. This one keeps the place it was given.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.theme import theme

GAP = 8  # between the text and the figure


class LiveText(QWidget):
    """Plain text in one font and one palette token, cut with an ellipsis where it must be.

    A figure may stand at the right end; the text gets what it leaves.
    """

    def __init__(
        self,
        font: QFont,
        token: str = "t1",
        *,
        right: bool = False,
        height: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._figure = "", ""
        self._font, self._token = font, token
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self._alignment = side | Qt.AlignmentFlag.AlignVCenter
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What it says."""
        return self._text

    def figure(self) -> str:
        """The figure at the right end."""
        return self._figure

    def say(self, text: str, figure: str = "") -> None:
        """Say something else."""
        if (text, figure) != (self._text, self._figure):
            self._text, self._figure = text, figure
            self.setAccessibleName(f"{text} {figure}".strip())
            self.update()

    def sizeHint(self) -> QSize:
        """Some room; the text does not ask for more."""
        return QSize(64, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The figure, then as much of the text as there is room for."""
        palette = theme().palette
        painter = QPainter(self)
        box = self.rect()
        if self._figure:
            font = mono_font(12)
            painter.setFont(font)
            painter.setPen(palette.colour("t2"))
            end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(end), self._figure)
            box.setRight(box.right() - QFontMetrics(font).horizontalAdvance(self._figure) - GAP)
        painter.setFont(self._font)
        painter.setPen(palette.colour(self._token))
        metrics = QFontMetrics(self._font)
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(self._alignment), shown)
        painter.end()
