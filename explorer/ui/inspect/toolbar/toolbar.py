"""Over the signals: which layer, units and rows, how they are coloured, what colours the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from explorer.session.session import Session
from explorer.ui.inspect.centre_views import CELL
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.toolbar.choice_button import Choice, ChoiceButton, Group
from explorer.ui.inspect.toolbar.choose_units import ask_units
from explorer.ui.inspect.toolbar.rows_button import PADS, TEXT, RowsButton
from explorer.ui.inspect.toolbar.units_shown import ALL, CHOSEN, COUNTS
from explorer.ui.inspect.toolbar.value_button import Shown
from explorer.ui.inspect.toolbar.words_by import WordsBy

HEIGHT = 48
SORTS = Group(
    "sort",
    (
        Choice("weight", "Output weight, most positive first", "weight"),
        Choice("index", "Unit number", "number"),
        Choice("mean", "Mean of h over this review", "mean"),
        Choice("correlation", "Correlation of h with the verdict so far", "correlation"),
        Choice("likeness", "Likeness: units that move together side by side", "likeness"),
    ),
)
MAPS = Group(
    "colours",
    (
        Choice("hues", "Signal hues", "signal hues"),
        Choice("cividis", "Cividis", "cividis"),
        Choice("greys", "Greys", "greys"),
    ),
)
RANGES = Group(
    "range",
    (
        Choice("fit", "Range fitted to what is there", "fit"),
        Choice("full", "Full range: 0 to 1, −1 to +1", "full"),
    ),
)


@dataclass(frozen=True)
class Shape:
    """How much each button says ("both" where nothing is said of it), and the words' colours:
    a row of letters or a menu, with or without their name."""

    shown: Mapping[str, Shown] = field(default_factory=dict)
    letters: bool = True
    words: bool = False
    menu: Shown = "both"


UNNAMED: dict[str, Shown] = {"layer": "value", "sort": "value", "colours": "value"}
NEARLY: dict[str, Shown] = {"layer": "value", "sort": "value", "colours": "name"}
TERSE: dict[str, Shown] = {"layer": "value", "sort": "value", "rows": "name", "colours": "name"}
SHAPES = (
    Shape(words=True),
    Shape(),
    Shape({"colours": "value"}),
    Shape({"colours": "name"}),
    Shape({"layer": "value", "colours": "name"}),
    Shape(NEARLY),
    Shape({"colours": "value"}, letters=False),
    Shape(UNNAMED, letters=False),
    Shape(TERSE, letters=False),
    Shape(TERSE, letters=False, menu="value"),
)


class Toolbar(QFrame):
    """Changes the display and the selected layer, and follows them."""

    done = Signal()
    """The user has chosen: the keys belong to the signals again."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.setProperty("role", "toolbar")
        self.setFixedHeight(HEIGHT)
        self.layers = ChoiceButton("Layer")
        self.sort = ChoiceButton("Sort", (SORTS, _units(0, 0)))
        self.rows = RowsButton()
        self.colours = ChoiceButton("Colours", (MAPS, RANGES))
        self.words_by = WordsBy(display)
        self.ask_units = ask_units  # a seam: tests answer without a dialog
        self._units: tuple[int, int] = (0, 0)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for button in (self.layers, self.sort, self.colours):
            button.chosen.connect(self._choose)
        for button in self._buttons().values():
            row.addWidget(button)
        row.addStretch(1)
        self._tools: dict[str, QWidget] = {}
        self._ends: list[QWidget] = []
        self.add_tools(CELL, self.words_by)
        self.rows.ticked.connect(self._tick)
        self.words_by.done.connect(self.done)
        for changed in (
            display.viewChanged, display.orderChanged, display.rowsChanged, display.lookChanged,
        ):  # fmt: skip
            changed.connect(self._follow)
        self._follow()

    def add_tools(self, tab: str, tools: QWidget) -> None:
        """Stand at the right end while `tab` is in front."""
        tools.setVisible(not self._tools)
        self._tools[tab] = tools
        self._row.insertWidget(self._row.count() - len(self._ends), tools)

    def add_end(self, widget: QWidget) -> None:
        """Stand at the very end, whichever tab is in front."""
        self._ends.append(widget)
        self._row.addWidget(widget)

    def show_tools(self, tab: str) -> None:
        """`tab` is in front; one without tools of its own shows the signals, and has theirs."""
        shown = tab if tab in self._tools else CELL
        for key, tools in self._tools.items():
            tools.setVisible(key == shown)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names go first when it gets narrow."""
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Something in it has another width."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return handled

    def _make_room(self) -> None:
        """Leave out names, the least telling first, then the row of letters."""
        tools = next((one for one in self._tools.values() if one.isVisibleTo(self)), None)
        shape = next(
            (one for one in SHAPES if self._needed(one, tools) <= self.width()), SHAPES[-1]
        )
        for name, button in self._buttons().items():
            button.show_as(shape.shown.get(name, "both"))
        if tools is self.words_by:
            self.words_by.set_wide(shape.letters, named=shape.words, menu=shape.menu)

    def _buttons(self) -> dict[str, ChoiceButton | RowsButton]:
        buttons = {"layer": self.layers, "sort": self.sort, "rows": self.rows}
        return buttons | {"colours": self.colours}

    def _needed(self, shape: Shape, tools: QWidget | None) -> int:
        """How wide everything would be in a shape."""
        buttons = self._buttons().items()
        shown = [(name, button) for name, button in buttons if button.isVisibleTo(self)]
        widths = [button.width_as(shape.shown.get(name, "both")) for name, button in shown]
        if tools is self.words_by:
            widths.append(self.words_by.width_as(shape.letters, named=shape.words, menu=shape.menu))
        elif tools is not None:
            widths.append(tools.sizeHint().width())
        widths += [end.sizeHint().width() for end in self._ends]
        margins = self._row.contentsMargins()
        return sum(widths) + len(widths) * self._row.spacing() + margins.left() + margins.right()

    def _follow(self) -> None:
        display, view, names = self._display, self._display.view, self._display.layer_names()
        self.layers.setVisible(len(names) > 1)
        if view is None:
            return
        self.layers.offer((Group("layer", tuple(Choice(name, name) for name in names)),))
        self.layers.set_current("layer", view.layer.name)
        self._offer_units(view.units)
        weighted = view.layer.output_weight is not None
        self.sort.set_choice_enabled("sort", "weight", weighted)
        by_number = display.sort == "weight" and not weighted
        self.sort.set_current("sort", "index" if by_number else display.sort)
        self.sort.set_current("units", display.units_shown)
        self.rows.follow(
            view.letters, display.hidden, pads=view.lead, with_pads=display.with_pads,
            with_text=display.with_text,
        )  # fmt: skip
        self.colours.set_current("colours", display.colours)
        self.colours.set_current("range", display.range_mode)
        self._make_room()

    def _offer_units(self, units: int) -> None:
        """How many there are to choose from, and how many are chosen, stands in the menu."""
        now = (units, len(self._display.chosen_units))
        if now != self._units:
            self._units = now
            self.sort.offer((SORTS, _units(*now)))

    def _choose(self, group: str, choice: str) -> None:
        display = self._display
        if group == "layer":
            self._session.selection.select(layer=choice)
        elif group == "sort":
            display.set_sort(choice)
        elif group == "units":
            self._choose_units(choice)
        elif group == "colours":
            display.set_colours(choice)
        else:
            display.set_range_mode(choice)
        self.done.emit()

    def _choose_units(self, choice: str) -> None:
        view, display = self._display.view, self._display
        if choice == CHOSEN and view is not None:
            chosen = self.ask_units(self, display.chosen_units, view.units)
            if chosen is None:
                self._follow()  # thought better of it
                return
            display.show_units(CHOSEN, chosen)
        else:
            display.show_units(choice)

    def _tick(self, key: str, on: bool) -> None:
        if key == PADS:
            self._display.show_pads(on)
        elif key == TEXT:
            self._display.show_text(on)
        else:
            self._display.show_row(key, on)


def _units(units: int, chosen: int) -> Group:
    fewer = [count for count in COUNTS if count < units]
    return Group(
        "units",
        (
            Choice(ALL, f"All {units} units" if units else "All units", ""),
            *(Choice(str(n), f"The {n} that weigh most", f"top {n}") for n in fewer),
            Choice(CHOSEN, "Chosen units…", f"{chosen} chosen"),
        ),
    )
