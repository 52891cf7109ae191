"""A slider: groove 4 px, thumb 14 px, in the accent or in a signal's hue."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.controls.wheel_focus import WheelWhenFocused
from explorer.ui.theme.theme import theme

THUMB = 14
GROOVE = 4
MARGIN = 3  # room for the focus ring around the thumb
HEIGHT = 24


class Slider(KeyboardFocus, WheelWhenFocused, QSlider):
    """A horizontal integer slider; a click on the groove jumps there."""

    def __init__(self, hue: str = "accent", name: str = "", parent: QWidget | None = None) -> None:
        """`hue` is a palette token or a signal letter; `name` is for screen readers."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._hue = hue
        self._stops: tuple[int, ...] = ()
        self._marked: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(HEIGHT)

    def set_hue(self, hue: str) -> None:
        """Paint in another palette token or signal's hue."""
        self._hue = hue
        self.update()

    def set_stops(self, stops: tuple[int, ...], marked: int | None = None) -> None:
        """Dots on the groove at these values, and a small flag over one of them."""
        self._stops, self._marked = stops, marked
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to aim with."""
        return QSize(140, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrow places still get a slider."""
        return QSize(56, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the click and drag from there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setSliderPosition(self._value_at(event.position().x()))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while the button is down."""
        if self.isSliderDown():
            self.setSliderPosition(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove, the part up to the value, stops, thumb."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hue = palette.colour(self._hue if self.isEnabled() else "border2")
        middle = self.height() / 2
        groove = QRectF(MARGIN, middle - GROOVE / 2, self.width() - 2 * MARGIN, GROOVE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("surface3"))
        painter.drawRoundedRect(groove, 2, 2)
        at = self._place_of(self.sliderPosition())
        painter.setBrush(hue)
        painter.drawRoundedRect(
            QRectF(groove.left(), groove.top(), at - groove.left(), GROOVE), 2, 2
        )
        self._paint_stops(painter, middle, at)
        thumb = QRectF(at - THUMB / 2 + 1, middle - THUMB / 2 + 1, THUMB - 2, THUMB - 2)
        painter.setPen(QPen(hue, 2))
        painter.setBrush(palette.colour("surface"))
        painter.drawEllipse(thumb)
        if self.shows_ring:
            paint_ring(painter, thumb, THUMB / 2, offset=1.5)
        painter.end()

    def _paint_stops(self, painter: QPainter, middle: float, at: float) -> None:
        palette = theme().palette
        for stop in self._stops:
            x = self._place_of(stop)
            painter.setBrush(palette.colour("accent_ink" if x < at else "t3"))
            painter.drawEllipse(QPointF(x, middle), 2, 2)
        if self._marked is not None:
            x = self._place_of(self._marked)
            painter.setBrush(palette.colour("warn"))
            corners = [QPointF(x - 4, 2), QPointF(x + 4, 2), QPointF(x, 7)]
            painter.drawPolygon(corners)

    def _span(self) -> float:
        return max(1.0, self.width() - 2 * MARGIN - THUMB)

    def _place_of(self, value: int) -> float:
        width = max(1, self.maximum() - self.minimum())
        return MARGIN + THUMB / 2 + (value - self.minimum()) / width * self._span()

    def _value_at(self, x: float) -> int:
        share = (x - MARGIN - THUMB / 2) / self._span()
        width = self.maximum() - self.minimum()
        return self.minimum() + round(max(0.0, min(1.0, share)) * width)


class FloatSlider(Slider):
    """A slider over a range of floats, in equal increments."""

    number_changed = Signal(float)

    def __init__(
        self,
        low: float = 0.0,
        high: float = 1.0,
        increment: float = 0.01,
        *,
        hue: str = "accent",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(hue, name, parent)
        self._low, self._increment = low, increment
        self.setRange(0, round((high - low) / increment))
        self.setPageStep(max(1, self.maximum() // 10))
        self.valueChanged.connect(self._tell)

    def number(self) -> float:
        """The value in the range's own units."""
        return self._low + self.value() * self._increment

    def set_number(self, number: float) -> None:
        """Move to the nearest increment; outside the range is pulled to its edge."""
        self.setValue(round((number - self._low) / self._increment))

    def _tell(self, _value: int) -> None:
        self.number_changed.emit(self.number())
