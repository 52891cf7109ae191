"""A chip: an icon or progress ring, a strong part and a quiet part, in a rounded box."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.controls.progress import paint_progress_ring
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.icons import pixmap
from explorer.ui.theme.theme import theme

RING = 18
ICON = 16
GAP = 8


class Chip(KeyboardFocus, QAbstractButton):
    """A chip is a button; 32 high, 24 when `small`; make it checkable for a filter."""

    def __init__(
        self,
        strong: str = "",
        quiet: str = "",
        *,
        icon_name: str | None = None,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._strong, self._quiet, self._icon_name = strong, quiet, icon_name
        self._small = small
        self._ring_at: float | None = None
        self._ring_done = False
        self._active = False
        self.setFixedHeight(24 if small else 32)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name()

    def set_texts(self, strong: str, quiet: str = "") -> None:
        """Show other texts; the tooltip has them in full."""
        if (strong, quiet) != (self._strong, self._quiet):
            self._strong, self._quiet = strong, quiet
            self._name()
            self.updateGeometry()
            self.update()

    def set_ring(self, fraction: float | None, *, done: bool = False) -> None:
        """Show a progress ring (0 to 1) in place of the icon, or None for none."""
        if fraction is not None:
            fraction = round(fraction, 2)  # its edge is fifty pixels long
        if (fraction, done) != (self._ring_at, self._ring_done):
            resized = (fraction is None) != (self._ring_at is None)
            self._ring_at, self._ring_done = fraction, done
            if resized:
                self.updateGeometry()
            self.update()

    def set_active(self, active: bool) -> None:
        """An accent edge: something is going on here."""
        if active != self._active:
            self._active = active
            self.update()

    def sizeHint(self) -> QSize:
        """Room for both texts."""
        strong, quiet = self._widths()
        pad = 10 if self._small else 12
        between = self._gap() if self._strong and self._quiet else 0
        return QSize(round(2 * pad + self._lead() + strong + between + quiet) + 1, self.height())

    def minimumSizeHint(self) -> QSize:
        """It can shrink to its icon and a few letters."""
        return QSize(min(self.sizeHint().width(), 72), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, icon or ring, texts."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        on = self.isChecked()
        edge = "accent" if self._active else ("border2" if on or self.underMouse() else "border")
        painter.setPen(QPen(palette.colour(edge), 1))
        painter.setBrush(palette.colour("surface3" if on or self.isDown() else "surface2"))
        painter.drawRoundedRect(box, 7.5, 7.5)
        x = 10.0 if self._small else 12.0
        middle = self.height() / 2
        if self._ring_at is not None:
            ring = QRectF(x, middle - RING / 2, RING, RING)
            paint_progress_ring(painter, ring, self._ring_at, palette, done=self._ring_done)
        elif self._icon_name:
            ratio = self.devicePixelRatioF()
            picture = pixmap(self._icon_name, "t2", ICON, ratio)
            painter.drawPixmap(round(x), round(middle - ICON / 2), picture)
        self._paint_texts(painter, x + self._lead())
        if self.shows_ring:
            paint_ring(painter, box, 7, offset=-2)
        painter.end()

    def _paint_texts(self, painter: QPainter, x: float) -> None:
        palette = theme().palette
        room = self.width() - x - (10 if self._small else 12) + 1
        on = self.isChecked() or not self.isCheckable()
        for text, weight, token in (
            (self._strong, 500, "t1" if on else "t2"),
            (self._quiet, 400, "t3" if self.isCheckable() else "t2"),
        ):
            if not text or room <= 0:
                continue
            font = ui_font(12, weight)
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(palette.colour(token if self.isEnabled() else "t3"))
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(x, 0, room + 2, self.height()), middle, shown)
            taken = metrics.horizontalAdvance(shown) + self._gap()
            x += taken
            room -= taken

    def _lead(self) -> float:
        if self._ring_at is not None:
            return RING + GAP
        return ICON + GAP if self._icon_name else 0

    def _gap(self) -> float:
        return 4.0

    def _widths(self) -> tuple[float, float]:
        strong = QFontMetricsF(ui_font(12, 500)).horizontalAdvance(self._strong)
        quiet = QFontMetricsF(ui_font(12, 400)).horizontalAdvance(self._quiet)
        return strong, quiet

    def _name(self) -> None:
        full = " ".join(part for part in (self._strong, self._quiet) if part)
        self.setAccessibleName(full)
        self.setToolTip(full)
