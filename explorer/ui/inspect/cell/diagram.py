"""The cell diagram as a widget: one moment, painted; its parts explain themselves."""

from PySide6.QtCore import QRect, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from explorer.ui.controls.badge import SIGNAL_NAMES
from explorer.ui.controls.kept_picture import KeptPicture
from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.cell.drawings import DRAWINGS
from explorer.ui.inspect.cell.explained import ExplainedSketch
from explorer.ui.inspect.cell.moment import Moment
from explorer.ui.inspect.cell.parts import BELT_HEIGHT, BELT_TOP, HEIGHT
from explorer.ui.inspect.cell.sketch import Sketch
from explorer.ui.theme.theme import theme

NOTCH_MS = 200
BASE_SIZE = QSize(344, HEIGHT)


class CellDiagram(ExplainedSketch):
    """Paints the cell of a layer at one moment; the belt moves a notch when time does."""

    gateClicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.moment: Moment | None = None
        self._moved = 0.0
        self._picture = KeptPicture(clear=True)
        self._notch = QVariantAnimation(self)
        self._notch.setEndValue(0.0)
        self._notch.valueChanged.connect(self._on_moved)
        self.setMouseTracking(True)
        self.setAccessibleName("Cell diagram")

    @property
    def moving(self) -> bool:
        """Whether the belt is on its way to the next notch."""
        return self._notch.state() == QVariantAnimation.State.Running

    def show_moment(self, moment: Moment | None, *, within_ms: int = NOTCH_MS) -> None:
        """Show another moment; the belt takes at most `within_ms` for its notch."""
        earlier, self.moment = self.moment, moment
        self.setAccessibleDescription("" if moment is None else described(moment))
        if moment is not None and earlier is not None and moment.t != earlier.t:
            self._start_notch(1.0 if moment.t > earlier.t else -1.0, within_ms)
        self.update()

    def sizeHint(self) -> QSize:
        """The size it was drawn for; it takes any width."""
        return BASE_SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        """The belt, and over it the drawing of the layer's kind as it stands."""
        if self.moment is None:
            return
        key, ratio = (self.moment, theme().palette.name), self.devicePixelRatioF()
        picture = self._picture.of(key, self.size(), ratio, self._draw)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        belt = DRAWINGS[self.moment.kind].belt
        if belt is not None:
            belt(Sketch(painter, float(self.width()), theme().palette), self._moved)
        painter.drawPixmap(0, 0, picture)
        painter.end()

    def _draw(self, painter: QPainter) -> None:
        """Everything but the belt; once a moment, not at every notch of the belt."""
        assert self.moment is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sketch = Sketch(painter, float(self.width()), theme().palette)
        DRAWINGS[self.moment.kind].draw(sketch, self.moment)
        self.keep(sketch)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        area = self.area_at(event.position())
        clickable = area is not None and bool(area.signal)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if clickable else arrow)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a gate points at its heatmap."""
        area = self.area_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and area is not None and area.signal:
            self.gateClicked.emit(area.signal)

    def _start_notch(self, towards: float, within_ms: int) -> None:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        allowed = self.style().styleHint(hint, None, self)
        belted = self.moment is not None and DRAWINGS[self.moment.kind].belt is not None
        self._notch.stop()
        self._moved = 0.0
        if allowed > 0 and belted and self.isVisible():
            self._notch.setStartValue(-towards)
            self._notch.setDuration(min(NOTCH_MS, within_ms))
            self._notch.start()

    def _on_moved(self, moved: float) -> None:
        self._moved = moved
        top, height = round(BELT_TOP) - 12, round(BELT_HEIGHT) + 16
        self.update(QRect(0, top, self.width(), height))


def described(moment: Moment) -> str:
    """The moment in a sentence, for those who do not see it."""
    names = [f"{SIGNAL_NAMES[letter]} {signed(value, 4)}" for letter, value in moment.now.items()]
    found = [
        f"{SIGNAL_NAMES[letter]} before {signed(value, 4)}"
        for letter, value in moment.before.items()
    ]
    return f"timestep {moment.t}, {moment.word}, unit {moment.unit}: {', '.join(names + found)}"
