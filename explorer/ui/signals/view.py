"""Signals under the words: one widget, aligned rows, one cursor through all of them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from explorer.ui.signals.geometry import Measures
from explorer.ui.signals.input.hit import NOTHING, Hit, hit_test
from explorer.ui.signals.input.keys import KeyMove, move_for
from explorer.ui.signals.input.overview_drag import OverviewDrag, begin_drag
from explorer.ui.signals.input.wheel import WheelTurns
from explorer.ui.signals.look import Hover
from explorer.ui.signals.reading import Reading
from explorer.ui.signals.rows.overview_row import handle_at
from explorer.ui.signals.surface import SignalsSurface
from explorer.ui.signals.time_window import TimeWindow


class SignalsView(SignalsSurface):
    """A surface that follows mouse and keyboard.

    The program moves it with the set_ methods, silently; what the user does comes out as
    signals, and the view has already followed.
    """

    cursorMoved = Signal(int)
    hovered = Signal(int, str, int)  # timestep, signal or "", unit or −1; −1, "", −1 = left
    unitPicked = Signal(int)
    unitToggled = Signal(int)  # Ctrl+click: in or out of the chosen few
    badgeClicked = Signal(str)
    pinChanged = Signal()
    stretchChosen = Signal(int, int)  # Shift+drag: first timestep, one past the last; 0, 0 = none

    def __init__(
        self,
        *,
        compact: bool = False,
        measures: Measures | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`compact` stands on a card, without overview, push strip and axis."""
        super().__init__(compact=compact, measures=measures, parent=parent)
        self._drag: OverviewDrag | None = None
        self._scrubbing = False
        self._pressed = NOTHING
        self._anchor: int | None = None  # the column where a drag of a stretch began
        self._wheel = WheelTurns()
        self._offers: Callable[[], QMenu] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Click: cursor and unit, a badge, or the overview's window; Shift takes a stretch."""
        hit = self._hit(event.position())
        self._pressed = NOTHING
        if event.button() != Qt.MouseButton.LeftButton:
            return
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if hit.zone == "badge":
            self.badgeClicked.emit(hit.signal)
        elif shifted and hit.zone in ("overview", "plot", "axis"):
            self._anchor = self._column_at(event.position(), hit)
        elif hit.zone == "overview":
            self._grab(event.position())
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and hit.signal:
            self.unitToggled.emit(hit.unit)
        elif hit.zone in ("plot", "axis"):
            self._scrubbing, self._pressed = True, hit
            self._pick(hit.t)
            if hit.signal and hit.unit != self._unit:
                self._pick_unit(hit.unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken, or hover."""
        frame = self.frame()
        if frame is None:
            return
        if self._anchor is not None:
            self._stretch_to(self._column_at(event.position(), self._hit(event.position())))
        elif self._drag is not None:
            self._show_window(self._drag.at(frame.overview_t(event.position().x())))
        elif self._scrubbing:
            self._pick(frame.t_at(event.position().x()))
        self._hover_at(self._hit(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a click that did not become a drag pins its cell, or unpins it."""
        hit = self._hit(event.position())
        if self._anchor is not None:
            self._end_stretch(self._column_at(event.position(), hit))
        elif self._pressed.zone == "plot" and hit == self._pressed:
            cell = Hover(hit.t, hit.signal, hit.unit)
            self._set_pin(None if cell == self._pin else cell)
        self._let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The whole review again; the click before it has pinned nothing."""
        self._let_go()
        self._set_pin(None)
        if self._hit(event.position()).zone in ("plot", "overview"):
            self._show_window(TimeWindow.whole(self._window.total))

    def _let_go(self) -> None:
        self._drag, self._scrubbing, self._anchor = None, False, None
        self._pressed = NOTHING

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        self._hover_at(NOTHING)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Wheel pans time, Ctrl+wheel zooms around the mouse."""
        frame = self.frame()
        if frame is None:
            event.ignore()
            return
        about = frame.t_at(event.position().x())
        turned = self._wheel.turned(event, self._window, about)
        if turned is None:
            event.ignore()  # nothing to pan: the page may scroll
            return
        self._show_window(turned)
        self._hover_at(self._hit(event.position()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End, Page keys, +, −, 0 and the signals' letters."""
        move = None if self._reading is None else move_for(event, self._reading.letters)
        if move is None or (move.let_go and self._pin is None):
            super().keyPressEvent(event)
        else:
            self._move(move)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what is shown."""
        if self._reading is None or self._offers is None:
            event.ignore()
        else:
            self._offers().popup(event.globalPos())

    def set_menu(self, offers: Callable[[], QMenu]) -> None:
        """Have a context menu, a new one each time."""
        self._offers = offers

    def _hit(self, at: QPointF) -> Hit:
        frame = self.frame()
        if frame is None or self._reading is None:
            return NOTHING
        return hit_test(frame, self._reading, at, compact=self._compact)

    def _grab(self, at: QPointF) -> None:
        frame = self.frame()
        if frame is not None:
            part = handle_at(frame, at.x())
            self._drag = begin_drag(part, frame.overview_t(at.x()), self._window)
            self._show_window(self._drag.window)

    def _hover_at(self, hit: Hit) -> None:
        shapes = {
            "badge": Qt.CursorShape.PointingHandCursor,
            "plot": Qt.CursorShape.CrossCursor,
            "axis": Qt.CursorShape.CrossCursor,
        }
        self.setCursor(shapes.get(hit.zone, Qt.CursorShape.ArrowCursor))
        new = Hover(hit.t, hit.signal, hit.unit) if hit.zone == "plot" else None
        if new != self._hover:
            self._hover = new
            on_word = new is not None and new.t >= self.lead
            told = (new.t - self.lead, new.signal, new.unit) if new and on_word else (-1, "", -1)
            self.hovered.emit(*told)
            self.update()

    def _move(self, move: KeyMove) -> None:
        assert self._reading is not None
        if move.t_by:
            last = self._reading.timesteps - 1
            first = self._reading.lead
            self._pick(max(first, min(last, (self._cursor or first) + move.t_by)))
        elif move.rows_by:
            self._walk_rows(self._reading, move.rows_by)
        elif move.signal:
            self.badgeClicked.emit(move.signal)
        elif move.pin:
            self._pin_at_cursor(self._reading)
        elif move.let_go:
            self._set_pin(None)
        else:
            self._change_window(move)

    def _walk_rows(self, reading: Reading, by: int) -> None:
        row = None if self._unit is None else reading.row_of(self._unit)
        row = 0 if row is None else max(0, min(len(reading.order) - 1, row + by))
        self._pick_unit(int(reading.order[row]))

    def _change_window(self, move: KeyMove) -> None:
        if move.whole:
            self._show_window(TimeWindow.whole(self._window.total))
        elif move.pages:
            self._show_window(self._window.panned(move.pages * self._window.length))
        else:
            middle = (self._window.start + self._window.stop) // 2
            about = middle if self._cursor is None else self._cursor
            self._show_window(self._window.zoomed(move.zoom, about))

    def _pin_at_cursor(self, reading: Reading) -> None:
        """Pin the chosen unit's cell at the cursor, in the outlined row or the last one."""
        if self._cursor is None or self._unit is None or not self.letters():
            return
        outlined = self._highlight in self.letters()
        letter = self._highlight if outlined and self._highlight else self.letters()[-1]
        if reading.row_of(self._unit) is not None:
            cell = Hover(self._cursor, letter, self._unit)
            self._set_pin(None if cell == self._pin else cell)

    def _set_pin(self, pin: Hover | None) -> None:
        if pin != self._pin:
            self._pin = pin
            self.pinChanged.emit()
            self.update()

    def _column_at(self, at: QPointF, hit: Hit) -> int:
        """The column under the mouse: of the whole review over the overview, else of the rows."""
        frame = self.frame()
        assert frame is not None
        over_overview = hit.zone == "overview" or at.y() < frame.overview.bottom() + 4
        if frame.overview.height() > 0 and over_overview:
            return max(0, min(frame.window.total - 1, int(frame.overview_t(at.x()))))
        return frame.t_at(at.x())

    def _stretch_to(self, column: int) -> None:
        assert self._anchor is not None
        first, last = sorted((self._anchor, column))
        self._looped = (max(self.lead, first), max(self.lead, last + 1))
        self.update()

    def _end_stretch(self, column: int) -> None:
        """A stretch of one timestep is a click: nothing is played over and over."""
        self._stretch_to(column)
        assert self._looped is not None
        start, stop = self._looped
        if stop - start < 2:
            self._looped = None
            self.stretchChosen.emit(0, 0)
        else:
            self.stretchChosen.emit(start - self.lead, stop - self.lead)

    def _pick(self, column: int) -> None:
        if column != self._cursor and column >= self.lead:  # the cursor walks words, not pads
            self.set_cursor(column - self.lead)
            self.cursorMoved.emit(column - self.lead)

    def _pick_unit(self, unit: int) -> None:
        self.set_unit(unit)
        self.unitPicked.emit(unit)

    def _show_window(self, window: TimeWindow) -> None:
        """What the user chose to see."""
        self._see(window)
        self.update()
