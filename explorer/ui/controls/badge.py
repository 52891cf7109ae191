"""The letter badge of a signal: a signal is never shown by its hue alone."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.theme.fonts import mono_font
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

SIDE = 16

SIGNAL_NAMES = {
    "i": "input gate",
    "f": "forget gate",
    "k": "candidate",
    "o": "output gate",
    "c": "carry",
    "h": "hidden state",
    "z": "update gate",
    "r": "reset gate",
    "n": "candidate",
}


def paint_badge(
    painter: QPainter, x: float, y: float, letter: str, palette: Palette, *, filled: bool = False
) -> None:
    """A 16 × 16 badge with its top left corner at (x, y)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hue = palette.colour(letter)
    box = QRectF(x + 0.5, y + 0.5, SIDE - 1, SIDE - 1)
    painter.setPen(QPen(hue, 1))
    painter.setBrush(hue if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3.5, 3.5)
    painter.setFont(mono_font(11, 700))
    if filled:
        painter.setPen(palette.colour("accent_ink"))
    painter.drawText(QRectF(x, y, SIDE, SIDE), Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


class SignalBadge(QWidget):
    """A signal's badge as a widget."""

    clicked = Signal(str)

    def __init__(self, letter: str, parent: QWidget | None = None) -> None:
        """`letter` is one of i f k o c h z r n."""
        super().__init__(parent)
        self._letter = letter
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{SIGNAL_NAMES[letter]} {letter}")
        self.setToolTip(SIGNAL_NAMES[letter])

    @property
    def letter(self) -> str:
        """The signal's letter."""
        return self._letter

    def set_letter(self, letter: str) -> None:
        """Show another signal."""
        self._letter = letter
        self.setToolTip(SIGNAL_NAMES[letter])
        self.setAccessibleName(f"{SIGNAL_NAMES[letter]} {letter}")
        self.update()

    def sizeHint(self) -> QSize:
        """16 × 16."""
        return QSize(SIDE, SIDE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell who was clicked."""
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self._letter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The badge, centred."""
        painter = QPainter(self)
        left, top = (self.width() - SIDE) / 2, (self.height() - SIDE) / 2
        paint_badge(painter, left, top, self._letter, theme().palette)
        painter.end()
