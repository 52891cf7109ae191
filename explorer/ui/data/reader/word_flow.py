"""A review's tokens in flowing lines: unknown words dotted, cut ones pale, their ids below."""

from bisect import bisect_right
from itertools import accumulate, groupby

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from explorer.reviews.encoding import Encoding
from explorer.reviews.round_trip import RoundTrip
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.data.reader.pieces import Piece, Placed, flow, pieces_of
from explorer.ui.data.reader.reader_words import cut_words, pads_words, token_words
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.theme import theme

MARGIN = 16
LINE, LINE_WITH_IDS = 24, 44
WORD_HEIGHT = 20
CHIP_PAD = 8.0


class WordFlow(KeyboardFocus, QAbstractScrollArea):
    """Shows one round trip; only the lines in view are painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trip: RoundTrip | None = None
        self._encoding = Encoding()
        self._with_ids = False
        self._pieces: list[Piece] = []
        self._lines: list[list[Placed]] = []
        self._tops: list[int] = [0]  # of every line, and where the last one ends
        self._hovered: Placed | None = None
        self._metrics = {
            "word": QFontMetricsF(_word_font()),
            "chip": QFontMetricsF(_chip_font()),
            "id": QFontMetricsF(mono_font(11)),
        }
        self._widths: dict[tuple[str, bool, str], float] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("The review as the network reads it")
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def show_trip(self, trip: RoundTrip | None, encoding: Encoding) -> None:
        """Show another review, from its top; the same one under another encoding stays in place."""
        same = trip is not None and self._trip is not None and trip.tokens == self._trip.tokens
        self._trip, self._encoding = trip, encoding
        self._pieces = [] if trip is None else pieces_of(trip, encoding)
        self._arrange()
        if not same:
            self.verticalScrollBar().setValue(0)

    def show_ids(self, shown: bool) -> None:
        """Put the id under every word, or take it away."""
        if shown != self._with_ids:
            self._with_ids = shown
            self._arrange()

    def placed_at(self, place: QPointF) -> Placed | None:
        """The piece under a place of the viewport."""
        x, y = place.x() - MARGIN, place.y() + self.verticalScrollBar().value() - MARGIN
        line = bisect_right(self._tops, y) - 1
        if not 0 <= line < len(self._lines):
            return None
        return next((p for p in self._lines[line] if p.left <= x <= p.left + p.width), None)

    def box_of(self, token: int) -> QRectF:
        """Where a token stands in the viewport; empty where there is no such token."""
        placed = (p for line in self._lines for p in line if p.piece.token == token)
        found = next(placed, None)
        return QRectF() if found is None else self._box(found)

    def sizeHint(self) -> QSize:
        """Some lines."""
        return QSize(360, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is drawn with the words."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End besides the keys of every scroll area."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        end = ends.get(Qt.Key(event.key()))
        if end is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(end)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what became of the token under the mouse."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._hover(event)
        elif event.type() == QEvent.Type.Leave and self._hovered is not None:
            self._hovered = None
            self.viewport().update()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in view."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrolled = self.verticalScrollBar().value() - MARGIN
        first = max(0, bisect_right(self._tops, scrolled) - 1)
        last = bisect_right(self._tops, scrolled + self.viewport().height())
        for line in self._lines[first:last]:
            for placed in line:
                self._paint(painter, placed)
        if self.shows_ring:
            paint_ring(painter, QRectF(self.viewport().rect()), 6, offset=-4)
        painter.end()

    # Where things go --------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._hovered = None
        room = self.viewport().width() - 2 * MARGIN
        placed = flow(self._pieces, room, self._width_of)
        self._lines = [list(line) for _, line in groupby(placed, key=lambda p: p.line)]
        self._tops = [0, *accumulate(map(self._height_of, self._lines))]
        bar = self.verticalScrollBar()
        height = self._tops[-1] + 2 * MARGIN
        bar.setRange(0, max(0, height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(LINE)
        self.viewport().update()

    def _height_of(self, line: list[Placed]) -> int:
        return LINE_WITH_IDS if self._with_ids and any(p.piece.id for p in line) else LINE

    def _width_of(self, piece: Piece) -> float:
        below = piece.id if self._with_ids else ""
        key = (piece.text, piece.is_chip, below)
        width = self._widths.get(key)
        if width is None:
            width = self._metrics["chip" if piece.is_chip else "word"].horizontalAdvance(piece.text)
            width += 2 * CHIP_PAD if piece.is_chip else 0
            if below:
                width = max(width, self._metrics["id"].horizontalAdvance(below))
            self._widths[key] = width
        return width

    def _box(self, placed: Placed) -> QRectF:
        top = MARGIN + self._tops[placed.line] - self.verticalScrollBar().value()
        return QRectF(MARGIN + placed.left, top, placed.width, WORD_HEIGHT)

    # What is drawn ----------------------------------------------------------------------------

    def _paint(self, painter: QPainter, placed: Placed) -> None:
        palette, piece, box = theme().palette, placed.piece, self._box(placed)
        hovered = placed is self._hovered
        painter.setPen(Qt.PenStyle.NoPen)
        if piece.is_chip:
            painter.setBrush(palette.colour("warn_soft" if piece.kind == "gap" else "surface3"))
            painter.drawRoundedRect(box, 4, 4)
        elif hovered:
            painter.setBrush(palette.colour("surface3"))
            painter.drawRoundedRect(box.adjusted(-3, 0, 3, 0), 4, 4)
        painter.setFont(_font(piece))
        painter.setPen(palette.colour(_INKS[piece.kind]))
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(box, middle, piece.text)
        if piece.kind == "unknown":
            painter.setPen(QPen(palette.colour("warn"), 1.5, Qt.PenStyle.DotLine))
            y = box.bottom() - 0.5
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        if self._with_ids and piece.id:
            painter.setFont(mono_font(11))
            painter.setPen(palette.colour("warn" if piece.kind == "unknown" else "t3"))
            painter.drawText(box.translated(0, 18), middle, piece.id)

    def _hover(self, event: QMouseEvent) -> None:
        placed = self.placed_at(event.position())
        if placed is not self._hovered:
            self._hovered = placed
            self.viewport().update()
        told = "" if placed is None else self._told(placed.piece)
        QToolTip.showText(event.globalPosition().toPoint(), told, self.viewport())

    def _told(self, piece: Piece) -> str:
        trip, encoding = self._trip, self._encoding
        if trip is None:
            return ""
        if piece.kind == "pads":
            return pads_words(trip, encoding)
        if piece.kind == "gap":
            return cut_words(trip, encoding)
        return token_words(trip, piece.token, encoding)


_INKS = {
    "known": "t1",
    "unknown": "t1",
    "cut": "t3",
    "start": "t2",
    "pads": "t2",
    "gap": "warn",
}


def _font(piece: Piece) -> QFont:
    return _chip_font() if piece.is_chip else _word_font()


def _word_font() -> QFont:
    return ui_font(14)


def _chip_font() -> QFont:
    return ui_font(11, 500)
