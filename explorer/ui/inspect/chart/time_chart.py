"""A chart over the page's shared time axis: window, cursor, wheel, overview, kept picture.

A chart is a widget that says where its parts stand (`make_frame`), what they show
(`make_reading`) and how they are painted. Axes: T timestep, H unit.
"""

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.session.session import Session
from explorer.ui.controls.focus_ring import KeyboardFocus, paint_ring
from explorer.ui.controls.kept_picture import KeptPicture
from explorer.ui.inspect.chart.menu import ChartMenu
from explorer.ui.inspect.display import Display
from explorer.ui.signals.geometry import Frame
from explorer.ui.signals.input.keys import move_for
from explorer.ui.signals.input.overview_drag import OverviewDrag, begin_drag
from explorer.ui.signals.input.wheel import WheelTurns
from explorer.ui.signals.look import Hover, Look
from explorer.ui.signals.reading import Reading
from explorer.ui.signals.rows.overview_row import handle_at
from explorer.ui.signals.time_window import TimeWindow
from explorer.ui.theme.theme import theme


class TimeChart(KeyboardFocus, QWidget):
    """Follows display and selection; the mouse moves both. Subclasses paint."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._hover: Hover | None = None
        self._drag: OverviewDrag | None = None
        self._scrubbing = False
        self._wheel = WheelTurns()
        self._version = 0
        self._still = KeptPicture()
        self.menus = ChartMenu(self, session.saves, self.paint_all, self.table)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        display.viewChanged.connect(self._on_view)
        display.orderChanged.connect(self.renew)
        display.lookChanged.connect(self.renew)
        display.windowChanged.connect(self.renew)
        session.selection.changed.connect(self._follow_cursor)

    # What a chart says ------------------------------------------------------------------------

    def make_frame(self) -> Frame | None:
        """Where everything stands at the widget's size; None with nothing to show."""
        raise NotImplementedError

    def make_reading(self) -> Reading | None:
        """The words and the order of the units; `push` ranks words where not all fit."""
        raise NotImplementedError

    def paint_still(self, painter: QPainter, look: Look) -> None:
        """What stays while cursor and mouse move."""
        raise NotImplementedError

    def paint_moving(self, painter: QPainter, look: Look) -> None:
        """What follows them."""
        raise NotImplementedError

    def table(self) -> list[list[object]]:
        """What the chart shows, as rows for a CSV file; the first row names the columns."""
        raise NotImplementedError

    def said_at(self, t: int) -> str:
        """What a screen reader says of timestep `t`."""
        raise NotImplementedError

    def cursor_column(self) -> int:
        """The column of the shared cursor."""
        return self._display.t

    def pick_column(self, column: int) -> None:
        """The user points at a column."""
        self._session.selection.select(t=column)

    def time_window(self) -> TimeWindow:
        """The columns in view."""
        return self._display.window

    def show_window(self, window: TimeWindow) -> None:
        """The user wants to see other columns."""
        self._display.set_window(window.start, window.stop)

    def plot_box(self, frame: Frame) -> QRectF:
        """Where a click means a timestep."""
        top = frame.overview.bottom() + 6
        return QRectF(frame.left, top, frame.right - frame.left, frame.bottom - top)

    # Painting ---------------------------------------------------------------------------------

    def _on_view(self) -> None:
        """Another layer may not have the unit under the mouse."""
        self._hover = None
        self.renew()

    def renew(self) -> None:
        """Something else is shown."""
        self._version += 1
        hover = self._hover
        if hover is not None and not self.time_window().start <= hover.t < self.time_window().stop:
            self._hover = None
        self.update()

    def look(self) -> Look | None:
        """Everything that is shown at the moment, or None."""
        frame, reading = self.make_frame(), self.make_reading()
        if frame is None or reading is None:
            return None
        return Look(
            reading=reading,
            frame=frame,
            palette=theme().palette,
            compact=False,
            ranges=self._display.ranges,
            ratio=self.devicePixelRatioF(),
            colours=self._display.colours,
            cursor=self.cursor_column(),
            unit=self._display.unit,
            hover=self._hover,
            version=(self._version,),
        )

    def sizeHint(self) -> QSize:
        """The size it was drawn for."""
        return QSize(728, 600)

    def minimumSizeHint(self) -> QSize:
        """Small, but every part still shows something."""
        return QSize(360, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole chart."""
        painter = QPainter(self)
        look = self.look()
        if look is None:
            painter.fillRect(self.rect(), theme().palette.colour("bg"))
        else:
            still = self._still.of(
                (self._version, look.palette.name),
                self.size(),
                look.ratio,
                partial(self._paint_all_that_stays, look),
            )
            painter.drawPixmap(0, 0, still)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_moving(painter, look)
        if self.shows_ring:
            paint_ring(painter, self.rect().toRectF().adjusted(3, 3, -3, -3), 4, offset=-1)
        painter.end()

    def paint_all(self, painter: QPainter) -> None:
        """The chart as a picture: cursor, but not what the mouse is over."""
        hover, self._hover = self._hover, None
        look = self.look()
        self._hover = hover
        if look is not None:
            self._paint_all_that_stays(look, painter)
            self.paint_moving(painter, look)

    def _paint_all_that_stays(self, look: Look, painter: QPainter) -> None:
        painter.fillRect(self.rect(), look.palette.colour("bg"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_still(painter, look)

    # Mouse and keys ---------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The overview's window, or a timestep."""
        frame = self.make_frame()
        if frame is None or event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        if self._over_overview(frame, at):
            self._drag = begin_drag(
                handle_at(frame, at.x()), frame.overview_t(at.x()), self.time_window()
            )
            self.show_window(self._drag.window)
        elif self.plot_box(frame).contains(at):
            self._scrubbing = True
            self.pick_column(frame.t_at(at.x()))
            unit = self._unit_at(frame, at)
            if unit is not None:
                self._session.selection.select(unit=unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken, or hover."""
        frame = self.make_frame()
        if frame is None:
            return
        at = event.position()
        if self._drag is not None:
            self.show_window(self._drag.at(frame.overview_t(at.x())))
        elif self._scrubbing:
            self.pick_column(frame.t_at(at.x()))
        self._hover_at(frame, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag, self._scrubbing = None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The whole review again."""
        self._drag, self._scrubbing = None, False
        self.show_window(TimeWindow.whole(self.time_window().total))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        self._set_hover(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Wheel pans time, Ctrl+wheel zooms around the mouse."""
        frame = self.make_frame()
        turned = None
        if frame is not None:
            turned = self._wheel.turned(event, self.time_window(), frame.t_at(event.position().x()))
        if turned is None:
            event.ignore()
            return
        self.show_window(turned)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys, +, − and 0 move the window; the page has the arrows."""
        move = move_for(event, ())
        if move is not None and (move.pages or move.whole or move.zoom != 1.0):
            window = self.time_window()
            if move.whole:
                self.show_window(TimeWindow.whole(window.total))
            elif move.pages:
                self.show_window(window.panned(move.pages * window.length))
            else:
                self.show_window(window.zoomed(move.zoom, self.cursor_column()))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Save and copy."""
        if self.look() is not None:
            self.menus.menu().popup(event.globalPos())

    def hover_word(self, t: int) -> None:
        """The mouse is over this word elsewhere; −1: over none."""
        self._set_hover(Hover(t) if t >= 0 else None)

    def _follow_cursor(self) -> None:
        """The window goes along with the cursor."""
        column = self.cursor_column()
        if self.isVisible() and self.time_window().total:
            self.show_window(self.time_window().showing(column))
            self.setAccessibleDescription(self.said_at(self._display.t))
        self.update()

    def _over_overview(self, frame: Frame, at: QPointF) -> bool:
        area = frame.overview
        return area.height() > 0 and area.adjusted(-8, -4, 8, 4).contains(at)

    def _hover_at(self, frame: Frame, at: QPointF) -> None:
        inside = self.plot_box(frame).contains(at) and frame.window.length > 0
        self.setCursor(Qt.CursorShape.CrossCursor if inside else Qt.CursorShape.ArrowCursor)
        if not inside:
            self._set_hover(None)
            return
        row, unit = self._row_at(frame, at), self._unit_at(frame, at)
        letter = "" if row is None else frame.rows[row].letter
        self._set_hover(Hover(frame.t_at(at.x()), letter, -1 if unit is None else unit))

    def _set_hover(self, hover: Hover | None) -> None:
        if hover != self._hover:
            self._hover = hover
            self.update()

    def _row_at(self, frame: Frame, at: QPointF) -> int | None:
        for place, row in enumerate(frame.rows):
            if row.top <= at.y() < row.top + row.height:
                return place
        return None

    def _unit_at(self, frame: Frame, at: QPointF) -> int | None:
        place = self._row_at(frame, at)
        if place is None or not frame.units:
            return None
        row = frame.rows[place]
        line = int((at.y() - row.top) / row.height * frame.units)
        return int(self._display.shown[min(line, frame.units - 1)])
