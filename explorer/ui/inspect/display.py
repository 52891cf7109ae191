"""What the Inspect page shows at the moment, and how: layer, order of units, colours."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.analysis.unit_order import by_index, by_mean, by_output_weight
from explorer.session.session import Session
from explorer.ui.inspect.layer_in_view import LayerInView, layer_in_view
from explorer.ui.inspect.workings import workings_of
from explorer.ui.signals.ranges import ValueRange, fitted_range, full_range
from explorer.ui.signals.time_window import TimeWindow

ORDERS = {"weight": by_output_weight, "index": by_index, "mean": by_mean}


class Display(QObject):
    """Follows the session's trace and layer; the page's views follow it.

    viewChanged: another trace or layer. orderChanged: the units stand in another order.
    lookChanged: other colours, another range, or words coloured by something else.
    windowChanged: another stretch of the same time; the middle's views share it.
    """

    viewChanged = Signal()
    orderChanged = Signal()
    lookChanged = Signal()
    windowChanged = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.view: LayerInView | None = None
        self.sort = "weight"
        self.order = np.arange(0)
        self.colours, self.range_mode, self.words_by = "hues", "fit", "push"
        self.window = TimeWindow.whole(0)
        self._ranges: dict[str, ValueRange] = {}
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

    def layer_names(self) -> tuple[str, ...]:
        """The recurrent layers of the network in view, from the bottom up."""
        result = self._session.inspection.result
        return () if result is None else tuple(layer.name for layer in result.trace.layers)

    # What the user does -----------------------------------------------------------------------

    def set_sort(self, sort: str) -> None:
        """Sort the units by "weight", "index" or "mean"."""
        if sort != self.sort:
            self.sort = sort
            self._sort_units()
            self.orderChanged.emit()

    def set_colours(self, colours: str) -> None:
        """One of colormaps.COLOUR_MAPS."""
        self.colours = colours
        self.lookChanged.emit()

    def set_range_mode(self, mode: str) -> None:
        """ "fit" or "full"."""
        self.range_mode = mode
        self._span()
        self.lookChanged.emit()

    def set_words_by(self, key: str) -> None:
        """Colour the words by "push" or by a signal of the chosen unit."""
        self.words_by = key
        self.lookChanged.emit()

    def set_window(self, start: int, stop: int) -> None:
        """Show timesteps start … stop−1, as far as the review goes."""
        total = 0 if self.view is None else self.view.timesteps
        window = TimeWindow.whole(total).between(start, stop)
        if window != self.window:
            self.window = window
            self.windowChanged.emit()

    def move_unit(self, by: int) -> None:
        """Choose the unit so many rows further down (up when negative)."""
        if len(self.order):
            row = max(0, min(len(self.order) - 1, self.row() + by))
            self._session.selection.select(unit=int(self.order[row]))

    def row(self) -> int:
        """The row, from the top, of the chosen unit."""
        return int(np.flatnonzero(self.order == self.unit)[0])

    # Following --------------------------------------------------------------------------------

    def _show(self) -> None:
        """Take up the newest trace, and the layer that is selected in it."""
        inspection, selection = self._session.inspection, self._session.selection
        result, model, layer = inspection.result, inspection.model, inspection.layer()
        self.view = None
        if result is not None and model is not None and layer is not None:
            self.view = layer_in_view(result, layer, workings_of(model.network, layer.name))
        if self.view is not None:
            if self.words_by not in self.view.letters:
                self.words_by = "push"
            self._sort_units()
            self._span()
            if self.view.timesteps != self.window.total:
                self.window = TimeWindow.whole(self.view.timesteps)
            selection.bound(self.view.timesteps, self.view.units)
        self.viewChanged.emit()

    def _follow_layer(self) -> None:
        layer = self._session.inspection.layer()
        if self.view is not None and layer is not None and layer.name != self.view.layer.name:
            self._show()

    def _sort_units(self) -> None:
        if self.view is not None:
            self.order = ORDERS[self.sort](self.view.layer)

    def _span(self) -> None:
        if self.view is not None:
            self._ranges = {
                letter: full_range(letter) if self.range_mode == "full" else fitted_range(letter, v)
                for letter, v in self.view.layer.signals.items()
            }
