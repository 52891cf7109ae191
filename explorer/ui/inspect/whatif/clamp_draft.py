"""The clamp that the form and the chart's handles shape together."""

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.analysis.whatif import Hold
from explorer.session.session import Session
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.layer_in_view import LayerInView
from explorer.ui.inspect.whatif.in_view import timesteps_of, words_of_timesteps
from explorer.ui.signals.ranges import fitted_range
from explorer.ui.theme.colormaps import is_sequential

TOP_UNITS = 12
KEEPERS = "fz"  # gates that one asks about at 1 first; the others at 0


class ClampDraft(QObject):
    """letter, value, timesteps first…last, units. `changed` follows every part.

    Untouched, it only waits; once the user has touched it, the session previews it.
    """

    changed = Signal()

    def __init__(self, session: Session, display: Display, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self.letter, self.value = "f", 1.0
        self.first, self.last = 0, 0
        self.units: frozenset[int] = frozenset()
        self.active = False
        self._home: tuple[object, ...] = ()
        self._timesteps = 0
        display.viewChanged.connect(self._follow_view)
        session.whatif.draftChanged.connect(self._follow_desk)
        self._follow_view()

    @property
    def reach(self) -> tuple[float, float]:
        """The lowest and highest value that the signal can be held at."""
        view = self._display.view
        if is_sequential(self.letter):
            return 0.0, 1.0
        if self.letter == "c" and view is not None and "c" in view.layer.signals:
            high = fitted_range("c", view.layer.signals["c"]).high
            return -high, high
        return -1.0, 1.0

    def top_units(self) -> frozenset[int]:
        """The units that weigh most in the output, or that vary most where none is read."""
        view = self._display.view
        if view is None:
            return frozenset()
        weight = view.layer.output_weight
        sizes = np.abs(weight) if weight is not None else view.layer.signals["h"].std(axis=0)
        return frozenset(np.argsort(-sizes, kind="stable")[:TOP_UNITS].tolist())

    def hold(self) -> Hold | None:
        """The intervention that it stands for; None without units or a view."""
        view = self._display.view
        if view is None or not self.units:
            return None
        start, stop = words_of_timesteps(view, self.first, self.last)
        every = len(self.units) == view.units
        units = None if every else tuple(sorted(self.units))
        return Hold(view.layer.name, self.letter, self.value, units, start, stop)

    # What the user does -----------------------------------------------------------------------

    def set_letter(self, letter: str) -> None:
        """Hold another signal, at the value that one asks about first."""
        if letter != self.letter:
            self.letter = letter
            self.value = 1.0 if letter in KEEPERS else 0.0
        elif self.active:
            return
        self._touch()

    def set_value(self, value: float) -> None:
        """Hold it at another value."""
        low, high = self.reach
        value = max(low, min(high, value))
        if value != self.value:
            self.value = value
            self._touch()

    def set_range(self, first: int, last: int) -> None:
        """Hold it over timesteps first … last."""
        top = max(0, self._timesteps - 1)
        first, last = max(0, min(first, top)), max(0, min(last, top))
        first, last = min(first, last), max(first, last)
        if (first, last) != (self.first, self.last):
            self.first, self.last = first, last
            self._touch()

    def set_units(self, units: frozenset[int]) -> None:
        """Hold it in other units."""
        if units != self.units or not self.active:
            self.units = units
            self._touch()

    def keep(self) -> None:
        """Put it into the list."""
        if not self.active:
            self._touch()
        self._session.whatif.keep_draft()

    def discard(self) -> None:
        """Preview it no more."""
        self._session.whatif.shape(None)

    def _touch(self) -> None:
        self.active = True
        self.changed.emit()
        self._session.whatif.shape(self.hold())
        self.active = True  # a hold of no units previews nothing, but is still in the making

    # Following --------------------------------------------------------------------------------

    def _follow_view(self) -> None:
        """Another review or layer: what fits stays."""
        view, result = self._display.view, self._session.inspection.result
        if view is None or result is None:
            return
        home = (result.model.run.path, view.layer.name)
        if home != self._home:
            self._home = home
            self.letter = self._first_letter(view)
            self.value = 1.0 if self.letter in KEEPERS else 0.0
            self.units = self.top_units()
            self._timesteps = 0
        if view.timesteps != self._timesteps:
            whole = self.first == 0 and self.last >= self._timesteps - 1
            self._timesteps = view.timesteps
            top = view.timesteps - 1
            self.first = 0 if whole else min(self.first, top)
            self.last = top if whole else min(self.last, top)
        self.changed.emit()

    @staticmethod
    def _first_letter(view: LayerInView) -> str:
        return next((letter for letter in "fzh" if letter in view.letters), view.letters[0])

    def _follow_desk(self) -> None:
        draft, view = self._session.whatif.draft, self._display.view
        self.active = isinstance(draft, Hold)
        if isinstance(draft, Hold) and view is not None and draft.layer == view.layer.name:
            steps = timesteps_of(draft, view)
            every = frozenset(range(view.units))
            self.letter = draft.signal
            self.units = every if draft.units is None else frozenset(draft.units)
            if not isinstance(draft.value, np.ndarray):
                self.value = float(draft.value)
            if steps:
                self.first, self.last = steps.start, steps.stop - 1
        self.changed.emit()
