"""What lies over the rows: cursor, hovered column, chosen unit, pinned cell, highlight."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from explorer.ui.signals.look import Hover, Look

NARROW = 5.0  # pixels per timestep below which a box would hide its neighbours


def column_box(look: Look, t: int) -> QRectF:
    """The box around everything at timestep `t`."""
    frame = look.frame
    left = round(frame.x_of(t))
    right = round(frame.x_of(t + 1))
    height = frame.bottom + 1 - frame.marks_top
    return QRectF(left, frame.marks_top, right - left, height)


def paint_marks(painter: QPainter, look: Look) -> None:
    """Highlight, hovered column, cursor, unit arrows: later ones over earlier ones."""
    _paint_highlight(painter, look)
    if look.hover is not None and look.hover.t != look.cursor:
        _paint_column(painter, look, look.hover.t, alpha=0.5, width=1.0)
    if look.cursor is not None:
        width = 1.0 if look.ratio < 1.5 else 1.5  # crisp: whole device pixels either way
        _paint_column(painter, look, look.cursor, alpha=1.0, width=width)
    if look.unit is not None:
        _paint_unit(painter, look, look.unit)
    if look.pin is not None:
        _paint_pin(painter, look, look.pin)


def _paint_column(painter: QPainter, look: Look, t: int, *, alpha: float, width: float) -> None:
    window = look.frame.window
    if not window.start <= t < window.stop:
        return
    box = column_box(look, t)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # A rim in the canvas colour first: bright values would swallow a bright line.
    rim = QPen(look.palette.colour("zero", 0.6 * alpha), width + 2)
    for pen in (rim, QPen(look.palette.colour("cursor", alpha), width)):
        painter.setPen(pen)
        if look.frame.column >= NARROW:
            inset = width / 2
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 3, 3)
        else:
            x = int(box.center().x()) + 0.5
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))


def _paint_unit(painter: QPainter, look: Look, unit: int) -> None:
    """Arrows at both ends of the unit's line in every heatmap."""
    frame = look.frame
    shown_in = look.reading.row_of(unit)
    if shown_in is None:
        return
    place = (shown_in + 0.5) / max(1, frame.units)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.palette.colour("t1"))
    for row in frame.rows:
        y = row.top + place * row.height
        left, right = frame.left - 7, frame.right + 8
        for x, tip in ((left, left + 6), (right, right - 6)):
            corners = [QPointF(x, y - 4), QPointF(tip, y), QPointF(x, y + 4)]
            painter.drawPolygon(QPolygonF(corners))


def _paint_highlight(painter: QPainter, look: Look) -> None:
    for row in look.frame.rows:
        if row.letter == look.highlight:
            box = QRectF(look.frame.left, row.top, look.frame.right - look.frame.left, row.height)
            painter.setPen(QPen(look.palette.colour(row.letter), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 3, 3)


def _paint_pin(painter: QPainter, look: Look, pin: Hover) -> None:
    """A box around the pinned cell, no smaller than can be seen."""
    frame = look.frame
    if not frame.window.start <= pin.t < frame.window.stop:
        return
    shown_in = look.reading.row_of(pin.unit) if pin.signal else None
    row = next((row for row in frame.rows if row.letter == pin.signal), None)
    if row is None or shown_in is None:
        return
    height = max(6.0, row.height / max(1, frame.units))
    middle = row.top + (shown_in + 0.5) / max(1, frame.units) * row.height
    width = max(6.0, frame.column)
    box = QRectF(frame.x_of(pin.t + 0.5) - width / 2, middle - height / 2, width, height)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(look.palette.colour("zero"), 3.5), QPen(look.palette.colour("cursor"), 1.5)):
        painter.setPen(pen)
        painter.drawRect(box)
