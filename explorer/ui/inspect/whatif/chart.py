"""What if, over time: the verdict before and after, the held signal, the state before and after."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from explorer.session.session import Session
from explorer.ui.controls.badge import SIGNAL_NAMES
from explorer.ui.inspect.chart.time_chart import TimeChart
from explorer.ui.inspect.chart.words_below import paint_words_upright
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.whatif.axis import paint_axis_before
from explorer.ui.inspect.whatif.band import handle_under, paint_band, paint_handles, stretch_of
from explorer.ui.inspect.whatif.clamp_draft import ClampDraft
from explorer.ui.inspect.whatif.curves import paint_curves, paint_strip
from explorer.ui.inspect.whatif.frame import WhatIfFrame, what_if_frame
from explorer.ui.inspect.whatif.heatmaps import HeatRow, paint_heat_rows, rows_of
from explorer.ui.inspect.whatif.in_view import WhatIfInView
from explorer.ui.signals.look import Look
from explorer.ui.signals.reading import Reading, push_of
from explorer.ui.signals.rows.marks import paint_marks
from explorer.ui.signals.rows.overview_row import paint_overview_cursor
from explorer.ui.signals.rows.readout import ARROW, Line, paint_card
from explorer.ui.signals.rows.row_labels import value_text, value_token
from explorer.ui.signals.rows.time_axis import paint_axis
from explorer.ui.signals.signal_kinds import SHORT_NAMES
from explorer.ui.signals.time_window import TimeWindow


class WhatIfChart(TimeChart):
    """Shows an answer; its handles move the draft."""

    def __init__(
        self,
        session: Session,
        display: Display,
        draft: ClampDraft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, display, parent)
        self._draft = draft
        self.shown: WhatIfInView | None = None
        self._rows: tuple[HeatRow, ...] = ()
        self._pulled: tuple[str, int, int, int] | None = None
        self._over = ""
        self._painted: tuple[object, ...] = ()
        self.menus.name = "what-if"
        self.setAccessibleName("What if, over time")
        draft.changed.connect(self._follow_draft)
        display.lookChanged.connect(self._fill)

    def show_answer(self, shown: WhatIfInView | None) -> None:
        """Show another answer."""
        self.shown = shown
        self._fill()

    # What the chart says ----------------------------------------------------------------------

    def make_frame(self) -> WhatIfFrame | None:
        """Curve and heatmaps."""
        shown = self.shown
        if shown is None or shown.before is not self._display.view:
            return None
        letters = tuple(row.letter for row in self._rows)
        size = (self.width(), self.height())
        return what_if_frame(size, self.time_window(), letters, len(self._display.shown))

    def make_reading(self) -> Reading | None:
        """One word a column."""
        shown = self.shown
        if shown is None:
            return None
        before, after = shown.columns.before, shown.columns.after
        chance = np.where(
            after >= 0,
            shown.after.probability[np.maximum(after, 0)],
            shown.before.probability[np.maximum(before, 0)],
        ).astype(np.float32)
        known = tuple(
            shown.after.known[new] if new >= 0 else shown.before.known[old]
            for old, new in zip(before.tolist(), after.tolist(), strict=True)
        )
        signals = {row.letter: row.values for row in self._rows}
        return Reading(shown.words, known, chance, push_of(chance), signals, self._display.shown)

    def paint_still(self, painter: QPainter, look: Look) -> None:
        """All but cursor and hover."""
        shown = self.shown
        if shown is None:
            return
        name = SIGNAL_NAMES[self._draft.letter]
        paint_band(painter, look, self._draft, shown, name)
        paint_strip(painter, look, shown)
        paint_curves(painter, look, shown)
        paint_heat_rows(painter, look, self._rows)
        self._paint_holes(painter, look, shown)
        if shown.columns.plain:
            paint_axis(painter, look)
        else:
            paint_axis_before(painter, look, shown.columns)

    def paint_moving(self, painter: QPainter, look: Look) -> None:
        """Words, handles, cursor, hover."""
        shown = self.shown
        if shown is None:
            return
        paint_overview_cursor(painter, look)
        stretch = stretch_of(self._draft, shown)
        bright = range(stretch.start, stretch.stop) if self._draft.active else range(0)
        paint_words_upright(painter, look, look.frame.curve.bottom(), bright)
        paint_handles(painter, look, self._draft, shown, self._over)
        paint_marks(painter, look)
        if look.hover is not None and not self._over:
            paint_card(painter, look, look.hover, self.lines_at(look.hover.t, look))

    def lines_at(self, column: int, look: Look) -> list[Line]:
        """What the card says of a column: the verdict, and a value, before and after."""
        shown, hover = self.shown, look.hover
        if shown is None:
            return []
        old, new = int(shown.columns.before[column]), int(shown.columns.after[column])
        pieces: list[tuple[str, str]] = []
        for view, t in ((shown.before, old), (shown.after, new)):
            if t >= 0:
                chance = float(view.probability[t])
                pieces.append((f"{chance:.2f}", "pos" if chance >= 0.5 else "neg"))
        lines = [Line("P(positive)", _joined(pieces))]
        if old < 0 or new < 0:
            lines.insert(0, Line("read only after" if old < 0 else "read only before", ()))
        if hover is not None and hover.signal and hover.unit >= 0:
            values = [
                (value_text(hover.signal, value), value_token(hover.signal, value))
                for view, t in ((shown.before, old), (shown.after, new))
                if t >= 0
                for value in (float(view.layer.signals[hover.signal][t, hover.unit]),)
            ]
            lines.append(Line(f"{SHORT_NAMES[hover.signal]}, unit {hover.unit}", _joined(values)))
        return lines

    def said_at(self, t: int) -> str:
        """The word and the verdict before and after."""
        shown = self.shown
        if shown is None or t >= shown.before.timesteps:
            return ""
        column = shown.columns.column_of(t)
        new = int(shown.columns.after[column])
        after = f"{shown.after.probability[new]:.2f}" if new >= 0 else "not read"
        said = f"P(positive) before {shown.before.probability[t]:.2f}, after {after}"
        return f"timestep {t}, {shown.before.words[t]}, {said}"

    def table(self) -> list[list[object]]:
        """One row a column: words, verdicts, and the state before and after by unit."""
        shown = self.shown
        if shown is None:
            return []
        state, units = shown.before.state, range(shown.before.units)
        names = [f"{state}_{which}_{unit}" for which in ("before", "after") for unit in units]
        rows: list[list[object]] = [
            ["t_before", "t_after", "word", "p_before", "p_after", *names],
        ]
        empty: list[object] = [""] * len(units)
        pairs = zip(shown.columns.before.tolist(), shown.columns.after.tolist(), strict=True)
        for column, (old, new) in enumerate(pairs):
            row: list[object] = [old if old >= 0 else "", new if new >= 0 else ""]
            row.append(shown.words[column])
            values: list[object] = []
            for view, t in ((shown.before, old), (shown.after, new)):
                row.append(f"{view.probability[t]:.7g}" if t >= 0 else "")
                state_now = view.layer.signals[state][t].tolist() if t >= 0 else []
                values += [f"{value:.7g}" for value in state_now] or empty
            rows.append([*row, *values])
        return rows

    # Columns and timesteps --------------------------------------------------------------------

    def cursor_column(self) -> int:
        """The column of the cursor's word."""
        shown, t = self.shown, self._display.t
        return t if shown is None else shown.columns.column_of(t)

    def pick_column(self, column: int) -> None:
        """The word at a column, or the nearest that was there before."""
        if self.shown is not None:
            self._session.selection.select(t=self.shown.columns.timestep_near(column))

    def time_window(self) -> TimeWindow:
        """The shared window, in columns."""
        window, shown = self._display.window, self.shown
        if shown is None or shown.columns.plain or window.length == 0:
            return window
        columns, total = shown.columns, shown.columns.columns
        if window.is_whole:
            return TimeWindow.whole(total)
        start, stop = columns.column_of(window.start), columns.column_of(window.stop - 1) + 1
        return TimeWindow(min(start, stop - 1), stop, total)

    def show_window(self, window: TimeWindow) -> None:
        """Other columns, as a window of the review before."""
        shown = self.shown
        if shown is None or shown.columns.plain:
            super().show_window(window)
        elif window.is_whole:
            self._display.set_window(0, shown.before.timesteps)
        else:
            near = shown.columns.timestep_near
            self._display.set_window(near(window.start), near(window.stop - 1) + 1)

    # Mouse ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle, or the stretch between them; else as every chart."""
        part = self._part_at(event.position())
        frame = self.make_frame()
        if part and frame is not None and event.button() == Qt.MouseButton.LeftButton:
            grabbed = frame.t_at(event.position().x())
            self._pulled = (part, grabbed, self._draft.first, self._draft.last)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull, or hover."""
        frame, shown = self.make_frame(), self.shown
        if frame is None or shown is None:
            return
        if self._pulled is not None:
            self._pull(frame, event.position().x(), shown)
            return
        over = self._part_at(event.position())
        if over != self._over:
            self._over = over
            self.update()
        super().mouseMoveEvent(event)
        if over:
            shape = (
                Qt.CursorShape.OpenHandCursor if over == "both" else Qt.CursorShape.SizeHorCursor
            )
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._pulled = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the strip of the handles, the whole review is held; else as every chart."""
        if self._part_at(event.position()) and self.shown is not None:
            self._pulled = None
            self._draft.set_range(0, self.shown.before.timesteps - 1)
            return
        super().mouseDoubleClickEvent(event)

    def _pull(self, frame: WhatIfFrame, x: float, shown: WhatIfInView) -> None:
        assert self._pulled is not None
        part, grabbed, first, last = self._pulled
        near = shown.columns.timestep_near
        if part == "both":
            by = near(frame.t_at(x)) - near(grabbed)
            by = max(-first, min(shown.before.timesteps - 1 - last, by))
            self._draft.set_range(first + by, last + by)
        elif part == "first":
            edge = frame.window.start + round((x - frame.left) / frame.column)
            self._draft.set_range(min(near(max(0, edge)), last), last)
        else:
            edge = frame.window.start + round((x - frame.left) / frame.column) - 1
            self._draft.set_range(first, max(near(max(0, edge)), first))

    def _part_at(self, at: QPointF) -> str:
        frame, shown = self.make_frame(), self.shown
        if frame is None or shown is None:
            return ""
        return handle_under(frame, stretch_of(self._draft, shown), at)

    def _follow_draft(self) -> None:
        """Another gate or stretch shows at once; another value with the answer that it brings.

        To paint the old answer once more would only hold up the new one.
        """
        if self._band() != self._painted:
            self._fill()

    def _fill(self) -> None:
        self._painted = self._band()
        if self.shown is not None:
            letter = self._draft.letter
            self._rows = rows_of(self.shown, letter, self._display.range_mode)
        self.renew()

    def _band(self) -> tuple[object, ...]:
        draft = self._draft
        return (draft.letter, draft.first, draft.last, draft.active, bool(draft.units))

    def _paint_holes(self, painter: QPainter, look: Look, shown: WhatIfInView) -> None:
        """Columns that one of the readings does not have are ground with a thin line through."""
        if shown.columns.plain:
            return
        frame = look.frame
        for row, part in zip(frame.rows, self._rows, strict=True):
            which = shown.columns.before if part.before else shown.columns.after
            for column in range(frame.window.start, frame.window.stop):
                if which[column] >= 0:
                    continue
                box = QRectF(frame.x_of(column), row.top, frame.column, row.height)
                painter.fillRect(box, look.palette.colour("bg"))
                painter.setPen(QPen(look.palette.colour("border2"), 1, Qt.PenStyle.DotLine))
                x = round(box.center().x()) + 0.5
                painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))


def _joined(pieces: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    if len(pieces) == 2:
        return (pieces[0], (ARROW, "t2"), pieces[1])
    return tuple(pieces)
