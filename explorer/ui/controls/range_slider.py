"""A slider with two thumbs: a stretch of whole numbers."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.theme.theme import theme

THUMB, GROOVE, MARGIN, HEIGHT = 14, 4, 3, 24
FAR = 10  # with Shift


class RangeSlider(KeyboardFocus, QWidget):
    """`rangeChanged(first, last)` when the user moves a thumb, or the stretch between them.

    Left and right move the thumb that was moved last, with Shift by ten; Space takes the other.
    """

    rangeChanged = Signal(int, int)

    def __init__(self, name: str = "", hue: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hue = hue
        self._top = 1
        self._first, self._last = 0, 1
        self._active = "first"
        self._drag: tuple[str, int, int, int] | None = None
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_hue(self, hue: str) -> None:
        """Paint in another palette token or signal's hue."""
        self._hue = hue
        self.update()

    def set_top(self, top: int) -> None:
        """The numbers go from 0 to `top`."""
        self._top = max(1, top)
        self.update()

    def values(self) -> tuple[int, int]:
        """First and last."""
        return self._first, self._last

    def set_values(self, first: int, last: int) -> None:
        """Show another stretch."""
        self._first, self._last = first, last
        self.setAccessibleDescription(f"{first} to {last}")
        self.update()

    def x_of(self, value: int) -> float:
        """The middle of a thumb."""
        return MARGIN + THUMB / 2 + value / self._top * self._span()

    def sizeHint(self) -> QSize:
        """Wide enough to aim with."""
        return QSize(140, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer thumb, or the stretch between them."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x, value = event.position().x(), self._value_at(event.position().x())
        start, stop = self.x_of(self._first), self.x_of(self._last)
        if start + THUMB < x < stop - THUMB:
            self._drag = ("both", value, self._first, self._last)
            return
        to_first, to_last = abs(x - start), abs(x - stop)
        first = to_first < to_last or (to_first == to_last and x < start)
        self._active = "first" if first else "last"
        self._drag = (self._active, value, self._first, self._last)
        self._move(value)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while the button is down."""
        if self._drag is not None:
            self._move(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End, Space."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space:
            self._active = "last" if self._active == "first" else "first"
            self.update()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._put(0 if event.key() == Qt.Key.Key_Home else self._top)
        elif by is not None:
            shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            now = self._first if self._active == "first" else self._last
            self._put(now + by * (FAR if shifted else 1))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove, the stretch, two thumbs."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hue = palette.colour(self._hue if self.isEnabled() else "border2")
        middle = self.height() / 2
        top = middle - GROOVE / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("surface3"))
        painter.drawRoundedRect(QRectF(MARGIN, top, self.width() - 2 * MARGIN, GROOVE), 2, 2)
        painter.setBrush(hue)
        left, right = self.x_of(self._first), self.x_of(self._last)
        painter.drawRect(QRectF(left, top, right - left, GROOVE))
        for name, x in (("first", left), ("last", right)):
            thumb = QRectF(x - THUMB / 2 + 1, middle - THUMB / 2 + 1, THUMB - 2, THUMB - 2)
            painter.setPen(QPen(hue, 2))
            painter.setBrush(palette.colour("surface"))
            painter.drawEllipse(thumb)
            if self.shows_ring and name == self._active:
                paint_ring(painter, thumb, THUMB / 2, offset=1.5)
        painter.end()

    def _move(self, value: int) -> None:
        assert self._drag is not None
        part, grabbed, first, last = self._drag
        if part == "both":
            by = max(-first, min(self._top - last, value - grabbed))
            self._tell(first + by, last + by)
        else:
            self._put(value)

    def _put(self, value: int) -> None:
        """Move the active thumb; the other one stops it."""
        value = max(0, min(self._top, value))
        if self._active == "first":
            self._tell(min(value, self._last), self._last)
        else:
            self._tell(self._first, max(value, self._first))

    def _tell(self, first: int, last: int) -> None:
        if (first, last) != (self._first, self._last):
            self.set_values(first, last)
            self.rangeChanged.emit(first, last)

    def _span(self) -> float:
        return max(1.0, self.width() - 2 * MARGIN - THUMB)

    def _value_at(self, x: float) -> int:
        share = (x - MARGIN - THUMB / 2) / self._span()
        return round(max(0.0, min(1.0, share)) * self._top)
