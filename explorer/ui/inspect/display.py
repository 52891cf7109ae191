"""What the Inspect page shows at the moment, and how: layer, order of units, colours."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.session.inspect.inspection import TracedReview
from explorer.session.session import Session
from explorer.ui.inspect.layer_in_view import LayerInView, layer_in_view
from explorer.ui.inspect.toolbar.unit_sorting import LIKENESS, UnitSorting
from explorer.ui.inspect.toolbar.units_shown import ALL, CHOSEN, shown_units
from explorer.ui.inspect.workings import workings_of
from explorer.ui.signals.ranges import ValueRange, fitted_range, full_range
from explorer.ui.signals.rows.shades import PUSH, Shade
from explorer.ui.signals.signal_kinds import ROW_ORDER
from explorer.ui.signals.time_window import TimeWindow


class Display(QObject):
    """Follows the session's trace and layer; the page's views follow it.

    viewChanged: another trace or layer. orderChanged: the units stand in another order, or others
    are shown. rowsChanged: other rows are shown, pads or the text among them. lookChanged: other
    colours, another range, or words coloured by something else. windowChanged: another stretch
    of the same time; the middle's views share it. matchesChanged: other timesteps are marked.
    """

    viewChanged = Signal()
    orderChanged = Signal()
    rowsChanged = Signal()
    lookChanged = Signal()
    windowChanged = Signal()
    matchesChanged = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.view: LayerInView | None = None
        self._result: TracedReview | None = None  # what `view` is of
        self.sort = "weight"
        self.order = np.arange(0)
        self.colours, self.range_mode, self.words_by = "hues", "fit", PUSH
        self.shade: Shade | None = None
        self.matches: frozenset[int] = frozenset()
        self.units_shown = ALL
        self.chosen_units: frozenset[int] = frozenset()
        self.hidden: frozenset[str] = frozenset()
        self.with_pads = self.with_text = False
        self.window = TimeWindow.whole(0)
        self._ranges: dict[str, ValueRange] = {}
        self._sorting = UnitSorting(session.worker, self)
        self._sorting.sorted_.connect(self._on_sorted)
        self._sorting.failed.connect(session.failed)
        session.inspection.traced.connect(self._show)
        session.selection.changed.connect(self._follow_layer)

    @property
    def ranges(self) -> Mapping[str, ValueRange]:
        """The values that each signal's colours span."""
        return self._ranges

    @property
    def t(self) -> int:
        """The timestep of the cursor; inside the view even while another one is on its way."""
        last = self.view.timesteps - 1 if self.view is not None else 0
        return min(self._session.selection.t, last)

    @property
    def unit(self) -> int:
        """The chosen unit, just as safe."""
        last = self.view.units - 1 if self.view is not None else 0
        return min(self._session.selection.unit, last)

    @property
    def shown(self) -> np.ndarray:
        """The units that have a line, top to bottom: some of `order`."""
        view = self.view
        if view is None:
            return self.order
        return shown_units(view.layer, self.order, self.units_shown, self.chosen_units)

    @property
    def letters(self) -> tuple[str, ...]:
        """The signals that have a row; one always has."""
        every = () if self.view is None else self.view.letters
        return tuple(letter for letter in every if letter not in self.hidden) or every

    def layer_names(self) -> tuple[str, ...]:
        """The recurrent layers of the network in view, from the bottom up."""
        result = self._session.inspection.result
        return () if result is None else tuple(layer.name for layer in result.trace.layers)

    # What the user does -----------------------------------------------------------------------

    def set_sort(self, sort: str) -> None:
        """Sort the units by one of unit_sorting.ORDERS."""
        if sort != self.sort:
            self.sort = sort
            self._sort_units()
            self.orderChanged.emit()

    def show_units(self, which: str, chosen: frozenset[int] | None = None) -> None:
        """Show "all" units, a count of the weightiest, or the "chosen" ones."""
        if chosen is not None:
            self.chosen_units = chosen
        self.units_shown = which
        self.orderChanged.emit()

    def toggle_unit(self, unit: int) -> None:
        """Take a unit into the chosen few, or out of them; out of all, that leaves it out."""
        now = self.chosen_units if self.units_shown == CHOSEN else frozenset()
        chosen = now ^ {unit}
        self.show_units(CHOSEN if chosen else ALL, chosen)

    def show_row(self, letter: str, shown: bool) -> None:
        """Show or hide a signal's heatmap."""
        self.hidden = self.hidden - {letter} if shown else self.hidden | {letter}
        self.rowsChanged.emit()

    def show_pads(self, shown: bool) -> None:
        """Show what was read before the words, too."""
        self.with_pads = shown
        self.rowsChanged.emit()

    def show_text(self, shown: bool) -> None:
        """Show the review as it was written."""
        self.with_text = shown
        self.rowsChanged.emit()

    def set_colours(self, colours: str) -> None:
        """One of colormaps.COLOUR_MAPS."""
        self.colours = colours
        self.lookChanged.emit()

    def set_range_mode(self, mode: str) -> None:
        """ "fit" or "full"."""
        self.range_mode = mode
        self._span()
        self.lookChanged.emit()

    def set_words_by(self, key: str, shade: Shade | None = None) -> None:
        """Colour the words by "push", a signal of the chosen unit, or a shade with a key."""
        self.words_by, self.shade = key, shade
        self.lookChanged.emit()

    def set_matches(self, matches: frozenset[int]) -> None:
        """Mark these timesteps: what is looked for holds there."""
        if matches != self.matches:
            self.matches = matches
            self.matchesChanged.emit()

    def set_window(self, start: int, stop: int) -> None:
        """Show timesteps start … stop−1, as far as the review goes."""
        total = 0 if self.view is None else self.view.timesteps
        window = TimeWindow.whole(total).between(start, stop)
        if window != self.window:
            self.window = window
            self.windowChanged.emit()

    def move_unit(self, by: int) -> None:
        """Choose the unit so many rows further down (up when negative)."""
        shown = self.shown
        if len(shown):
            found = np.flatnonzero(shown == self.unit)
            row = max(0, min(len(shown) - 1, int(found[0]) + by)) if len(found) else 0
            self._session.selection.select(unit=int(shown[row]))

    def row(self) -> int:
        """The place of the chosen unit in the order of all units."""
        return int(np.flatnonzero(self.order == self.unit)[0])

    # Following --------------------------------------------------------------------------------

    def _show(self) -> None:
        """Take up the newest trace, and the layer that is selected in it."""
        inspection, selection = self._session.inspection, self._session.selection
        result, layer = inspection.result, inspection.layer()
        self.view, self._result = None, result
        if result is not None and layer is not None:
            network = result.model.network
            self.view = layer_in_view(result, layer, workings_of(network, layer.name))
        if self.view is not None:
            if self.words_by in ROW_ORDER and self.words_by not in self.view.letters:
                self.words_by, self.shade = PUSH, None
            self._sort_units()
            self._span()
            if self.view.timesteps != self.window.total:
                self.window = TimeWindow.whole(self.view.timesteps)
            selection.bound(self.view.timesteps, self.view.units)
        self.viewChanged.emit()

    def _follow_layer(self) -> None:
        inspection = self._session.inspection
        if self.view is None or inspection.result is not self._result:
            return  # a new trace is shown when it is announced
        layer = inspection.layer()
        if layer is not None and layer.name != self.view.layer.name:
            self._show()

    def _sort_units(self) -> None:
        if self.view is not None:
            self.order = self._sorting.order(self.sort, self.view, self.order)

    def _on_sorted(self, view: LayerInView, order: np.ndarray) -> None:
        if view is self.view and self.sort == LIKENESS:
            self.order = order
            self.orderChanged.emit()

    def _span(self) -> None:
        if self.view is not None:
            self._ranges = {
                letter: full_range(letter) if self.range_mode == "full" else fitted_range(letter, v)
                for letter, v in self.view.layer.signals.items()
            }
