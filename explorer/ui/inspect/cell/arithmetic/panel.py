"""The whole arithmetic of one gate, under the diagram: on demand, and following the cursor."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.analysis.arithmetic import GATES
from explorer.session.session import Session
from explorer.ui.controls.badge import SIGNAL_NAMES
from explorer.ui.controls.icon_button import IconButton
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.inspect.cell.arithmetic.source import ArithmeticSource
from explorer.ui.inspect.cell.arithmetic.table import SumTable
from explorer.ui.inspect.display import Display
from explorer.ui.signals.signal_kinds import ROW_ORDER


class ArithmeticPanel(QWidget):
    """Shows `gate`'s sum for the chosen unit at the cursor."""

    closed = Signal()
    gateChosen = Signal(str)

    def __init__(
        self,
        session: Session,
        display: Display,
        source: ArithmeticSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._source = source
        self.gate = ""
        self.gates = Segmented(
            [Option(one, one, one, f"The {SIGNAL_NAMES[one]}'s sum") for one in ROW_ORDER],
            name="Gate",
        )
        self.about = QLabel()
        self.about.setProperty("role", "caption")
        self.close_button = IconButton("close", "Close the arithmetic", small=True, icon_size=14)
        self.table = SumTable()
        self.note = QLabel()
        self.note.setProperty("role", "hint")
        self.note.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.gates)
        head.addWidget(self.about)
        head.addStretch(1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        self.close_button.clicked.connect(self.closed)
        self.gates.changed.connect(self._choose)
        self._source.opened.connect(self.follow)
        self._source.failed.connect(self._say)
        session.selection.changed.connect(self.follow)
        display.viewChanged.connect(self._on_view)

    def show_gate(self, gate: str) -> None:
        """Show another gate's sum; a signal that is no gate of this cell shows its first gate."""
        offered = self._offered()
        self.gate = gate if gate in offered else next(iter(offered), "")
        if self.gate:
            self.gates.set_current(self.gate)
        self.follow()

    def offers(self, signal: str) -> bool:
        """Whether a signal of the cell in view is a sum under an activation."""
        return signal in self._offered()

    def follow(self) -> None:
        """The cursor, the unit or the trace moved."""
        if not self.isVisible() or self._display.view is None:
            return
        self._source.want()
        found = self._source.sum_of(self.gate)
        self.about.setText(f"unit {self._display.unit}, t {self._display.t}")
        self.table.show_sum(found, self._source.below())
        self.note.setVisible(False)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self._on_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _offered(self) -> tuple[str, ...]:
        view = self._display.view
        return () if view is None else GATES[view.layer.kind]

    def _on_view(self) -> None:
        """Another layer may have other gates."""
        if not self.isVisible():
            return
        offered = self._offered()
        for letter in ROW_ORDER:
            self.gates.set_option_visible(letter, letter in offered)
        self.show_gate(self.gate)

    def _choose(self, gate: str) -> None:
        if gate != self.gate:
            self.gate = gate
            self.gateChosen.emit(gate)
            self.follow()

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(True)
