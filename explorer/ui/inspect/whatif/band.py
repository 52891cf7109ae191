"""The stretch that is held: its ground, its two handles, what is held in words."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from explorer.ui.inspect.whatif.clamp_draft import ClampDraft
from explorer.ui.inspect.whatif.frame import WhatIfFrame
from explorer.ui.inspect.whatif.in_view import WhatIfInView
from explorer.ui.inspect.whatif.words import band_words
from explorer.ui.signals.look import Look
from explorer.ui.theme.fonts import ui_font

GRIP = 7.0  # pixels around a handle where it can be taken
HANDLE_WIDTH, HANDLE_HEIGHT = 8.0, 16.0
ACTIVE, RESTING = 0.10, 0.04  # opacity of the ground
INVITATION = "drag the handles to hold the {name} here"


@dataclass(frozen=True)
class Stretch:
    """Columns start … stop−1 that the draft holds."""

    start: int
    stop: int


def stretch_of(draft: ClampDraft, shown: WhatIfInView) -> Stretch:
    """The draft's timesteps as columns."""
    columns = shown.columns
    return Stretch(columns.column_of(draft.first), columns.column_of(draft.last) + 1)


def edge_x(frame: WhatIfFrame, column: int) -> float:
    """Where an edge of the stretch stands; out of view, its handle waits at the window's edge."""
    return max(frame.left, min(frame.right, frame.x_of(column)))


def handle_under(frame: WhatIfFrame, stretch: Stretch, at: QPointF) -> str:
    """What of the stretch is at a point: "first", "last", "both", or ""."""
    if not frame.band.top() - 2 <= at.y() <= frame.curve.bottom():
        return ""
    left, right = edge_x(frame, stretch.start), edge_x(frame, stretch.stop)
    # In a short stretch the nearer handle is meant.
    distances = sorted(((abs(at.x() - left), "first"), (abs(at.x() - right), "last")))
    if distances[0][0] <= GRIP:
        return distances[0][1]
    return "both" if left < at.x() < right and at.y() <= frame.band.bottom() else ""


def paint_band(
    painter: QPainter, look: Look, draft: ClampDraft, shown: WhatIfInView, name: str
) -> None:
    """The ground and the words; behind the curves."""
    frame = look.frame
    assert isinstance(frame, WhatIfFrame)
    stretch = stretch_of(draft, shown)
    left, right = edge_x(frame, stretch.start), edge_x(frame, stretch.stop)
    if right <= left:
        return
    hue = look.palette.colour(draft.letter, ACTIVE if draft.active else RESTING)
    painter.fillRect(
        QRectF(left, frame.band.top(), right - left, frame.curve.bottom() - frame.band.top()), hue
    )
    total = shown.before.units
    text = INVITATION.format(name=name)
    if draft.active and draft.units:
        text = band_words(draft.letter, draft.value, len(draft.units), total)
    font = ui_font(12, 500)
    metrics = QFontMetricsF(font)
    room = frame.right - frame.left
    wide = metrics.horizontalAdvance(text)
    x = (left + right - wide) / 2
    if wide + 24 > right - left:  # it does not fit between the handles: beside them
        x = right + 12 if right + wide + 12 <= frame.right else left - wide - 12
    x = max(frame.left + 12, min(frame.right - wide - 12, x))
    painter.setFont(font)
    painter.setPen(look.palette.colour("t1" if draft.active else "t3"))
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 24)
    painter.drawText(QPointF(x, frame.band.top() + 18), elided)


def paint_handles(
    painter: QPainter, look: Look, draft: ClampDraft, shown: WhatIfInView, over: str
) -> None:
    """Lines from the handles through the curve, and beside the clamped heatmap."""
    frame, palette = look.frame, look.palette
    assert isinstance(frame, WhatIfFrame)
    stretch = stretch_of(draft, shown)
    for part, column in (("first", stretch.start), ("last", stretch.stop)):
        x = edge_x(frame, column)
        lit = draft.active or over in (part, "both")
        painter.setPen(QPen(palette.colour(draft.letter, 1.0 if lit else 0.6), 1.25))
        painter.drawLine(QPointF(x, frame.band.top()), QPointF(x, frame.curve.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour(draft.letter, 1.0 if lit else 0.75))
        grown = 2.0 if over == part else 0.0
        handle = QRectF(
            x - (HANDLE_WIDTH + grown) / 2, frame.band.top() - 1, HANDLE_WIDTH + grown,
            HANDLE_HEIGHT + grown,
        )  # fmt: skip
        painter.drawRoundedRect(handle, 3, 3)
        beside = draft.active and frame.window.start <= column <= frame.window.stop
        if beside and frame.rows and frame.rows[0].letter == draft.letter:
            row = frame.rows[0]
            painter.setPen(QPen(palette.colour("cursor"), 1.5))
            bottom = row.top + row.height + 3
            painter.drawLine(QPointF(x, row.top - 4), QPointF(x, bottom))
