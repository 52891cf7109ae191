"""A word's row painted: word, timestep, bar, what survives, share."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.word_rows.row import WordRow, percent
from explorer.ui.theme.fonts import mono_font, ui_font
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

HEIGHT = 28
SIDE = 16.0
WORD, TIME, SURVIVES, SHARE = 84.0, 32.0, 60.0, 56.0
NOTHING = 0.005  # a share that prints as zero
NEGATIVE_ROOM = 16.0  # of the bar's column, left of zero
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def columns(box: QRectF) -> dict[str, QRectF]:
    """Where the columns stand in a row."""
    left, right, top, high = box.left() + SIDE, box.right() - SIDE, box.top(), box.height()
    bar = left + WORD + TIME
    return {
        "word": QRectF(left, top, WORD - 6, high),
        "t": QRectF(left + WORD, top, TIME, high),
        "bar": QRectF(bar, top, right - SHARE - SURVIVES - bar, high),
        "survives": QRectF(right - SHARE - SURVIVES, top, SURVIVES, high),
        "share": QRectF(right - SHARE, top, SHARE, high),
    }


def paint_texts(
    painter: QPainter, palette: Palette, box: QRectF, row: WordRow, *, link: bool = False
) -> None:
    """Word, timestep, survival, share."""
    places = columns(box)
    wide = places["word"] if row.t >= 0 else places["word"].adjusted(0, 0, TIME, 0)
    font = ui_font(12, 500)
    word = QFontMetricsF(font).elidedText(row.name, Qt.TextElideMode.ElideRight, wide.width())
    painter.setFont(font)
    _write(painter, wide, palette.colour("t2" if link else "t1"), word, _LEFT)
    if row.t >= 0:
        painter.setFont(mono_font(11))
        _write(painter, places["t"], palette.colour("t3"), str(row.t), _LEFT)
    painter.setFont(mono_font(12))
    if row.survives is not None:
        _write(painter, places["survives"], palette.colour("t2"), percent(row.survives), _RIGHT)
    if row.share is not None:
        ink = "t3" if abs(row.share) < NOTHING else ("pos" if row.share > 0 else "neg")
        _write(painter, places["share"], palette.colour(ink), signed(row.share), _RIGHT)


def paint_bar(
    painter: QPainter, place: QRectF, value: float, scale: tuple[float, float], fill: QColor
) -> None:
    """A bar from the zero line; `scale` is the lowest and the highest, zero between them."""
    low, high = scale
    left, right = place.left() + 6, place.right() - 10
    zero = zero_of(place, scale)
    middle = place.center().y()
    per = min((right - zero) / high if high > 0 else 1e9, (zero - left) / -low if low < 0 else 1e9)
    end = max(left, min(right, zero + value * per))
    if abs(end - zero) < 1:
        end = zero + (1 if value >= 0 else -1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(min(zero, end), middle - 5, abs(end - zero), 10), 2, 2)
    painter.setPen(QPen(theme().palette.colour("border2"), 1))
    x = round(zero) + 0.5
    painter.drawLine(QPointF(x, middle - 6), QPointF(x, middle + 6))


def zero_of(place: QRectF, scale: tuple[float, float]) -> float:
    """Where zero stands: as far from the left as the negative values need, but seen."""
    low, high = scale
    left, right = place.left() + 6, place.right() - 10
    share = -low / (high - low) if high > low else 0.0
    return max(left + NEGATIVE_ROOM - 6, min(right - 6, left + share * (right - left)))


def _write(painter: QPainter, box: QRectF, ink: QColor, text: str, side: Qt.AlignmentFlag) -> None:
    painter.setPen(ink)
    painter.drawText(box, side, text)
