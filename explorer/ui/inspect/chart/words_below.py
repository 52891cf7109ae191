"""Words under a plot: rotated, each ending under its column; or upright where only some fit."""

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTransform

from explorer.ui.signals.look import Look
from explorer.ui.signals.rows.word_row import shown_words
from explorer.ui.theme.fonts import ui_font

SLANT = -58.0
HEIGHT = 84.0
SIZE = 12


def paint_words_below(painter: QPainter, look: Look, top: float, faint: list[bool]) -> None:
    """Every word that fits, from `top` down; `faint` (T,) ones are dimmer."""
    frame, palette = look.frame, look.palette
    base = painter.transform()
    longest = (HEIGHT - 8) / math.sin(math.radians(-SLANT))
    hovered = look.hover.t if look.hover else None
    for t in shown_words(look):
        at_cursor = t == look.cursor
        word, wide = _cut(look.reading.words[t], at_cursor, longest)
        painter.setTransform(
            QTransform().translate(frame.x_of(t + 0.5) + 5, top + 14).rotate(SLANT) * base
        )
        painter.setFont(ui_font(SIZE, 700 if at_cursor else 400))
        plain = "t3" if faint[t] else "t2"
        painter.setPen(palette.colour("t1" if at_cursor or t == hovered else plain))
        painter.drawText(QPointF(-wide, 0), word)
        if not look.reading.known[t]:
            painter.setPen(QPen(palette.colour("t3"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(-wide, 2.5), QPointF(0, 2.5))
    painter.setTransform(base)


@lru_cache(maxsize=4096)
def _cut(word: str, bold: bool, longest: float) -> tuple[str, float]:
    """A word as far as there is room, and its width."""
    metrics = QFontMetricsF(ui_font(SIZE, 700 if bold else 400))
    shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, longest)
    return shown, metrics.horizontalAdvance(shown)


def paint_words_upright(painter: QPainter, look: Look, top: float, bright: range) -> None:
    """The words that push most and find room side by side, with a tick each; `bright` stand out."""
    frame, palette, reading = look.frame, look.palette, look.reading
    metrics = QFontMetricsF(ui_font(11, 600))
    window = frame.window
    ranked = sorted(range(window.start, window.stop), key=lambda t: -abs(float(reading.push[t])))
    cursor = look.cursor
    if cursor is not None and window.start <= cursor < window.stop:
        ranked.insert(0, cursor)
    taken: list[tuple[float, float]] = []
    for t in ranked[:80]:
        middle = frame.x_of(t + 0.5)
        half = metrics.horizontalAdvance(reading.words[t]) / 2
        centre = max(frame.left + half, min(frame.right - half, middle))
        low, high = centre - half - 5, centre + half + 5
        if any(low < b and a < high for a, b in taken):
            continue
        taken.append((low, high))
        painter.setPen(QPen(palette.colour("t3"), 1))
        painter.drawLine(QPointF(middle, top + 2), QPointF(middle, top + 7))
        painter.setFont(ui_font(11, 600 if t == cursor else 400))
        painter.setPen(palette.colour("t1" if t == cursor or t in bright else "t2"))
        box = QRectF(centre - half - 4, top + 8, 2 * half + 8, 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, reading.words[t])
