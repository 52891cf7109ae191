"""Shows a reading: what is in view and how, and nothing of the mouse or the keys."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.controls.numbers import count
from explorer.ui.signals.geometry import COMPACT, ROOMY, Frame, Measures, lay_out
from explorer.ui.signals.look import Hover, Look
from explorer.ui.signals.pictures import Pictures
from explorer.ui.signals.ranges import RANGE_MODES, ValueRange, fitted_range, full_range
from explorer.ui.signals.reading import Floats, Reading, reading_of
from explorer.ui.signals.rows.row_heights import SHORTEST
from explorer.ui.signals.rows.shades import PUSH, Shade
from explorer.ui.signals.time_window import TimeWindow
from explorer.ui.theme.colormaps import COLOUR_MAPS
from explorer.ui.theme.theme import theme

EMPTY = TimeWindow.whole(0)


class SignalsSurface(KeyboardFocus, QWidget):
    """Words, push, P(positive) and one heatmap per signal, over one time axis.

    Axes: T timestep, H unit. Whoever calls it counts timesteps from the review's first word: pads
    that are shown before it have negative ones.
    """

    windowChanged = Signal(int, int)

    def __init__(
        self,
        *,
        compact: bool = False,
        measures: Measures | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`compact` stands on a card, without overview, push strip and axis."""
        super().__init__(parent)
        self._compact = compact
        self._measures = measures or (COMPACT if compact else ROOMY)
        self._reading: Reading | None = None
        self._window = EMPTY
        self._ranges: dict[str, ValueRange] = {}
        self._shared_ranges: Mapping[str, ValueRange] | None = None
        self._rows: tuple[str, ...] | None = None
        self._cursor: int | None = None  # this, hover, pin and loop are columns, pads counted
        self._unit: int | None = None
        self._hover: Hover | None = None
        self._pin: Hover | None = None
        self._looped: tuple[int, int] | None = None
        self._matches: frozenset[int] = frozenset()  # timesteps
        self._shade: Shade | None = None
        self._highlight: str | None = None
        self._words_by, self._colours, self._range_mode = PUSH, "hues", "fit"
        self._version = 0  # of the values
        self._choice = 0  # of the words that show where not all fit
        self._pictures = Pictures()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Signals under the words")

    # What is shown -------------------------------------------------------------------------

    def set_trace(
        self,
        words: Sequence[str],
        probability: Floats,
        signals: Mapping[str, Floats],
        order: Sequence[int] | NDArray[np.integer] | None = None,
        known: Sequence[bool] | None = None,
        *,
        lead: int = 0,
        backwards: bool = False,
    ) -> None:
        """Show another reading: T words, probability (T,), signals (T, H), order of units (R,).

        The first `lead` of the T are pads. `backwards` says that timestep t+1 is read before t.
        ValueError if the shapes do not fit each other. The window stays if the words do.
        """
        new = reading_of(words, probability, signals, order, known, lead=lead, backwards=backwards)
        old, self._reading = self._reading, new
        if old is None or old.words != new.words:
            self._window = TimeWindow.whole(new.timesteps)
            self._hover = self._pin = self._looped = None
        self._stay_inside(new, 0 if old is None else lead - old.lead)
        self._choice += 1
        self._refit()

    def _stay_inside(self, new: Reading, by: int) -> None:
        """Keep what the new reading still has; the cursor's word may be `by` columns further."""
        if self._cursor is not None:
            self._cursor += by
            if not 0 <= self._cursor < new.timesteps:
                self._cursor = None
        if self._unit is not None and self._unit >= new.units:
            self._unit = None
        # Another layer of the same words may lack the unit under the mouse, or the pinned one.
        if not _has(new, self._pin):
            self._pin = None
        if not _has(new, self._hover):
            self._hover = None
        if self._words_by not in new.signals:
            self._words_by = PUSH
        if self._shade is not None and len(self._shade.values) != new.timesteps - new.lead:
            self._shade = None

    def update_values(self, probability: Floats, signals: Mapping[str, Floats]) -> None:
        """The same words after the weights changed: the fast way to redraw while training.

        Until `set_order` or `set_trace`, fitted ranges only grow and the same words show: one
        frame can be compared with the next.
        """
        if self._reading is None:
            raise ValueError("show a reading with set_trace before updating its values")
        self._reading = self._reading.with_values(probability, signals)
        self._refit(self._ranges)

    def clear(self) -> None:
        """Show nothing."""
        self._reading, self._window = None, EMPTY
        self._cursor = self._hover = self._pin = self._looped = self._shade = None
        self.update()

    def set_order(self, order: Sequence[int] | NDArray[np.integer]) -> None:
        """Sort the units otherwise, or show only some of them; ranges are fitted anew."""
        if self._reading is not None:
            self._reading = self._reading.with_order(order)
            self._choice += 1
            self._refit()

    def set_rows(self, letters: Sequence[str] | None) -> None:
        """Show only the heatmaps of these signals; None shows all there are."""
        self._rows = None if letters is None else tuple(letters)
        self._renew()

    def letters(self) -> tuple[str, ...]:
        """The signals that have a row."""
        if self._reading is None:
            return ()
        every = self._reading.letters
        return every if self._rows is None else tuple(s for s in every if s in self._rows)

    def set_colours(self, colours: str) -> None:
        """One of colormaps.COLOUR_MAPS."""
        if colours not in COLOUR_MAPS:
            raise ValueError(f"no colour map {colours!r}: take one of {', '.join(COLOUR_MAPS)}")
        self._colours = colours
        self.update()

    def set_range_mode(self, mode: str) -> None:
        """ "fit" to what is shown, or "full": 0…1 and ±1."""
        if mode not in RANGE_MODES:
            raise ValueError(f"no range {mode!r}: take one of {', '.join(RANGE_MODES)}")
        self._range_mode = mode
        self._refit()

    def set_shared_ranges(self, ranges: Mapping[str, ValueRange] | None) -> None:
        """Ranges to use in place of its own: heatmaps side by side share one."""
        self._shared_ranges = ranges
        self._refit()

    def ranges(self) -> Mapping[str, ValueRange]:
        """The range of every row."""
        return dict(self._ranges)

    def set_words_by(self, key: str, shade: Shade | None = None) -> None:
        """Colour the strip under the words by "push", the chosen unit's signal, or a shade.

        ValueError if the shade has not one value for every word.
        """
        if shade is not None and self._reading is not None:
            words = self._reading.timesteps - self._reading.lead
            if shade.values.shape != (words,):
                raise ValueError(f"a shade of {shade.values.shape} does not fit {words} words")
        self._words_by, self._shade = key, shade
        self.update()

    def set_highlight(self, letter: str | None) -> None:
        """Outline one signal's heatmap, or none."""
        self._highlight = letter
        self.update()

    # Cursor, unit, window ------------------------------------------------------------------

    def cursor_timestep(self) -> int | None:
        """Where the cursor is."""
        return None if self._cursor is None else self._cursor - self.lead

    def set_cursor(self, t: int | None) -> None:
        """Move the cursor, and the window along with it where needed."""
        if self._reading is None or t is None:
            self._cursor = None
        else:
            self._cursor = max(0, min(t + self.lead, self._reading.timesteps - 1))
            self._see(self._window.showing(self._cursor))
            word, chance = self._reading.words[self._cursor], self._reading.probability
            place = count(self._cursor - self.lead)
            said = f"timestep {place}, {word}, P(positive) {chance[self._cursor]:.2f}"
            self.setAccessibleDescription(said)
        self.update()

    def set_unit(self, unit: int | None) -> None:
        """Mark a unit with arrows, or none."""
        known = self._reading is not None and unit is not None and unit < self._reading.units
        self._unit = unit if known else None
        self.update()

    def set_looped(self, stretch: tuple[int, int] | None) -> None:
        """Mark the stretch that is played over and over, its end left out; or none."""
        lead = self.lead
        self._looped = None if stretch is None else (stretch[0] + lead, stretch[1] + lead)
        self.update()

    def set_matches(self, matches: frozenset[int]) -> None:
        """Mark timesteps at which something holds; empty for none."""
        self._matches = matches
        self.update()

    def pinned(self) -> Hover | None:
        """The cell whose readout stays, by its timestep; None without one."""
        pin = self._pin
        return None if pin is None else replace(pin, t=pin.t - self.lead)

    @property
    def lead(self) -> int:
        """How many pads are shown before timestep 0."""
        return 0 if self._reading is None else self._reading.lead

    def window_in_view(self) -> tuple[int, int]:
        """First timestep in view, and one past the last."""
        return self._window.start - self.lead, self._window.stop - self.lead

    def set_window(self, t0: int, t1: int) -> None:
        """Show timesteps t0 … t1−1."""
        self._window = self._window.between(t0 + self.lead, t1 + self.lead)
        self.update()

    # Painting ------------------------------------------------------------------------------

    def look(self) -> Look | None:
        """Everything that is shown at the moment, or None without a reading."""
        frame = self.frame()
        if self._reading is None or frame is None:
            return None
        return Look(
            reading=self._reading,
            frame=frame,
            palette=theme().palette,
            compact=self._compact,
            ranges=self._ranges,
            ratio=self.devicePixelRatioF(),
            colours=self._colours,
            words_by=self._words_by,
            cursor=self._cursor,
            unit=self._unit,
            hover=self._hover,
            pin=self._pin,
            looped=self._looped,
            matches=tuple(sorted(t + self.lead for t in self._matches)),
            shade=self._shade,
            highlight=self._highlight,
            version=(self._version,),
        )

    def frame(self) -> Frame | None:
        """Where everything stands, or None without a reading."""
        if self._reading is None:
            return None
        size, ratio = (self.width(), self.height()), self.devicePixelRatioF()
        letters, units = self.letters(), len(self._reading.order)
        return lay_out(self._measures, size, self._window, letters, units, ratio=ratio)

    def sizeHint(self) -> QSize:
        """The size it was drawn for."""
        return QSize(1072, 388) if self._compact else QSize(728, 732)

    def minimumSizeHint(self) -> QSize:
        """Small, but every row still shows something."""
        rows = len(self.letters()) if self._reading else 6
        needed = self._measures.fixed + (rows + 1) * (SHORTEST + self._measures.row_gap)
        return QSize(360, round(needed))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole view."""
        painter = QPainter(self)
        look = self.look()
        if look is None:
            ground = "surface" if self._compact else "bg"
            painter.fillRect(self.rect(), theme().palette.colour(ground))
        else:
            self._pictures.paint(painter, look, self.size(), self._choice)
        if self.shows_ring:
            paint_ring(painter, self.rect().toRectF().adjusted(3, 3, -3, -3), 4, offset=-1)
        painter.end()

    def _see(self, window: TimeWindow) -> None:
        if window != self._window:
            self._window = window
            self.windowChanged.emit(*self.window_in_view())

    def _refit(self, earlier: Mapping[str, ValueRange] | None = None) -> None:
        """Values or range mode changed; the new ranges hold `earlier` ones, too."""
        reading = self._reading
        if reading is not None:
            pick = fitted_range if self._range_mode == "fit" else _full
            shared = self._shared_ranges or {}
            signals = reading.signals.items()
            fitted = {s: pick(s, values) for s, values in signals}
            known = fitted | dict(earlier or {})
            self._ranges = {s: shared.get(s) or r.around(known[s]) for s, r in fitted.items()}
        self._renew()

    def _renew(self) -> None:
        self._version += 1
        self.update()


def _has(reading: Reading, cell: Hover | None) -> bool:
    """Whether a cell is there to be read; no cell always is."""
    if cell is None or not cell.signal:
        return True
    return cell.signal in reading.signals and cell.unit < reading.units


def _full(letter: str, _values: Floats) -> ValueRange:
    return full_range(letter)
