"""Where what is looked for holds: a bar under each word, a tick in the overview."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.ui.signals.look import Look

BAR = 3.0  # pixels high, between the words and the strip
TICK = 5.0  # pixels high, at the foot of the whole review's strip
NARROWEST = 1.0
ROUND_FROM = 5.0  # pixels per timestep from which the bars are apart and rounded


def paint_matches(painter: QPainter, look: Look) -> None:
    """One bar a match in the window, one tick a match of the review."""
    if not look.matches:
        return
    frame = look.frame
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.palette.colour("accent"))
    apart = 1.0 if frame.column >= ROUND_FROM else 0.0
    radius = BAR / 2 if apart else 0.0
    top = frame.words.bottom() - 1 if frame.push.height() else frame.words.bottom()
    wide = max(NARROWEST, frame.column - 2 * apart)
    area = frame.overview
    narrow = max(NARROWEST, area.width() / max(1, frame.window.total))
    for t in look.matches:
        if frame.window.start <= t < frame.window.stop:
            bar = QRectF(frame.x_of(t) + apart, top - BAR, wide, BAR)
            painter.drawRoundedRect(bar, radius, radius)
        if area.height() > 0:
            x = frame.overview_x(t)
            painter.drawRect(QRectF(x, area.bottom() - TICK - 1, narrow, TICK))
