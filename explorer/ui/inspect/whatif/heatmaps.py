"""The heatmaps of the What-if chart: the held signal, and the state before and after."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from explorer.ui.controls.badge import SIDE, paint_badge
from explorer.ui.inspect.whatif.in_view import WhatIfInView
from explorer.ui.signals.geometry import Row
from explorer.ui.signals.look import Look
from explorer.ui.signals.ranges import ValueRange, fitted_range, full_range
from explorer.ui.signals.rows.heat_images import heat_image
from explorer.ui.signals.rows.row_labels import LEGEND_HEIGHT, MARGIN
from explorer.ui.signals.signal_kinds import SHORT_NAMES
from explorer.ui.theme.colormaps import is_sequential, lut, packed
from explorer.ui.theme.fonts import mono_font, ui_font

ROOM_FOR_LEGEND = 62.0  # row height from which legend and range fit under the names


@dataclass(frozen=True, eq=False)
class HeatRow:
    """One heatmap. values: (C, H) by column. before: whether it shows the review as it was."""

    letter: str
    caption: str
    values: np.ndarray
    span: ValueRange
    before: bool


def rows_of(shown: WhatIfInView, letter: str, range_mode: str) -> tuple[HeatRow, ...]:
    """The held signal after, the state before and after; states side by side share one range."""
    state = shown.before.state
    held = letter if letter in shown.before.letters and letter != state else ""
    rows: list[HeatRow] = []
    if held:
        after = shown.after.layer.signals[held]
        pair = (shown.before.layer.signals[held], after)
        span = _span(held, pair, range_mode)
        values = _by_column(shown, after, span, before=False)
        rows.append(HeatRow(held, "with clamp" if shown.held() else "after", values, span, False))
    pair = (shown.before.layer.signals[state], shown.after.layer.signals[state])
    span = _span(state, pair, range_mode)
    for signal, before in zip(pair, (True, False), strict=True):
        values = _by_column(shown, signal, span, before=before)
        rows.append(HeatRow(state, "before" if before else "after", values, span, before))
    return tuple(rows)


def paint_heat_rows(painter: QPainter, look: Look, rows: tuple[HeatRow, ...]) -> None:
    """Every heatmap with its label."""
    for row, part in zip(look.frame.rows, rows, strict=True):
        _paint_heat(painter, look, row, part)
        _paint_label(painter, look, row, part)


def _span(letter: str, pair: tuple[np.ndarray, np.ndarray], range_mode: str) -> ValueRange:
    if range_mode == "full":
        return full_range(letter)
    return fitted_range(letter, np.concatenate(pair))


def _by_column(
    shown: WhatIfInView, signal: np.ndarray, span: ValueRange, *, before: bool
) -> np.ndarray:
    columns = shown.columns
    if columns.plain:
        return signal
    placed = columns.spread(signal, columns.before if before else columns.after)
    return np.nan_to_num(placed, nan=max(0.0, span.low))


def _paint_heat(painter: QPainter, look: Look, row: Row, part: HeatRow) -> None:
    frame = look.frame
    values = part.values[frame.window.start : frame.window.stop]
    table = packed(lut(part.letter, look.palette, look.colours))
    lines = max(1, round(row.height * look.ratio))
    image = heat_image(values.astype(np.float32), look.reading.order, table, part.span, lines)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    painter.drawImage(QRectF(frame.left, row.top, frame.right - frame.left, row.height), image)


def _paint_label(painter: QPainter, look: Look, row: Row, part: HeatRow) -> None:
    legend = row.height >= ROOM_FOR_LEGEND
    top = round(row.top + row.height / 2 - (34 if legend else 16))
    paint_badge(painter, MARGIN, top, part.letter, look.palette)
    painter.setFont(ui_font(11))
    painter.setPen(look.palette.colour("t1"))
    painter.drawText(QPointF(MARGIN + 20, top + 12), SHORT_NAMES[part.letter])
    painter.setPen(look.palette.colour("t3"))
    painter.drawText(QPointF(MARGIN, top + SIDE + 14), part.caption)
    if not legend:
        return
    colours = packed(lut(part.letter, look.palette, look.colours))
    colours = colours if is_sequential(part.letter) else colours[1:]
    image = QImage(colours.data, len(colours), 1, 4 * len(colours), QImage.Format.Format_RGB32)
    painter.drawImage(QRectF(MARGIN, top + 40, 60, LEGEND_HEIGHT), image)
    painter.setFont(mono_font(11))
    painter.drawText(QPointF(MARGIN, top + 60), part.span.text)
