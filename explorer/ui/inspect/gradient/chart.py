"""The gradient over time: its size on a log axis under the words, and unit by unit."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from explorer.analysis.gradient.said import times
from explorer.session.session import Session
from explorer.ui.inspect.chart.parts import paint_label, paint_level
from explorer.ui.inspect.chart.time_chart import TimeChart
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.gradient.frame import gradient_frame
from explorer.ui.inspect.gradient.in_view import GradientInView, Line
from explorer.ui.inspect.gradient.log_axis import LogAxis, axis_for, power_text
from explorer.ui.signals.geometry import Frame
from explorer.ui.signals.look import Look
from explorer.ui.signals.polylines import polygon_at
from explorer.ui.signals.ranges import ValueRange
from explorer.ui.signals.reading import Reading
from explorer.ui.signals.rows.heat_images import heat_image
from explorer.ui.signals.rows.marks import paint_marks
from explorer.ui.signals.rows.overview_row import (
    paint_overview_cursor,
    paint_overview_ground,
    paint_overview_window,
)
from explorer.ui.signals.rows.readout import Line as CardLine
from explorer.ui.signals.rows.readout import paint_card
from explorer.ui.signals.rows.time_axis import paint_axis
from explorer.ui.signals.rows.word_row import paint_words
from explorer.ui.theme.colormaps import lut, packed
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.palette import Palette

UNIT_DECADES = 2  # how far below the largest gradient a unit's still has a colour


class GradientChart(TimeChart):
    """Shows a GradientInView."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(session, display, parent)
        self.shown: GradientInView | None = None
        self.axis = LogAxis(-1, 0)
        self.menus.name = "gradient"
        self.setAccessibleName("The gradient over time")

    def show_gradient(self, shown: GradientInView | None) -> None:
        """Show other gradients."""
        self.shown = shown
        if shown is not None:
            self.axis = axis_for(list(shown.norms.values()))
        self.renew()

    def make_frame(self) -> Frame | None:
        """Words, plot, units."""
        shown = self.shown
        if shown is None or shown.view is not self._display.view:
            return None
        size = (self.width(), self.height())
        units = len(self._display.shown)
        return gradient_frame(size, self._display.window, shown.state, units)

    def make_reading(self) -> Reading | None:
        """The words; those with the largest gradients show first where not all fit."""
        shown = self.shown
        if shown is None:
            return None
        view = shown.view
        signals = {shown.state: view.layer.signals[shown.state]}
        push = shown.words.astype(np.float32)
        return Reading(view.words, view.known, view.probability, push, signals, self._display.shown)

    def paint_still(self, painter: QPainter, look: Look) -> None:
        """All but words, cursor and hover."""
        shown = self.shown
        if shown is None:
            return
        self._paint_units(painter, look, shown)
        self._paint_strip(painter, look, shown)
        self._paint_plot(painter, look, shown)
        paint_axis(painter, look)

    def paint_moving(self, painter: QPainter, look: Look) -> None:
        """Words, cursor, hover."""
        paint_overview_cursor(painter, look)
        paint_words(painter, look)
        paint_marks(painter, look)
        if look.hover is not None:
            paint_card(painter, look, look.hover, self.lines_at(look.hover.t, look.hover.unit))

    def lines_at(self, t: int, unit: int = -1) -> list[CardLine]:
        """What the card says of a timestep: every norm, or one unit's gradient."""
        shown = self.shown
        if shown is None:
            return []
        if unit >= 0:
            value = float(shown.by_unit[t, unit])
            token = "neg" if value < 0 else shown.state
            name = f"∂L/∂{shown.state}, unit {unit}"
            return [CardLine(name, ((f"{value:+.2e}".replace("-", "−"), token),))]
        lines = [
            CardLine(
                f"‖{line.name}‖" if line.key in "hc" else line.name,
                ((f"{shown.norms[line.key][t]:.2e}".replace("-", "−"), line.token),),
            )
            for line in shown.lines
        ]
        lines.append(
            CardLine("of the last word’s", ((times(float(shown.main[t]) / shown.reference), "t1"),))
        )
        return lines

    def said_at(self, t: int) -> str:
        """The word and its norms."""
        if self.shown is None or t >= self.shown.view.timesteps:
            return ""
        said = ", ".join(f"{line.label} {line.pieces[0][0]}" for line in self.lines_at(t))
        return f"timestep {t}, {self.shown.view.words[t]}, {said}"

    def table(self) -> list[list[object]]:
        """One row a word: norms, the word's own gradient and effect, then the state's by unit."""
        shown = self.shown
        if shown is None:
            return []
        keys = [line.key for line in shown.lines]
        units = [f"d_{shown.state}_{unit}" for unit in range(shown.view.units)]
        rows: list[list[object]] = [["t", "word", *keys, "x_norm", "x_effect", *units]]
        for t, word in enumerate(shown.view.words):
            norms = [f"{shown.norms[key][t]:.9g}" for key in keys]
            own = [f"{shown.words[t]:.9g}", f"{shown.effect[t]:.9g}"]
            parts = [f"{value:.9g}" for value in shown.by_unit[t].tolist()]
            rows.append([t, word, *norms, *own, *parts])
        return rows

    # Painting ---------------------------------------------------------------------------------

    def _paint_plot(self, painter: QPainter, look: Look, shown: GradientInView) -> None:
        frame, area, axis = look.frame, look.frame.curve, self.axis
        for power in axis.levels(area.height()):
            paint_level(painter, look, float(axis.y(area, 10.0**power)), power_text(power))
        paint_label(painter, look, area.top() + 14, "Gradient", f"of the {shown.of}")
        self._paint_legend(painter, look, shown)
        window = frame.window
        xs = frame.x_of(window.start + 0.5) + np.arange(window.length) * frame.column
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in reversed(shown.lines):
            values = shown.norms[line.key][window.start : window.stop]
            painter.setPen(line_pen(look.palette, line))
            seen = values >= 10.0**axis.low  # what is below the floor ends there
            painter.drawPolyline(polygon_at(xs[seen], axis.y(area, values[seen])))

    def _paint_legend(self, painter: QPainter, look: Look, shown: GradientInView) -> None:
        """Under the part's name, one line each."""
        y = look.frame.curve.top() + 48
        for line in shown.lines:
            painter.setPen(line_pen(look.palette, line))
            painter.drawLine(QPointF(16, y), QPointF(34, y))
            painter.setFont(ui_font(11))
            painter.setPen(look.palette.colour("t2"))
            room = look.frame.left - 44
            elide = Qt.TextElideMode.ElideRight
            text = QFontMetricsF(ui_font(11)).elidedText(line.name, elide, room + 8)
            painter.drawText(QPointF(38, y + 4), text)
            y += 18

    def _paint_strip(self, painter: QPainter, look: Look, shown: GradientInView) -> None:
        frame, area = look.frame, look.frame.overview.adjusted(0, 3, 0, -3)
        paint_overview_ground(painter, look)
        steps = np.arange(frame.window.total)
        xs = frame.overview_x(0.0) + (steps + 0.5) / max(1, len(steps)) * area.width()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.palette.colour(shown.state), 1.25))
        painter.drawPolyline(polygon_at(xs, self.axis.y(area, shown.main)))
        paint_overview_window(painter, look)

    def _paint_units(self, painter: QPainter, look: Look, shown: GradientInView) -> None:
        """Sign by hue, size on a log scale of five decades down from the largest."""
        frame, row = look.frame, look.frame.rows[0]
        values = shown.by_unit[frame.window.start : frame.window.stop]
        top = float(np.abs(shown.by_unit).max(initial=0.0)) or 1.0
        with np.errstate(divide="ignore"):
            size = 1 + np.log10(np.abs(values) / top) / UNIT_DECADES
        scaled = (np.sign(values) * np.clip(size, 0.0, 1.0)).astype(np.float32)
        table = packed(lut(row.letter, look.palette, look.colours))
        lines = max(1, round(row.height * look.ratio))
        image = heat_image(scaled, look.reading.order, table, ValueRange(-1.0, 1.0), lines)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(QRectF(frame.left, row.top, frame.right - frame.left, row.height), image)
        middle = row.top + row.height / 2
        paint_label(painter, look, middle, f"∂L/∂{shown.state} by unit", f"{UNIT_DECADES} decades")


def line_pen(palette: Palette, line: Line) -> QPen:
    """The pen of a curve."""
    pen = QPen(palette.colour(line.token), 1.5 if line.dash else 2.0)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if line.dash:
        pen.setDashPattern(list(line.dash))
    return pen
