"""The words over the heatmaps, rotated, and the push strip under them."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QTransform

from explorer.ui.signals.look import Look
from explorer.ui.theme.colormaps import indices, lut, packed, push_lut
from explorer.ui.theme.fonts import ui_font

ALL_WORDS_FROM = 11.5  # pixels per timestep: 12, less what rounding takes
WORD_PITCH = 13.0  # pixels between words when only the top ones show
ROUND_FROM = 5.0  # pixels per timestep from which the strip's cells are apart and rounded
FULL_PUSH = 2.2  # change of logit that takes the full colour


def shown_words(look: Look) -> list[int]:
    """The timesteps whose words show: all where there is room, else those that push most."""
    frame = look.frame
    start, stop = frame.window.start, frame.window.stop
    if frame.column >= ALL_WORDS_FROM:
        return list(range(start, stop))
    apart = math.ceil(WORD_PITCH / frame.column)
    taken = np.zeros(stop - start + 2 * apart, bool)
    chosen: list[int] = []
    ranked = start + np.argsort(-np.abs(look.reading.push[start:stop]), kind="stable")
    first = [look.cursor] if look.cursor is not None and start <= look.cursor < stop else []
    for t in [*first, *ranked.tolist()]:
        place = t - start + apart
        if not taken[place - apart + 1 : place + apart].any():
            taken[place] = True
            chosen.append(t)
    return sorted(chosen)


def paint_words(painter: QPainter, look: Look) -> None:
    """Every shown word, slanted from the middle of its column; the cursor's word in bold."""
    frame, palette = look.frame, look.palette
    measures = frame.measures
    steep = math.radians(-measures.slant)
    longest = (frame.words.height() - 4) / math.sin(steep)
    base = painter.transform()
    y = frame.words.bottom() - (5 if measures.push else 0)
    hovered = look.hover.t if look.hover else None
    for t in shown_words(look):
        at_cursor = t == look.cursor
        font = ui_font(measures.word_size, 700 if at_cursor else 400)
        word = _cut(look.reading.words[t], measures.word_size, at_cursor, longest)
        x = frame.x_of(t + 0.5) + 4
        painter.setTransform(QTransform().translate(x, y).rotate(measures.slant) * base)
        painter.setFont(font)
        painter.setPen(palette.colour("t1" if at_cursor or t == hovered else "t2"))
        painter.drawText(QPointF(0, 0), word)
        if not look.reading.known[t]:
            painter.setPen(QPen(palette.colour("t3"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(0, 2.5), QPointF(_width(word, measures.word_size), 2.5))
    painter.setTransform(base)


def paint_push(painter: QPainter, look: Look) -> None:
    """One cell per timestep: how its word moved the logit, or the chosen signal's value."""
    strip = look.frame.push
    if strip.height() <= 0:
        return
    colours = strip_colours(look)
    if look.frame.column < ROUND_FROM:
        image = QImage(colours.data, len(colours), 1, 4 * len(colours), QImage.Format.Format_RGB32)
        painter.drawImage(strip, image)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    width = look.frame.column - 1
    for place, colour in enumerate(colours.tolist()):
        x = look.frame.x_of(look.frame.window.start + place) + 0.5
        painter.setBrush(_brush(colour))
        painter.drawRoundedRect(QRectF(x, strip.top(), width, strip.height()), 2, 2)


def strip_colours(look: Look) -> NDArray[np.uint32]:
    """0xAARRGGBB for each timestep in view."""
    window, reading = look.frame.window, look.reading
    shown = slice(window.start, window.stop)
    if look.words_by == "push" or look.unit is None:
        push = np.clip(reading.push[shown] / FULL_PUSH, -1, 1)
        # Square root: most words push a little, and should still be told apart.
        scaled = np.sign(push) * np.sqrt(np.abs(push))
        return packed(push_lut(look.palette))[indices(scaled, -1.0, 1.0)]
    span = look.ranges[look.words_by]
    table = packed(lut(look.words_by, look.palette, look.colours))
    values = reading.signals[look.words_by][shown, look.unit]
    return table[indices(values, span.low, span.high)]


@lru_cache(maxsize=512)
def _brush(colour: int) -> QColor:
    return QColor.fromRgb(colour)


@lru_cache(maxsize=4096)
def _cut(word: str, size: int, bold: bool, longest: float) -> str:
    metrics = QFontMetricsF(ui_font(size, 700 if bold else 400))
    return metrics.elidedText(word, Qt.TextElideMode.ElideRight, longest)


@lru_cache(maxsize=4096)
def _width(word: str, size: int) -> float:
    return QFontMetricsF(ui_font(size, 400)).horizontalAdvance(word)
