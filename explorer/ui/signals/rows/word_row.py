"""The words over the heatmaps, rotated, and the push strip under them."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QTransform

from explorer.ui.signals.look import Look
from explorer.ui.signals.rows.shades import word_colours
from explorer.ui.theme.fonts import ui_font

ALL_WORDS_FROM = 11.5  # pixels per timestep: 12, less what rounding takes
WORD_PITCH = 13.0  # pixels between words when only the top ones show
HANGING = 12  # pixels
ROUND_FROM = 5.0  # pixels per timestep from which the strip's cells are apart and rounded


def shown_words(look: Look) -> list[int]:
    """The timesteps whose words show: all where there is room, else matches and who pushes most."""
    frame = look.frame
    start, stop = frame.window.start, frame.window.stop
    start = max(start, look.reading.lead)  # pads have no words
    if frame.column >= ALL_WORDS_FROM:
        return list(range(start, stop))
    if start >= stop:
        return []
    apart = math.ceil(WORD_PITCH / frame.column)
    taken = bytearray(stop - start + 2 * apart)  # ten times as fast to ask as an array
    chosen: list[int] = []
    ranked = start + np.argsort(-np.abs(look.reading.ranking[start:stop]), kind="stable")
    first = [] if look.cursor is None else [look.cursor]
    matches = set(look.matches)
    sought = [t for t in ranked.tolist() if t in matches] if matches else []
    for t in [*(t for t in first if start <= t < stop), *sought, *ranked.tolist()]:
        place = t - start + apart
        if 1 not in taken[place - apart + 1 : place + apart]:
            taken[place] = 1
            chosen.append(t)
    return sorted(chosen)


def words_key(look: Look) -> tuple[object, ...]:
    """Equal for two looks of one reading whose words are the same picture.

    But for `ranking`, which says which words show where not all fit.
    """
    hovered = look.hover.t if look.hover else None
    return (look.reading.words, look.reading.known, look.reading.lead, look.frame, look.matches,
            look.cursor, hovered, look.palette.name)  # fmt: skip


def words_bottom(look: Look) -> int:
    """Where a picture of the words may end: no letter hangs lower."""
    return round(look.frame.words.bottom()) + HANGING


def paint_words(painter: QPainter, look: Look) -> None:
    """Every shown word, slanted from the middle of its column; the cursor's word in bold."""
    frame, palette = look.frame, look.palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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
    _paint_pads(painter, look)


def _paint_pads(painter: QPainter, look: Look) -> None:
    """Under which columns no word stands, but a pad, in place of the words."""
    frame, lead = look.frame, look.reading.lead
    left, right = frame.left, min(frame.right, frame.x_of(lead))
    if right <= left:
        return
    y = frame.words.bottom() - 8.5
    painter.setPen(QPen(look.palette.colour("border2"), 1))
    painter.drawLine(QPointF(left, y), QPointF(right - 2, y))
    painter.drawLine(QPointF(right - 2.5, y - 4), QPointF(right - 2.5, y + 4))
    text = f"{lead} pads, read first" if right - left > 120 else "pads"
    painter.setFont(ui_font(11))
    painter.setPen(look.palette.colour("t3"))
    box = QRectF(left, y - 20, right - left - 6, 16)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


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
    window = look.frame.window
    every = word_colours(
        look.reading, look.palette, words_by=look.words_by, unit=look.unit, shade=look.shade,
        ranges=look.ranges, colours=look.colours,
    )  # fmt: skip
    return np.ascontiguousarray(every[window.start : window.stop])


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
