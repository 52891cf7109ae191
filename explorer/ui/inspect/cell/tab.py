"""The Cell tab: one unit at one timestep, all units at it, one unit at all timesteps."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.session.inspect.playback import TIMESTEPS_PER_SECOND
from explorer.session.session import Session
from explorer.ui.controls.elided_label import ElidedLabel
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.numbers import signed
from explorer.ui.controls.scrolled_panel import ScrolledPanel
from explorer.ui.controls.segmented import Segmented
from explorer.ui.inspect.cell.arithmetic.panel import ArithmeticPanel
from explorer.ui.inspect.cell.arithmetic.source import ArithmeticSource
from explorer.ui.inspect.cell.barcode import Barcode
from explorer.ui.inspect.cell.code_window import CodeWindow
from explorer.ui.inspect.cell.diagram import NOTCH_MS, CellDiagram
from explorer.ui.inspect.cell.drawings import DRAWINGS
from explorer.ui.inspect.cell.equation_strip import EquationStrip
from explorer.ui.inspect.cell.moment import moment_of
from explorer.ui.inspect.cell.sparkline import Sparkline
from explorer.ui.inspect.cell.unit_chooser import UnitChooser
from explorer.ui.inspect.cell.unrolled.view import UnrolledView
from explorer.ui.inspect.display import Display

CAPITAL = {"c": "Carry", "h": "Hidden state"}


class CellTab(ScrolledPanel):
    """Follows the display and the selection, and only while somebody looks."""

    gateClicked = Signal(str)

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.heading = ElidedLabel()
        self.heading.setProperty("role", "section")
        self.units = UnitChooser(display)
        self.as_code = IconButton("code", "Show this cell as code", small=True)
        self.drawn_as = Segmented(
            (("cell", "Cell"), ("unrolled", "Unrolled")), name="How the network is drawn"
        )
        self.strengths_of = Segmented((("unit", "unit"), ("all", "all units")), name="Lines show")
        self.whole = QPushButton("Arithmetic")
        self.whole.setProperty("role", "small")
        self.whole.setCheckable(True)
        self.whole.setToolTip("The sum behind a gate, term by term (or click the gate)")
        sums = ArithmeticSource(session, display, self)
        self.arithmetic = ArithmeticPanel(session, display, sums)
        self.diagram = CellDiagram()
        self.unrolled = UnrolledView(display, sums)
        self.equations = EquationStrip()
        self.barcode = Barcode(display)
        self.sparkline = Sparkline(display)
        self._all_units, self._about_unit = QLabel(), QLabel()
        self._weight = QLabel()
        self._below = QWidget()
        self._lay_out()
        self._listen()
        self._show_view()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self._show_view()

    # Building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = self.begin_column(16, 12, 8, spacing=0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.units)
        head.addWidget(self.as_code)
        column.addLayout(head)
        column.addSpacing(6)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.drawn_as)
        ways.addStretch(1)
        ways.addWidget(self.strengths_of)
        ways.addWidget(self.whole)
        column.addLayout(ways)
        column.addWidget(self.diagram)
        column.addWidget(self.unrolled)
        column.addWidget(self.equations)
        column.addSpacing(10)
        column.addWidget(self.arithmetic, 1)
        column.addWidget(self._below, 1)
        self._lay_out_below()
        self._show_arithmetic(False)
        self._draw_as("cell")

    def _lay_out_below(self) -> None:
        """All units at this timestep, this unit at all timesteps."""
        column = QVBoxLayout(self._below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_title_row(self._all_units, _caption("click a column")))
        column.addSpacing(4)
        column.addWidget(self.barcode)
        column.addSpacing(8)
        column.addLayout(_title_row(self._about_unit, self._weight))
        column.addSpacing(4)
        column.addWidget(self.sparkline, 1)
        self.sparkline.setMaximumHeight(280)
        column.addStretch(0)

    def _listen(self) -> None:
        session, display = self._session, self._display
        display.viewChanged.connect(self._show_view)
        display.orderChanged.connect(self._show_view)
        display.lookChanged.connect(self.barcode.update)
        session.selection.changed.connect(self._show_moment)
        self.units.unitPicked.connect(self._pick_unit)
        self.as_code.clicked.connect(self.show_code)
        self.barcode.unitPicked.connect(self._pick_unit)
        self.sparkline.cursorMoved.connect(self._move_cursor)
        self.diagram.gateClicked.connect(self._on_gate)
        self.arithmetic.closed.connect(self._close_arithmetic)
        self.arithmetic.gateChosen.connect(self.gateClicked)
        self.whole.clicked.connect(self._on_whole)
        self.drawn_as.changed.connect(self._draw_as)
        self.strengths_of.changed.connect(self._measure)
        self.unrolled.cursorMoved.connect(self._move_cursor)

    # Following --------------------------------------------------------------------------------

    def _show_view(self) -> None:
        """Another layer, trace or order."""
        view = self._display.view
        self.inside.setVisible(view is not None)
        if view is None or not self.isVisible():
            return
        self.units.offer()
        self._all_units.setText(f"All {view.units} units at this timestep")
        self.barcode.updateGeometry()
        self._show_moment()

    def _show_moment(self) -> None:
        """Another timestep or unit."""
        view, display = self._display.view, self._display
        if view is None or not self.isVisible():
            return
        moment = moment_of(view, display.t, display.unit)
        self.heading.setText(f"t {moment.t}, “{moment.word}”")
        self.units.follow()
        self.diagram.show_moment(moment, within_ms=self._notch_ms())
        self.unrolled.follow()
        self.equations.show_equations(DRAWINGS[moment.kind].equations(moment))
        self.barcode.update()
        self.sparkline.update()
        self._about_unit.setText(f"{CAPITAL[view.state]} of unit {moment.unit}")
        self._say_weight(moment.unit)

    def _say_weight(self, unit: int) -> None:
        view = self._display.view
        weights = None if view is None else view.layer.output_weight
        self._weight.setText(
            "" if weights is None else f"output weight {signed(float(weights[unit]))}"
        )

    def _notch_ms(self) -> int:
        """While playing, the belt must arrive before the next timestep does."""
        playback = self._session.playback
        return (
            round(1000 / (TIMESTEPS_PER_SECOND * playback.speed)) if playback.playing else NOTCH_MS
        )

    # What the user does -----------------------------------------------------------------------

    def _draw_as(self, key: str) -> None:
        self.diagram.setVisible(key == "cell")
        self.unrolled.setVisible(key == "unrolled")
        self.strengths_of.setVisible(key == "unrolled")

    def _on_gate(self, letter: str) -> None:
        """A click on a gate opens its sum; once more closes it."""
        open_now = self.arithmetic.isVisible() and self.arithmetic.gate == letter
        self._show_arithmetic(not open_now and self.arithmetic.offers(letter), letter)
        self.gateClicked.emit(letter)

    def _on_whole(self, shown: bool) -> None:
        self._show_arithmetic(shown, self.arithmetic.gate)

    def _close_arithmetic(self) -> None:
        self._show_arithmetic(False)

    def _show_arithmetic(self, shown: bool, gate: str = "") -> None:
        """In place of what stands under the equations, so that nothing has to scroll."""
        self.arithmetic.setVisible(shown)
        self._below.setVisible(not shown)
        self.whole.setChecked(shown)
        if shown:
            self.arithmetic.show_gate(gate)

    def _measure(self, key: str) -> None:
        self.unrolled.show_all_units(key == "all")

    def show_code(self) -> None:
        """Open the layer in view as a numpy loop, or bring it to the front."""
        window = self.findChild(CodeWindow) or CodeWindow(self._display, self)
        window.show()
        window.raise_()
        window.activateWindow()

    def _pick_unit(self, unit: int) -> None:
        self._session.selection.select(unit=unit)

    def _move_cursor(self, t: int) -> None:
        self._session.selection.select(t=t)


def _title_row(title: QLabel, caption: QLabel) -> QHBoxLayout:
    title.setProperty("role", "heading")
    caption.setProperty("role", "caption")
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(title)
    row.addStretch(1)
    row.addWidget(caption)
    return row


def _caption(text: str) -> QLabel:
    return QLabel(text)
