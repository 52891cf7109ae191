"""What stands left and right of the rows: badges, names, legends, ranges, values."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.ui.controls.badge import SIDE, paint_badge
from explorer.ui.controls.numbers import signed
from explorer.ui.signals.geometry import Row
from explorer.ui.signals.look import Look
from explorer.ui.signals.signal_kinds import SHORT_NAMES
from explorer.ui.theme.colormaps import is_sequential, lut, packed
from explorer.ui.theme.fonts import mono_font, ui_font

MARGIN = 16
LEGEND_HEIGHT = 6
RANGE_FITS = 26.0  # row height from which all rows print their range under the legend
FULL_LABEL = 44.0  # row height from which legend and range fit under the name


def badge_rect(row: Row, *, compact: bool) -> QRectF:
    """Where a row's badge and name stand: clicking there picks the signal."""
    y = _label_top(row, compact=compact)
    return QRectF(MARGIN - 4, y - 4, 76, SIDE + 8)


def value_text(letter: str, value: float) -> str:
    """A gate as 0.55; a signal with a sign as +0.17."""
    return f"{value:.2f}" if is_sequential(letter) else signed(value)


def value_token(letter: str, value: float) -> str:
    """The colour of a value: its signal's hue, amber below zero."""
    return "neg" if not is_sequential(letter) and value < 0 else letter


def paint_labels(painter: QPainter, look: Look) -> None:
    """Everything beside the strips and rows."""
    _paint_strip_labels(painter, look)
    for row in look.frame.rows:
        _paint_row_label(painter, look, row)
        if look.compact:
            place = QRectF(look.frame.right + 6, row.top, 40, row.height)
            _paint_legend(painter, look, row, place)
    if look.compact:
        _paint_curve_scale(painter, look)


def paint_values(painter: QPainter, look: Look) -> None:
    """On the right: P(positive) and the chosen unit's value of every signal at the cursor."""
    if look.compact or look.cursor is None:
        return
    frame, reading, t = look.frame, look.reading, look.cursor
    value = float(reading.probability[t])
    painter.setFont(mono_font(13, 700))
    painter.setPen(look.palette.colour("pos" if value >= 0.5 else "neg"))
    painter.drawText(QPointF(frame.right + 8, frame.curve.center().y() + 6), f"{value:.2f}")
    if look.unit is None:
        return
    painter.setFont(mono_font(12, 700))
    for row in frame.rows:
        value = float(reading.signals[row.letter][t, look.unit])
        painter.setPen(look.palette.colour(value_token(row.letter, value)))
        y = row.top + row.height / 2 + 4
        painter.drawText(QPointF(frame.right + 7, y), value_text(row.letter, value))


def _paint_strip_labels(painter: QPainter, look: Look) -> None:
    frame, palette = look.frame, look.palette
    if frame.push.height() > 0:
        y = frame.push.top()
        if look.shade is not None or look.words_by not in look.reading.signals or look.unit is None:
            name = "Push" if look.shade is None else look.shade.name
            _text(painter, (MARGIN, y + 10), name, look.palette.colour("t1"), weight=600)
        else:
            paint_badge(painter, MARGIN, y - 2, look.words_by, palette)
            _text(painter, (MARGIN + 20, y + 10), f"unit {look.unit}", look.palette.colour("t1"))
    middle = frame.curve.center().y()
    _text(painter, (MARGIN, middle - 4), "P(positive)", look.palette.colour("t1"), weight=600)
    _text(painter, (MARGIN, middle + 12), "so far", look.palette.colour("t3"))


def _paint_row_label(painter: QPainter, look: Look, row: Row) -> None:
    y = _label_top(row, compact=look.compact)
    paint_badge(painter, MARGIN, y, row.letter, look.palette, filled=look.highlight == row.letter)
    token = "t2" if look.compact else "t1"
    gap = 22 if look.compact else 20
    _text(painter, (MARGIN + gap, y + 12), SHORT_NAMES[row.letter], look.palette.colour(token))
    if not look.compact and row.height >= FULL_LABEL:
        _paint_legend(painter, look, row, QRectF(MARGIN, y + SIDE + 4, 64, 22))


def _label_top(row: Row, *, compact: bool) -> float:
    middle = row.top + row.height / 2
    if compact or row.height < FULL_LABEL:
        return round(middle - SIDE / 2)
    return round(middle - 25)  # badge, legend and range are 50 high together


def _paint_legend(painter: QPainter, look: Look, row: Row, place: QRectF) -> None:
    """The colour ramp and under it the range it spans, around the middle of `place`."""
    colours = packed(lut(row.letter, look.palette, look.colours))
    # Place 0 of a diverging table is unused (see colormaps.indices).
    colours = colours if is_sequential(row.letter) else colours[1:]
    image = QImage(colours.data, len(colours), 1, 4 * len(colours), QImage.Format.Format_RGB32)
    roomy = min(r.height for r in look.frame.rows) >= RANGE_FITS
    top = round(place.center().y() - (11 if roomy else LEGEND_HEIGHT / 2))
    painter.drawImage(QRectF(place.left(), top, place.width(), LEGEND_HEIGHT), image)
    if roomy:
        painter.setFont(mono_font(11))
        painter.setPen(look.palette.colour("t3"))
        painter.drawText(
            QPointF(place.left(), top + LEGEND_HEIGHT + 12), look.ranges[row.letter].text
        )


def _paint_curve_scale(painter: QPainter, look: Look) -> None:
    area, x = look.frame.curve, look.frame.right + 8
    painter.setFont(mono_font(11))
    painter.setPen(look.palette.colour("t3"))
    middle = area.center().y() + 4
    for y, text in ((area.top() + 12, "1"), (middle, ".5"), (area.bottom() - 2, "0")):
        painter.drawText(QPointF(x, y), text)


def _text(
    painter: QPainter, at: tuple[float, float], text: str, ink: QColor, *, weight: int = 400
) -> None:
    painter.setFont(ui_font(11, weight))
    painter.setPen(ink)
    painter.drawText(QPointF(*at), text)
