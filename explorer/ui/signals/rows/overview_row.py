"""The whole review in one strip, and the window of it that the rows show."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.ui.controls.numbers import count
from explorer.ui.signals.geometry import Frame
from explorer.ui.signals.look import Look
from explorer.ui.signals.polylines import paint_two_sided
from explorer.ui.signals.rows.row_labels import MARGIN
from explorer.ui.theme.fonts import mono_font, ui_font

HANDLE_WIDTH = 6.0
HANDLE_HEIGHT = 16.0
GRIP = 7.0  # pixels around a handle where it can be taken
INSET = 3.0


def window_rect(frame: Frame) -> QRectF:
    """The frame around the window, a little higher than the strip."""
    left = frame.overview_x(frame.window.start)
    right = frame.overview_x(frame.window.stop)
    return QRectF(left, frame.overview.top() - 2, right - left, frame.overview.height() + 4)


def handle_at(frame: Frame, x: float) -> str:
    """What of the window is under `x`: "start", "stop", "middle", or "" outside it."""
    box = window_rect(frame)
    if abs(x - box.left()) <= GRIP:
        return "start"
    if abs(x - box.right()) <= GRIP:
        return "stop"
    return "middle" if box.left() < x < box.right() else ""


def paint_overview(painter: QPainter, look: Look) -> None:
    """Curve of the whole review, shaded outside the window, handles."""
    frame, palette = look.frame, look.palette
    area, window = frame.overview, frame.window
    if area.height() <= 0:
        return
    paint_overview_ground(painter, look)
    height = area.height() - 2 * INSET
    xs = frame.overview_x(0.5) + np.arange(window.total) / window.total * area.width()
    ys = area.top() + INSET + (1 - look.reading.probability.astype(float)) * height
    paint_two_sided(painter, (xs, ys), area.center().y(), palette, width=1.25)
    paint_overview_window(painter, look)


def paint_overview_ground(painter: QPainter, look: Look) -> None:
    """The strip that the whole review stands on."""
    painter.setPen(QPen(look.palette.colour("border"), 1))
    painter.setBrush(look.palette.colour("surface"))
    painter.drawRoundedRect(look.frame.overview.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def paint_overview_window(painter: QPainter, look: Look) -> None:
    """Shade what is outside the window, frame what is in it; handles and the label."""
    frame, palette = look.frame, look.palette
    area, box = frame.overview, window_rect(frame)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour(look.ground, 0.5))
    painter.drawRect(QRectF(area.left(), area.top(), box.left() - area.left(), area.height()))
    painter.drawRect(QRectF(box.right(), area.top(), area.right() - box.right(), area.height()))
    painter.setPen(QPen(palette.colour("t1"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour("t1"))
    for x in (box.left(), box.right()):
        top = area.center().y() - HANDLE_HEIGHT / 2
        handle = QRectF(x - HANDLE_WIDTH / 2, top, HANDLE_WIDTH, HANDLE_HEIGHT)
        painter.drawRoundedRect(handle, 3, 3)
    _paint_label(painter, look)


def paint_overview_cursor(painter: QPainter, look: Look) -> None:
    """A thin line at the cursor's timestep."""
    area = look.frame.overview
    if look.cursor is not None and area.height() > 0:
        x = round(look.frame.overview_x(look.cursor + 0.5)) + 0.5
        painter.setPen(QPen(look.palette.colour("cursor"), 1))
        painter.drawLine(QPointF(x, area.top() + 1), QPointF(x, area.bottom() - 1))


def _paint_label(painter: QPainter, look: Look) -> None:
    top, window = look.frame.overview.top(), look.frame.window
    painter.setFont(ui_font(11, 600))
    painter.setPen(look.palette.colour("t1"))
    painter.drawText(QPointF(MARGIN, top + 14), "Whole review")
    painter.setFont(mono_font(11))
    painter.setPen(look.palette.colour("t2"))
    lead = look.reading.lead
    first, last = count(window.start - lead), count(window.stop - 1 - lead)
    painter.drawText(QPointF(MARGIN, top + 30), f"t {first}–{last}")
