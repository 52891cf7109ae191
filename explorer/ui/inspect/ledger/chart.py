"""The ledger over time: share of each word, survival of what it wrote, the same by unit."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from explorer.session.session import Session
from explorer.ui.controls.numbers import signed
from explorer.ui.inspect.chart.parts import paint_label
from explorer.ui.inspect.chart.time_chart import TimeChart
from explorer.ui.inspect.chart.words_below import paint_words_below
from explorer.ui.inspect.display import Display
from explorer.ui.inspect.ledger.bars import (
    paint_bar_value,
    paint_bars,
    paint_lost_ground,
    paint_strip,
)
from explorer.ui.inspect.ledger.frame import LedgerFrame, ledger_frame
from explorer.ui.inspect.ledger.in_view import LedgerInView
from explorer.ui.inspect.ledger.survival import paint_survival
from explorer.ui.inspect.word_rows.row import percent
from explorer.ui.signals.look import Look
from explorer.ui.signals.ranges import ValueRange
from explorer.ui.signals.reading import Reading
from explorer.ui.signals.rows.heat_images import heat_image
from explorer.ui.signals.rows.marks import paint_marks
from explorer.ui.signals.rows.overview_row import paint_overview_cursor
from explorer.ui.signals.rows.readout import Line, paint_card
from explorer.ui.signals.rows.time_axis import paint_axis
from explorer.ui.theme.colormaps import lut, packed, share_lut

SORTED_BY = {"weight": "by weight", "index": "by number", "mean": "by mean of h"}


class LedgerChart(TimeChart):
    """Shows a LedgerInView, or the last one while the next is on its way."""

    def __init__(self, session: Session, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(session, display, parent)
        self.ledger: LedgerInView | None = None
        self._reach = 1.0
        self.menus.name = "ledger"
        self.setAccessibleName("The ledger over time")

    def show_ledger(self, ledger: LedgerInView | None) -> None:
        """Show another ledger."""
        self.ledger = ledger
        if ledger is not None:
            sizes = np.abs(ledger.by_unit)
            self._reach = float(np.quantile(sizes, 0.995)) or 1.0
        self.renew()

    def make_frame(self) -> LedgerFrame | None:
        """Bars, words, survival, units."""
        ledger = self.ledger
        if ledger is None or ledger.view is not self._display.view:
            return None
        return ledger_frame(
            (self.width(), self.height()),
            self._display.window,
            ledger.view.state,
            len(self._display.shown),
            survival=ledger.left is not None,
        )

    def make_reading(self) -> Reading | None:
        """The words; those with the largest shares show first where not all fit."""
        ledger = self.ledger
        if ledger is None:
            return None
        view = ledger.view
        push = ledger.sizes.astype(np.float32)
        signals = {view.state: view.layer.signals[view.state]}
        return Reading(view.words, view.known, view.probability, push, signals, self._display.shown)

    def paint_still(self, painter: QPainter, look: Look) -> None:
        """All but cursor and hover."""
        ledger, frame = self.ledger, look.frame
        if ledger is None:
            return
        paint_lost_ground(painter, look, ledger)
        self._paint_units(painter, look, ledger)
        paint_strip(painter, look, ledger)
        paint_bars(painter, look, ledger)
        paint_survival(painter, look, ledger)
        row = frame.rows[0]
        by_unit = SORTED_BY.get(self._display.sort, "by likeness")
        paint_label(painter, look, row.top + row.height / 2, "By unit", by_unit)
        paint_axis(painter, look)

    def paint_moving(self, painter: QPainter, look: Look) -> None:
        """Cursor, words, hover."""
        ledger = self.ledger
        if ledger is None:
            return
        paint_overview_cursor(painter, look)
        paint_words_below(painter, look, look.frame.words.top(), ledger.gone.tolist())
        paint_bar_value(painter, look, ledger)
        paint_marks(painter, look)
        if look.hover is not None:
            paint_card(painter, look, look.hover, self.lines_at(look.hover.t, look.hover.unit))

    def lines_at(self, t: int, unit: int = -1) -> list[Line]:
        """What the card says of a word, or of one unit at it."""
        ledger = self.ledger
        if ledger is None:
            return []
        lines: list[Line] = []
        of = "" if unit < 0 else f", unit {unit}"
        written, survival = ledger.written, ledger.survival
        if written is not None and survival is not None:
            if unit >= 0:
                wrote, left = float(written[t, unit]), float(survival[t, unit])
                text = signed(wrote)
            else:
                wrote, left = float(np.abs(written[t]).mean()), float(survival[t].mean())
                text = f"{wrote:.2f}"
            lines.append(Line(f"written{of}" if of else "written, mean size", ((text, "t1"),)))
            lines.append(Line("left at the end", ((percent(left), "t1"),)))
        value = float(ledger.sizes[t] if unit < 0 else ledger.by_unit[t, unit])
        name = "share of the logit" if ledger.shares is not None else "held at the end"
        lines.append(Line(name, ((signed(value, 3), "pos" if value >= 0 else "neg"),)))
        return lines

    def said_at(self, t: int) -> str:
        """The word and its lines."""
        if self.ledger is None or t >= self.ledger.view.timesteps:
            return ""
        lines = (f"{line.label} {line.pieces[0][0]}" for line in self.lines_at(t))
        return f"timestep {t}, {self.ledger.view.words[t]}, " + ", ".join(lines)

    def table(self) -> list[list[object]]:
        """One row a word: share, mean survival and size, then the parts by unit."""
        ledger = self.ledger
        if ledger is None:
            return []
        units = range(ledger.view.units)
        names = [f"share_{unit}" for unit in units]
        rows: list[list[object]] = [["t", "word", "share", "survives", "written", *names]]
        for t, word in enumerate(ledger.view.words):
            left = "" if ledger.left is None else f"{ledger.left[t]:.9g}"
            wrote = "" if ledger.written is None else f"{np.abs(ledger.written[t]).mean():.9g}"
            parts = [f"{value:.9g}" for value in ledger.by_unit[t].tolist()]
            rows.append([t, word, f"{ledger.sizes[t]:.9g}", left, wrote, *parts])
        return rows

    def _paint_units(self, painter: QPainter, look: Look, ledger: LedgerInView) -> None:
        """Blue and amber by unit, square root scaled: most parts are small and still tell."""
        frame, row = look.frame, look.frame.rows[0]
        values = ledger.by_unit[frame.window.start : frame.window.stop] / self._reach
        scaled = (np.sign(values) * np.sqrt(np.abs(values))).astype(np.float32)
        hues = share_lut(look.palette)
        if ledger.shares is None:
            hues = lut(row.letter, look.palette, look.colours)
        lines = max(1, round(row.height * look.ratio))
        span = ValueRange(-1.0, 1.0)
        image = heat_image(scaled, look.reading.order, packed(hues), span, lines)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(QRectF(frame.left, row.top, frame.right - frame.left, row.height), image)
