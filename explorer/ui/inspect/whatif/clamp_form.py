"""The form of a clamp: which gate, at what value, when, in which units."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.controls.badge import SIGNAL_NAMES
from explorer.ui.controls.button_icon import put_icon
from explorer.ui.controls.number_box import FloatBox
from explorer.ui.controls.range_slider import RangeSlider
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.controls.slider import Slider
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.whatif.clamp_draft import TOP_UNITS, ClampDraft
from explorer.ui.inspect.whatif.unit_grid import UnitGrid
from explorer.ui.signals.signal_kinds import ROW_ORDER
from explorer.ui.theme.theme import theme

LABEL = 72
HUNDREDTHS = 100
NARROWEST = 280
ROOM_FOR_ONE_ROW = 336  # pixels of form in which all buttons stand side by side


class ClampForm(QWidget):
    """Shapes the draft and follows it."""

    def __init__(self, draft: ClampDraft, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._display = draft, display
        self.gates = Segmented(
            [
                Option(letter, letter, letter, f"Hold the {SIGNAL_NAMES[letter]}")
                for letter in ROW_ORDER
            ],
            name="Signal to hold",
            large=True,
        )
        self.value = FloatBox(0.0, 1.0, 1.0, 0.05, name="Value to hold it at")
        self.slider = Slider("f", "Value to hold it at")
        self.range = RangeSlider("Timesteps to hold it over", "f")
        self.start, self.stop = QLabel(), QLabel()
        self.units = UnitGrid(draft, display)
        self.top, self.all, self.none = _small("Top 12"), _small("All"), _small("None")
        self.discard = QPushButton("Cancel")
        self.add = QPushButton("Add clamp")
        self._silent = False
        self._lay_out()
        self._listen()
        self._follow()

    def _lay_out(self) -> None:
        self.value.setFixedWidth(84)
        self.gates.setSizePolicy(
            self.units.sizePolicy().horizontalPolicy(), self.gates.sizePolicy().verticalPolicy()
        )
        self.top.setToolTip("The units with the largest output weights, whichever their sign")
        self.discard.setProperty("role", "small-ghost")
        self.add.setProperty("role", "primary")
        for label in (self.start, self.stop):
            label.setProperty("role", "mono-caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(_row("Gate", self.gates))
        column.addLayout(_row("Value", self.value, self.slider, gap=16))
        column.addLayout(_row("Timesteps", self.range))
        ends = QHBoxLayout()
        ends.setContentsMargins(LABEL, 0, 0, 4)
        ends.addWidget(self.start)
        ends.addStretch(1)
        ends.addWidget(self.stop)
        column.addLayout(ends)
        column.addLayout(_row("Units", self.units, top=True))
        column.addLayout(self._buttons())

    def _buttons(self) -> QBoxLayout:
        """Under the label: cancel; under the units: which of them, and add, beside or below."""
        which = QHBoxLayout()
        which.setSpacing(4)
        holder = QWidget()
        holder.setFixedWidth(LABEL)
        aside = QHBoxLayout(holder)
        aside.setContentsMargins(0, 0, 4, 0)
        aside.addWidget(self.discard)
        which.addWidget(holder)
        for button in (self.top, self.all, self.none):
            which.addWidget(button)
        which.addStretch(1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.add)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setContentsMargins(0, 4, 0, 0)
        self._rows.setSpacing(4)
        self._rows.addLayout(which, 1)
        self._rows.addLayout(last)
        return self._rows

    def minimumSizeHint(self) -> QSize:
        """With the last button on a row of its own."""
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel the last button goes to a row of its own."""
        super().resizeEvent(event)
        narrow = event.size().width() < ROOM_FOR_ONE_ROW
        directions = QBoxLayout.Direction
        self._rows.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _listen(self) -> None:
        self._draft.changed.connect(self._follow)
        for letter in ROW_ORDER:
            self.gates.segment(letter).clicked.connect(self._on_gate)
        self.value.valueChanged.connect(self._on_value)
        self.slider.valueChanged.connect(self._on_slider)
        self.range.rangeChanged.connect(self._draft.set_range)
        self.top.clicked.connect(self._on_top)
        self.all.clicked.connect(self._on_all)
        self.none.clicked.connect(self._on_none)
        self.discard.clicked.connect(self._draft.discard)
        self.add.clicked.connect(self._on_add)
        theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        put_icon(self.add, "plus", "accent_ink", 14)

    def _follow(self) -> None:
        """Show the draft."""
        draft, view = self._draft, self._display.view
        if view is None:
            return
        self._silent = True
        for letter in ROW_ORDER:
            self.gates.set_option_visible(letter, letter in view.letters)
        self.gates.set_current(draft.letter)
        low, high = draft.reach
        self.value.setRange(low, high)
        self.value.setValue(draft.value)
        self.slider.setRange(round(low * HUNDREDTHS), round(high * HUNDREDTHS))
        self.slider.setValue(round(draft.value * HUNDREDTHS))
        self.slider.set_hue(draft.letter)
        self.range.set_hue(draft.letter)
        self.range.set_top(view.timesteps - 1)
        self.range.set_values(draft.first, draft.last)
        self.start.setText(_short(draft.first, view.words))
        self.stop.setText(_short(draft.last, view.words))
        top = min(TOP_UNITS, view.units)
        self.top.setText(f"Top {top}")
        self.top.setEnabled(top < view.units)
        self.add.setEnabled(bool(draft.units))
        self.discard.setVisible(draft.active)
        self._silent = False

    def show_editing(self, editing: bool) -> None:
        """What the button will do with the draft."""
        self.add.setText("Save" if editing else "Add clamp")

    def _on_gate(self) -> None:
        """Also a click on the one that is picked already holds it."""
        self._draft.set_letter(self.gates.current())

    def _on_value(self, value: float) -> None:
        if not self._silent:
            self._draft.set_value(value)

    def _on_slider(self, hundredths: int) -> None:
        if not self._silent:
            self._draft.set_value(hundredths / HUNDREDTHS)

    def _on_top(self) -> None:
        self._draft.set_units(self._draft.top_units())

    def _on_all(self) -> None:
        view = self._display.view
        if view is not None:
            self._draft.set_units(frozenset(range(view.units)))

    def _on_none(self) -> None:
        self._draft.set_units(frozenset())

    def _on_add(self) -> None:
        self._draft.keep()


def _small(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "small")
    return button


def _row(name: str, *widgets: QWidget, top: bool = False, gap: int = 8) -> QHBoxLayout:
    label = QLabel(name)
    label.setProperty("role", "label")
    label.setFixedWidth(LABEL)
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter)
    for place, widget in enumerate(widgets):
        if place:
            row.addSpacing(gap)
        row.addWidget(widget, 1 if place == len(widgets) - 1 else 0)
    return row


def _short(t: int, words: tuple[str, ...]) -> str:
    word = words[t] if t < len(words) else ""
    return f"{t} {word[:14]}{'…' if len(word) > 14 else ''}"
