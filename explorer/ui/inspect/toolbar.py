"""Over the signals: which layer, how its units are sorted and coloured, what colours the words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from explorer.session.session import Session
from explorer.ui.controls.badge import SIGNAL_NAMES
from explorer.ui.controls.segmented import Option, Segmented
from explorer.ui.inspect.centre_views import CELL
from explorer.ui.inspect.choice_button import Choice, ChoiceButton, Group
from explorer.ui.inspect.display import Display
from explorer.ui.signals.signal_kinds import ROW_ORDER

HEIGHT = 48
ROOM_FOR_NAMES = 576  # pixels of toolbar from which the choices keep their names
SORTS = Group(
    "sort",
    (
        Choice("weight", "Output weight, most positive first", "weight"),
        Choice("index", "Unit number", "number"),
        Choice("mean", "Mean of h over this review", "mean"),
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
        self.sort = ChoiceButton("Sort", (SORTS,))
        self.colours = ChoiceButton("Colours", (MAPS, RANGES))
        self._words = QLabel("Words")
        self._words.setProperty("role", "secondary")
        self.words_by = _words_by()
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for button in (self.layers, self.sort, self.colours):
            button.chosen.connect(self._choose)
            row.addWidget(button)
        row.addStretch(1)
        self._tools: dict[str, QWidget] = {}
        self.add_tools(CELL, self._words_tools())
        self.words_by.changed.connect(self._colour_words)
        display.viewChanged.connect(self._follow)
        display.orderChanged.connect(self._follow)
        display.lookChanged.connect(self._follow)
        self._follow()

    def add_tools(self, tab: str, tools: QWidget) -> None:
        """Stand at the right end while `tab` is in front."""
        tools.setVisible(not self._tools)
        self._tools[tab] = tools
        self._row.addWidget(tools)

    def show_tools(self, tab: str) -> None:
        """`tab` is in front."""
        for key, tools in self._tools.items():
            tools.setVisible(key == tab)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names go first when it gets narrow."""
        super().resizeEvent(event)
        self._make_room()

    def _words_tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self.words_by)
        return tools

    def _make_room(self) -> None:
        roomy = self.width() >= ROOM_FOR_NAMES + (120 if self.layers.isVisibleTo(self) else 0)
        for button in (self.layers, self.sort, self.colours):
            button.show_prefix(roomy)

    def _follow(self) -> None:
        view, names = self._display.view, self._display.layer_names()
        self.layers.setVisible(len(names) > 1)
        if view is None:
            return
        self.layers.offer((Group("layer", tuple(Choice(name, name) for name in names)),))
        self.layers.set_current("layer", view.layer.name)
        weighted = view.layer.output_weight is not None
        self.sort.set_choice_enabled("sort", "weight", weighted)
        shown = "number" if self._display.sort == "weight" and not weighted else ""
        self.sort.set_current("sort", "index" if shown else self._display.sort)
        for letter in ROW_ORDER:
            self.words_by.set_option_visible(letter, letter in view.letters)
        self.words_by.set_current(self._display.words_by)
        self.colours.set_current("colours", self._display.colours)
        self.colours.set_current("range", self._display.range_mode)
        self._make_room()

    def _choose(self, group: str, choice: str) -> None:
        if group == "layer":
            self._session.selection.select(layer=choice)
        elif group == "sort":
            self._display.set_sort(choice)
        elif group == "colours":
            self._display.set_colours(choice)
        else:
            self._display.set_range_mode(choice)
        self.done.emit()

    def _colour_words(self, key: str) -> None:
        if key != self._display.words_by:
            self._display.set_words_by(key)


def _words_by() -> Segmented:
    letters = [
        Option(letter, letter, letter, f"Colour the words by the unit's {SIGNAL_NAMES[letter]}")
        for letter in ROW_ORDER
    ]
    push = Option("push", "push", None, "Colour the words by how they moved the verdict")
    made = Segmented([push, *letters], name="Words by")
    for key in ("push", *ROW_ORDER):
        made.segment(key).setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
