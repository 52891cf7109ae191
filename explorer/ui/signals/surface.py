"""Shows a reading: what is in view and how, and nothing of the mouse or the keys."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.signals.canvas import paint_moving, paint_still, still_key
from explorer.ui.signals.geometry import COMPACT, ROOMY, Frame, Measures, lay_out
from explorer.ui.signals.heat_images import HeatImages
from explorer.ui.signals.look import Hover, Look
from explorer.ui.signals.ranges import RANGE_MODES, ValueRange, fitted_range, full_range
from explorer.ui.signals.reading import Floats, Reading, reading_of
from explorer.ui.signals.row_heights import SHORTEST
from explorer.ui.signals.time_window import TimeWindow
from explorer.ui.theme.colormaps import COLOUR_MAPS
from explorer.ui.theme.theme import theme

EMPTY = TimeWindow.whole(0)


class SignalsSurface(KeyboardFocus, QWidget):
    """Words, push, P(positive) and one heatmap per signal, over one time axis.

    Axes: T timestep, H unit.
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
        self._cursor: int | None = None
        self._unit: int | None = None
        self._hover: Hover | None = None
        self._highlight: str | None = None
        self._words_by, self._colours, self._range_mode = "push", "hues", "fit"
        self._version = 0
        self._images = HeatImages()
        self._still: tuple[tuple[object, ...], QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Signals under the words")

    # What is shown -------------------------------------------------------------------------

    def set_trace(
        self,
        words: Sequence[str],
        probability: Floats,
        signals: Mapping[str, Floats],
        order: Sequence[int] | NDArray[np.integer] | None = None,
        known: Sequence[bool] | None = None,
    ) -> None:
        """Show another reading: T words, probability (T,), signals (T, H), order (H,).

        ValueError if the shapes do not fit each other. The window stays if the words do.
        """
        new = reading_of(words, probability, signals, order, known)
        same_words = self._reading is not None and self._reading.words == new.words
        self._reading = new
        if not same_words:
            self._window = TimeWindow.whole(new.timesteps)
            self._hover = None
        if self._cursor is not None and self._cursor >= new.timesteps:
            self._cursor = None
        if self._unit is not None and self._unit >= new.units:
            self._unit = None
        if self._words_by not in new.signals:
            self._words_by = "push"
        self._refit()

    def update_values(self, probability: Floats, signals: Mapping[str, Floats]) -> None:
        """The same words after the weights changed: the fast way to redraw while training."""
        if self._reading is None:
            raise ValueError("show a reading with set_trace before updating its values")
        self._reading = self._reading.with_values(probability, signals)
        self._refit()

    def clear(self) -> None:
        """Show nothing."""
        self._reading, self._window = None, EMPTY
        self._cursor = self._hover = None
        self.update()

    def set_order(self, order: Sequence[int] | NDArray[np.integer]) -> None:
        """Sort the units otherwise."""
        if self._reading is not None:
            self._reading = self._reading.with_order(order)
            self._renew()

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

    def set_words_by(self, key: str) -> None:
        """Colour the strip under the words by "push", or by the chosen unit's signal."""
        self._words_by = key
        self.update()

    def set_highlight(self, letter: str | None) -> None:
        """Outline one signal's heatmap, or none."""
        self._highlight = letter
        self.update()

    # Cursor, unit, window ------------------------------------------------------------------

    def cursor_timestep(self) -> int | None:
        """Where the cursor is."""
        return self._cursor

    def set_cursor(self, t: int | None) -> None:
        """Move the cursor, and the window along with it where needed."""
        if self._reading is None or t is None:
            self._cursor = None
        else:
            self._cursor = max(0, min(t, self._reading.timesteps - 1))
            self._see(self._window.showing(self._cursor))
            word, chance = self._reading.words[self._cursor], self._reading.probability
            said = f"timestep {self._cursor}, {word}, P(positive) {chance[self._cursor]:.2f}"
            self.setAccessibleDescription(said)
        self.update()

    def set_unit(self, unit: int | None) -> None:
        """Mark a unit with arrows, or none."""
        known = self._reading is not None and unit is not None and unit < self._reading.units
        self._unit = unit if known else None
        self.update()

    def window_in_view(self) -> tuple[int, int]:
        """First timestep in view, and one past the last."""
        return self._window.start, self._window.stop

    def set_window(self, t0: int, t1: int) -> None:
        """Show timesteps t0 … t1−1."""
        self._window = self._window.between(t0, t1)
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
            highlight=self._highlight,
            version=(self._version, self._window.start, self._window.stop),
        )

    def frame(self) -> Frame | None:
        """Where everything stands, or None without a reading."""
        if self._reading is None:
            return None
        size, ratio = (self.width(), self.height()), self.devicePixelRatioF()
        letters, units = self._reading.letters, self._reading.units
        return lay_out(self._measures, size, self._window, letters, units, ratio=ratio)

    def sizeHint(self) -> QSize:
        """The size it was drawn for."""
        return QSize(1072, 388) if self._compact else QSize(728, 732)

    def minimumSizeHint(self) -> QSize:
        """Small, but every row still shows something."""
        rows = len(self._reading.letters) if self._reading else 6
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
            painter.drawPixmap(0, 0, self._still_picture(look))
            paint_moving(painter, look)
        if self.shows_ring:
            paint_ring(painter, self.rect().toRectF().adjusted(3, 3, -3, -3), 4, offset=-1)
        painter.end()

    def _still_picture(self, look: Look) -> QPixmap:
        """All but what follows cursor and mouse, painted once: scrubbing redraws a tenth."""
        key = still_key(look)
        if self._still is None or self._still[0] != key:
            picture = QPixmap(self.size() * look.ratio)
            picture.setDevicePixelRatio(look.ratio)
            painter = QPainter(picture)
            paint_still(painter, look, self._images)
            painter.end()
            self._still = (key, picture)
        return self._still[1]

    def _see(self, window: TimeWindow) -> None:
        if window != self._window:
            self._window = window
            self.windowChanged.emit(window.start, window.stop)

    def _refit(self) -> None:
        """Values or range mode changed."""
        reading = self._reading
        if reading is not None:
            pick = fitted_range if self._range_mode == "fit" else _full
            shared = self._shared_ranges or {}
            signals = reading.signals.items()
            self._ranges = {s: shared.get(s) or pick(s, values) for s, values in signals}
        self._renew()

    def _renew(self) -> None:
        self._version += 1
        self.update()


def _full(letter: str, _values: Floats) -> ValueRange:
    return full_range(letter)
