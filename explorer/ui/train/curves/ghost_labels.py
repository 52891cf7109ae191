"""Which earlier run each dashed line is: its name at the line's end."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.session.runs.run_story import RunStory
from explorer.ui.theme.fonts import ui_font
from explorer.ui.theme.theme import theme
from explorer.ui.train.curves.curve_plot import CurvePlot
from explorer.ui.train.curves.metric import Metric

LINE = 14  # from one label to the next where they would cover each other
MOST_WIDTH = 200


class GhostLabels(QWidget):
    """Lies over the whole plot; the mouse goes through it."""

    def __init__(self, plot: CurvePlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self._ends: list[tuple[str, float, float]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        plot.getViewBox().sigTransformChanged.connect(self.update)
        plot.getViewBox().sigResized.connect(self._cover)

    def names(self) -> tuple[str, ...]:
        """The names that are shown."""
        return tuple(name for name, _, _ in self._ends)

    def show_ghosts(self, stories: Sequence[RunStory], metric: Metric) -> None:
        """Name the runs at the ends of their lines, or at the edge of what is in view."""
        ends: list[tuple[str, float, float]] = []
        for place, story in enumerate(stories, start=1):
            known = [(r.epoch, y) for r in story.history if (y := metric.decisive(r)) is not None]
            inside = [pair for pair in known if pair[0] <= self._plot.epochs]
            if inside:
                name = story.title if len(stories) == 1 else f"{place} {story.title}"
                ends.append((name, float(inside[-1][0]), float(inside[-1][1])))
        if ends != self._ends:
            self._ends = ends
            self.setVisible(bool(ends))
            self._cover()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The names, each in its box."""
        painter = QPainter(self)
        painter.setFont(ui_font(11))
        painter.setPen(theme().palette.colour("t3"))
        for text, box in self.boxes():
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), text)
        painter.end()

    def boxes(self) -> list[tuple[str, QRectF]]:
        """Where the names stand: right-aligned under the ends of their lines, none over another."""
        metrics, placed = QFontMetricsF(ui_font(11)), list[tuple[str, QRectF]]()
        right_edge = self.width() - 16.0
        for name, x, y in self._ends:
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, MOST_WIDTH)
            width = metrics.horizontalAdvance(text) + 1
            end = self._plot.pixel_of(x, y)
            right = min(right_edge, max(end.x(), 64 + width))
            box = QRectF(right - width, end.y() + 4, width, LINE)
            if box.bottom() > self.height() - 30:
                box.moveTop(end.y() - LINE - 4)
            while any(box.intersects(other) for _, other in placed):
                box.translate(0, -LINE)
            placed.append((text, box))
        return placed

    def _cover(self) -> None:
        self.setGeometry(self._plot.rect())
