"""Signals under the words: one widget, aligned rows, one cursor through all of them."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.signals.geometry import Measures
from explorer.ui.signals.hit import NOTHING, Hit, hit_test
from explorer.ui.signals.keys import KeyMove, move_for
from explorer.ui.signals.look import Hover
from explorer.ui.signals.menu import ViewMenu
from explorer.ui.signals.overview_drag import OverviewDrag, begin_drag
from explorer.ui.signals.overview_row import handle_at
from explorer.ui.signals.surface import SignalsSurface
from explorer.ui.signals.time_window import TimeWindow
from explorer.ui.signals.wheel import WheelTurns


class SignalsView(SignalsSurface):
    """A surface that follows mouse and keyboard.

    The program moves it with the set_ methods, silently; what the user does comes out as
    signals, and the view has already followed.
    """

    cursorMoved = Signal(int)
    hovered = Signal(int, str, int)  # timestep, signal or "", unit or −1; −1, "", −1 = left
    unitPicked = Signal(int)
    badgeClicked = Signal(str)

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
        self._wheel = WheelTurns()
        self.menus = ViewMenu(self, self.look)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Click: cursor and unit, a badge, or the overview's window."""
        hit = self._hit(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if hit.zone == "badge":
            self.badgeClicked.emit(hit.signal)
        elif hit.zone == "overview":
            self._grab(event.position())
        elif hit.zone == "plot":
            self._scrubbing = True
            self._pick(hit.t)
            if hit.signal and hit.unit != self._unit:
                self._pick_unit(hit.unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken, or hover."""
        frame = self.frame()
        if frame is None:
            return
        if self._drag is not None:
            self._show_window(self._drag.at(frame.overview_t(event.position().x())))
        elif self._scrubbing:
            self._pick(frame.t_at(event.position().x()))
        self._hover_at(self._hit(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag, self._scrubbing = None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The whole review again."""
        self._drag, self._scrubbing = None, False
        if self._hit(event.position()).zone in ("plot", "overview"):
            self._show_window(TimeWindow.whole(self._window.total))

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
        if move is None:
            super().keyPressEvent(event)
        else:
            self._move(move)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Save and copy."""
        if self._reading is not None:
            self.menus.menu().popup(event.globalPos())

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
        shapes = {"badge": Qt.CursorShape.PointingHandCursor, "plot": Qt.CursorShape.CrossCursor}
        self.setCursor(shapes.get(hit.zone, Qt.CursorShape.ArrowCursor))
        new = Hover(hit.t, hit.signal, hit.unit) if hit.zone == "plot" else None
        if new != self._hover:
            self._hover = new
            self.hovered.emit(*((new.t, new.signal, new.unit) if new else (-1, "", -1)))
            self.update()

    def _move(self, move: KeyMove) -> None:
        assert self._reading is not None
        last = self._reading.timesteps - 1
        if move.t_by:
            self._pick(max(0, min(last, (self._cursor or 0) + move.t_by)))
        elif move.rows_by:
            rows = self._reading.units
            row = -1 if self._unit is None else self._reading.row_of(self._unit)
            row = max(0, min(rows - 1, row + move.rows_by))
            self._pick_unit(int(self._reading.order[row]))
        elif move.signal:
            self.badgeClicked.emit(move.signal)
        elif move.whole:
            self._show_window(TimeWindow.whole(self._window.total))
        elif move.pages:
            self._show_window(self._window.panned(move.pages * self._window.length))
        else:
            middle = (self._window.start + self._window.stop) // 2
            about = middle if self._cursor is None else self._cursor
            self._show_window(self._window.zoomed(move.zoom, about))

    def _pick(self, t: int) -> None:
        if t != self._cursor:
            self.set_cursor(t)
            self.cursorMoved.emit(t)

    def _pick_unit(self, unit: int) -> None:
        self.set_unit(unit)
        self.unitPicked.emit(unit)

    def _show_window(self, window: TimeWindow) -> None:
        """What the user chose to see."""
        self._see(window)
        self.update()
