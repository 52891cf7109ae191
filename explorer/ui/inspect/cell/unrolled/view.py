"""The unrolled network as a widget: it follows the display, a click moves the cursor."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.inspect.cell.arithmetic.source import ArithmeticSource
from explorer.ui.inspect.cell.explained import ExplainedSketch
from explorer.ui.inspect.cell.parts import HEIGHT
from explorer.ui.inspect.cell.sketch import Sketch
from explorer.ui.inspect.cell.unrolled.drawing import draw
from explorer.ui.inspect.cell.unrolled.layout import Columns, columns_around
from explorer.ui.inspect.cell.unrolled.strength import LayerFlows, Strengths, layer_flows, strengths
from explorer.ui.inspect.display import Display
from explorer.ui.theme.theme import theme


class UnrolledView(ExplainedSketch):
    """A few timesteps around the cursor; strengths of the chosen unit, or means of all."""

    cursorMoved = Signal(int)

    def __init__(
        self, display: Display, source: ArithmeticSource, parent: QWidget | None = None
    ) -> None:
        """`source` knows what the words send into the gates, once it is open."""
        super().__init__(parent)
        self._display, self._source = display, source
        self._all_units = False
        self._flows: LayerFlows | None = None
        self._strengths: Strengths | None = None
        self.setAccessibleName("The network unrolled through time")
        source.opened.connect(self.update)

    def show_all_units(self, shown: bool) -> None:
        """Strengths of the whole layer, or of the chosen unit."""
        if shown != self._all_units:
            self._all_units = shown
            self.follow()

    def follow(self) -> None:
        """The cursor, the unit or the trace moved."""
        if self.isVisible():
            self._source.want()
        columns = self.columns()
        if columns is not None:
            self.setAccessibleDescription(f"timesteps {columns.first} to {columns.last}")
        self.update()

    def columns(self) -> Columns | None:
        """Which timesteps stand where."""
        view, display = self._display.view, self._display
        if view is None:
            return None
        backwards = view.layer.backwards
        return columns_around(display.t, view.timesteps, self.width(), backwards=backwards)

    def strengths(self) -> Strengths | None:
        """How strong its lines are; worked out once a trace and unit."""
        view = self._display.view
        if view is None:
            return None
        if self._flows is None or self._flows.view is not view:
            self._flows = layer_flows(view)
        unit = None if self._all_units else self._display.unit
        word = None
        if unit is not None and self._source.is_open():
            word = partial(self._source.from_word, unit)
        known = self._strengths
        kept = known is not None and known.layer is self._flows and known.unit == unit
        if not kept or known is None or (known.word is None) != (word is None):
            self._strengths = strengths(self._flows, unit, word)
        return self._strengths

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: find out what the words send."""
        super().showEvent(event)
        self.follow()

    def sizeHint(self) -> QSize:
        """As high as the cell; it takes any width."""
        return QSize(344, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the cursor to the column."""
        columns = self.columns()
        t = None if columns is None else columns.t_at(event.position().x())
        if t is not None and event.button() == Qt.MouseButton.LeftButton:
            self.cursorMoved.emit(t)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The columns in view."""
        columns, of = self.columns(), self.strengths()
        if columns is None or of is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sketch = Sketch(painter, float(self.width()), theme().palette)
        draw(sketch, columns, of, self._display.t)
        self.keep(sketch)
        painter.end()
