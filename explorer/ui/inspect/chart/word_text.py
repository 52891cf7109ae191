"""A review as running text, its words shaded by a value; the cursor's word is outlined."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.inspect.chart.prose import Piece
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.oklab import mixed
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

SIDE, TOP = 16.0, 14.0
LINE, SIZE = 26.0, 14
BOX = 20.0  # height of the shade behind a word
PAD = 2.0  # pixels of shade left and right of a word
FAINTEST = 0.06  # shades below this are not drawn
LEVELS = 64
STRENGTH = {True: 0.62, False: 0.5}  # the strongest shade, in dark and in light


@dataclass(frozen=True, eq=False)
class Shades:
    """How strongly each word is shaded, (T,) in −1…1; faint (T,): words that hardly count.

    below, above: the palette tokens of the two signs.
    """

    values: np.ndarray
    faint: np.ndarray
    below: str = "neg_fill"
    above: str = "pos_fill"


@dataclass(frozen=True)
class Placed:
    """A piece of text and where it stands."""

    text: str
    t: int
    box: QRectF


class WordText(QWidget):
    """`wordClicked(t)`, `wordHovered(t)` (−1: none)."""

    wordClicked = Signal(int)
    wordHovered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: Sequence[Piece] = ()
        self._placed: list[Placed] = []
        self._height = 0.0
        self._shades: Shades | None = None
        self._cursor, self._hover = -1, -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("The review, word by word")

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show another text."""
        if pieces != self._pieces:
            self._pieces = pieces
            self._hover = -1
            self._place()

    def set_shades(self, shades: Shades | None) -> None:
        """Shade the words otherwise."""
        self._shades = shades
        self.update()

    def set_cursor(self, t: int) -> None:
        """Outline another word."""
        if t != self._cursor:
            # Of a long review only two words change, and it changes with every timestep.
            for place in (self._cursor, t):
                box = self.box_of(place)
                if box is not None:
                    self.update(box.adjusted(-6, -4, 6, 4).toAlignedRect())
            self._cursor = t

    def box_of(self, t: int) -> QRectF | None:
        """Where the word of timestep `t` stands."""
        return next((placed.box for placed in self._placed if placed.t == t), None)

    def word_at(self, at: QPointF) -> int:
        """The timestep of the word at a point; −1 for none."""
        grown = (placed for placed in self._placed if placed.t >= 0)
        return next((p.t for p in grown if p.box.adjusted(-PAD, -3, PAD, 3).contains(at)), -1)

    def heightForWidth(self, width: int) -> int:
        """As many lines as the text takes."""
        return round(self._lines(width)[1])

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def sizeHint(self) -> QSize:
        """The height of the text at the present width."""
        return QSize(400, round(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which word was clicked."""
        t = self.word_at(event.position())
        if t >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.wordClicked.emit(t)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which word the mouse is over."""
        self._hover_over(self.word_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is over no word."""
        self._hover_over(-1)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shades, words, cursor."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        visible = QRectF(event.rect())
        for placed in self._placed:
            if placed.box.intersects(visible):
                self.paint_piece(painter, palette, placed)
        painter.end()

    def paint_piece(self, painter: QPainter, palette: Palette, placed: Placed) -> None:
        """One word with its shade, or what stands between words."""
        t = placed.t
        grown = placed.box.adjusted(-PAD, 0, PAD, 0)
        shade = self._shade(palette, t)
        if shade:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour(shade))
            painter.drawRoundedRect(grown, 4, 4)
        at_cursor = t >= 0 and t == self._cursor
        if at_cursor or (t >= 0 and t == self._hover):
            painter.setPen(QPen(palette.colour("cursor", 1.0 if at_cursor else 0.45), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(grown.adjusted(-0.75, -0.75, 0.75, 0.75), 4.5, 4.5)
        font = ui_font(SIZE, 600 if at_cursor else 400)
        painter.setFont(font)
        painter.setPen(palette.colour(self._ink(t)))
        # Bold is wider: it stays in the middle of the room of the plain word.
        wider = QFontMetricsF(font).horizontalAdvance(placed.text) if at_cursor else 0.0
        left = placed.box.center().x() - wider / 2 if at_cursor else placed.box.left()
        painter.drawText(QPointF(left, placed.box.bottom() - 5), placed.text)

    def _ink(self, t: int) -> str:
        if self._shades is None:
            return "t1" if t >= 0 else "t2"
        if t < 0:
            return "t3"
        return "t3" if self._shades.faint[t] else "t1"

    def _shade(self, palette: Palette, t: int) -> str:
        if self._shades is None or t < 0:
            return ""
        value = float(self._shades.values[t])
        if abs(value) < FAINTEST:
            return ""
        token = self._shades.above if value > 0 else self._shades.below
        return _shaded(palette, token, round(min(1.0, abs(value)) * LEVELS))

    def _hover_over(self, t: int) -> None:
        if t != self._hover:
            self._hover = t
            shape = Qt.CursorShape.PointingHandCursor if t >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.wordHovered.emit(t)
            self.update()

    def _place(self) -> None:
        self._placed, self._height = self._lines(self.width())
        self.updateGeometry()
        self.update()

    def _lines(self, width: float) -> tuple[list[Placed], float]:
        """Break the text into lines of `width` pixels: the placed pieces, and their height."""
        metrics = QFontMetricsF(ui_font(SIZE))
        right = width - SIDE
        x, y = SIDE, TOP
        placed: list[Placed] = []
        for piece in self._pieces:
            text = piece.text if piece.t >= 0 else _between(piece.text)
            wide = metrics.horizontalAdvance(text.rstrip(" ") or text)
            hangs = piece.t < 0 and not text.startswith(" ")  # a comma stays with its word
            if x + wide > right and x > SIDE and text.strip() and not hangs:
                x, y = SIDE, y + LINE
            box = QRectF(x, y + (LINE - BOX) / 2, wide, BOX)
            if text.strip():
                placed.append(Placed(text.rstrip(" "), piece.t, box))
            x += metrics.horizontalAdvance(text)
        return placed, y + LINE + TOP


@lru_cache(maxsize=1024)
def _shaded(palette: Palette, token: str, level: int) -> str:
    hue = palette.colour(token).name()
    return mixed(palette.surface, hue, level / LEVELS * STRENGTH[palette.is_dark])


def _between(text: str) -> str:
    """Line breaks and runs of spaces are one space; the words keep a little more apart."""
    if not text.strip():
        return "  "
    start = " " if text[0].isspace() else ""
    end = "  " if text[-1].isspace() else ""
    return start + " ".join(text.split()) + end
