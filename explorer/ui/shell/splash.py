"""What is on screen while torch is imported: the window's frame, its name, and what it waits for.

It stands where the window will stand and looks like it, so that one gives way to the other
unnoticed. Nothing here may import torch, or the session, which does.
"""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.shell.nav_rail import EDGE, GAP, NAV, SIDE, WIDTH, paint_marker, paint_nav_item
from explorer.ui.shell.window_memory import WindowMemory
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.palette import Palette
from explorer.ui.theme.theme import theme

TOP = 48
STATUS = 24
BRAND = 26
BIG_BRAND = 56
# The pages of this window, so that no item appears or goes when it takes over.
PAGES = ("build", "train", "inspect", "runs", "data", "settings")


class Splash(QWidget):
    """Paints the empty frame with the remembered theme and place."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Carrytrack")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        memory = WindowMemory()
        theme().set_mode(memory.theme_mode)
        self._page = memory.page
        memory.restore_place(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The three bars and the middle."""
        palette = theme().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.colour("bg"))
        self._paint_bars(painter, palette)
        self._paint_rail(painter)
        self._paint_middle(painter, palette)
        painter.end()

    def _paint_bars(self, painter: QPainter, palette: Palette) -> None:
        width, height = self.width(), self.height()
        surface, line = palette.colour("surface"), palette.colour("border")
        painter.fillRect(0, 0, width, TOP, surface)
        painter.fillRect(0, TOP, WIDTH, height - TOP - STATUS, surface)
        painter.fillRect(0, height - STATUS, width, STATUS, surface)
        painter.fillRect(0, TOP - 1, width, 1, line)
        painter.fillRect(WIDTH - 1, TOP, 1, height - TOP - STATUS, line)
        painter.fillRect(0, height - STATUS, width, 1, line)
        place = QPoint((WIDTH - BRAND) // 2, (TOP - 1 - BRAND) // 2)
        painter.drawPixmap(place, pixmap("brand", "accent", BRAND, self.devicePixelRatioF()))

    def _paint_rail(self, painter: QPainter) -> None:
        entries = [entry for entry in NAV if entry.page in PAGES]
        high = [entry for entry in entries if not entry.low]
        low = [entry for entry in entries if entry.low]
        bottom = self.height() - STATUS - EDGE - len(low) * (SIDE + GAP) + GAP
        for start, group in ((TOP + EDGE, high), (bottom, low)):
            for place, entry in enumerate(group):
                box = QRect(QPoint(EDGE, start + place * (SIDE + GAP)), QSize(SIDE, SIDE))
                on = entry.page == self._page
                paint_nav_item(painter, box, entry, on=on, ratio=self.devicePixelRatioF())
                if on:
                    paint_marker(painter, box)

    def _paint_middle(self, painter: QPainter, palette: Palette) -> None:
        area = self.rect().adjusted(WIDTH, TOP, 0, -STATUS)
        middle = area.center()
        picture = pixmap("brand", "accent", BIG_BRAND, self.devicePixelRatioF())
        painter.drawPixmap(middle.x() - BIG_BRAND // 2, middle.y() - 76, picture)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(ui_font(24, 600))
        painter.setPen(palette.colour("t1"))
        painter.drawText(QRectF(area.x(), middle.y() - 8, area.width(), 32), centre, "Carrytrack")
        painter.setFont(ui_font(13))
        painter.setPen(palette.colour("t2"))
        line = QRectF(area.x(), middle.y() + 28, area.width(), 20)
        painter.drawText(line, centre, "Loading torch…")
