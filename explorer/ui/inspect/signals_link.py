"""Between the page's display and the signals: each follows the other."""

from PySide6.QtCore import QObject

from explorer.session.session import Session
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.layer_in_view import LayerInView
from explorer.ui.signals.geometry import ROOMY
from explorer.ui.signals.rows.shades import Shade
from explorer.ui.signals.view import SignalsView

LEGIBLE = 14  # pixels per timestep at which every word stands beside its neighbours
CURSOR_AT = 0.6  # of the window: what came before matters more than what follows
PAD_WORD = "pad"


class SignalsLink(QObject):
    """What the display says goes to the view; what the user does in the view to the session."""

    def __init__(self, session: Session, display: Display, view: SignalsView) -> None:
        super().__init__(view)
        self._session, self._display, self._signals = session, display, view
        self._framed: tuple[str, ...] = ()
        display.viewChanged.connect(self._show_view)
        display.orderChanged.connect(self._show_order)
        display.rowsChanged.connect(self._show_rows)
        display.lookChanged.connect(self._show_look)
        display.windowChanged.connect(self._show_window)
        display.matchesChanged.connect(self._show_matches)
        session.selection.changed.connect(self._follow_selection)
        session.playback.changed.connect(self._show_stretch)
        view.cursorMoved.connect(self._move_cursor)
        view.unitPicked.connect(self._pick_unit)
        view.unitToggled.connect(display.toggle_unit)
        view.windowChanged.connect(self._on_window)
        view.stretchChosen.connect(self._choose_stretch)

    def frame_words(self, width: int) -> None:
        """Another review opens where its cursor is, with every word legible in `width` pixels."""
        view = self._display.view
        if view is None or view.words == self._framed:
            return
        self._framed = view.words
        room = int(width - ROOMY.left - ROOMY.right) // LEGIBLE
        if 0 < room < view.timesteps:
            first = self._display.t - round(room * CURSOR_AT)
            self._display.set_window(first, first + room)
        else:
            self._display.set_window(0, view.timesteps)
        self._show_window()

    # Following the display --------------------------------------------------------------------

    def _show_view(self) -> None:
        """Another trace or layer."""
        view, display = self._display.view, self._display
        if view is None:
            return
        self._show_reading(view)
        self._show_look()
        self._show_window()
        self._signals.set_cursor(display.t)
        self._signals.set_unit(display.unit)
        self._show_stretch()
        self._show_matches()

    def _show_reading(self, view: LayerInView) -> None:
        signals, display = self._signals, self._display
        signals.set_rows(display.letters)
        if display.with_pads and view.lead:
            signals.set_trace(
                (PAD_WORD,) * view.lead + view.words,
                view.chance,
                view.whole.signals,
                display.shown,
                (True,) * view.lead + view.known,
                lead=view.lead,
                backwards=view.layer.backwards,
            )
        else:
            signals.set_trace(
                view.words,
                view.probability,
                view.layer.signals,
                display.shown,
                view.known,
                backwards=view.layer.backwards,
            )

    def _show_rows(self) -> None:
        """Other rows, or the pads came or went: they come into view."""
        view = self._display.view
        if view is None:
            return
        had = self._signals.lead
        self._show_reading(view)
        self._show_look()
        self._show_stretch()
        self._show_matches()
        if self._signals.lead == had:
            return
        if self._signals.lead:
            self._signals.set_window(-self._signals.lead, view.timesteps)
        else:
            self._show_window()

    def _show_order(self) -> None:
        self._signals.set_order(self._display.shown)

    def _show_look(self) -> None:
        display, shade = self._display, self._display.shade
        self._signals.set_colours(display.colours)
        self._signals.set_range_mode(display.range_mode)
        fits = shade is not None and display.view is not None and _fits(shade, display.view)
        self._signals.set_words_by(display.words_by, shade if fits else None)

    def _show_window(self) -> None:
        window = self._display.window
        self._signals.set_window(window.start, window.stop)

    def _follow_selection(self) -> None:
        if self._display.view is not None:
            self._signals.set_cursor(self._display.t)
            self._signals.set_unit(self._display.unit)

    def _show_stretch(self) -> None:
        self._signals.set_looped(self._session.playback.stretch)

    def _show_matches(self) -> None:
        self._signals.set_matches(self._display.matches)

    # What the user does -----------------------------------------------------------------------

    def _on_window(self, start: int, stop: int) -> None:
        """Pads are in this view only: a window over them is nobody else's."""
        if start >= 0:
            self._display.set_window(start, stop)

    def _move_cursor(self, t: int) -> None:
        self._session.selection.select(t=t)

    def _pick_unit(self, unit: int) -> None:
        self._session.selection.select(unit=unit)

    def _choose_stretch(self, start: int, stop: int) -> None:
        self._session.playback.set_stretch((start, stop) if stop > start else None)


def _fits(shade: Shade, view: LayerInView) -> bool:
    """A shade of an earlier trace may still be there."""
    return len(shade.values) == view.timesteps
