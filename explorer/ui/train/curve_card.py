"""A card with one live plot: title, legend, plot, remark."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.training.events import EpochRecord
from explorer.ui.theme.theme import theme
from explorer.ui.train.curve_legend import CurveLegend, Key
from explorer.ui.train.curve_note import CurveNote
from explorer.ui.train.curve_plot import CurvePlot
from explorer.ui.train.curve_points import CurvePoints
from explorer.ui.train.metric import Metric
from explorer.ui.train.reading import Place

INSET = 3  # the plot's square corners stay inside the card's round ones


class CurveCard(QFrame):
    """Draws one metric of the run that it is shown."""

    def __init__(self, metric: Metric, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setMinimumHeight(176)
        self.subject = metric
        self.plot = CurvePlot(metric, theme().palette)
        self.legend = CurveLegend()
        self.note = CurveNote(self.plot, boxed=metric.percent)
        self._epoch_label = QLabel("epoch", self.plot)
        self._epoch_label.setProperty("role", "caption")
        title = QLabel(metric.title)
        title.setProperty("role", "heading")
        head = QHBoxLayout()
        head.setContentsMargins(16 - INSET, 0, 16 - INSET, 0)
        head.addWidget(title)
        head.addWidget(self.legend, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 14, INSET, INSET)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.plot, 1)
        self._live: tuple[Key, ...] = self._keys(None, None)
        self.legend.show_keys(self._live)
        self.plot.getViewBox().sigResized.connect(self._place_epoch_label)
        theme().changed.connect(self._repaint_plot)

    def draw(
        self,
        points: CurvePoints,
        history: Sequence[EpochRecord],
        best: EpochRecord | None,
        overfits: EpochRecord | None,
    ) -> None:
        """Show the run as far as it has come."""
        self.plot.draw(points, history, best, overfits)
        rows, metric = points.rows, self.subject
        checked = [value for record in history if (value := metric.validation(record)) is not None]
        train = float(rows[-1, metric.column]) if len(rows) else None
        self._live = self._keys(train, checked[-1] if checked else None)
        self._say(best, overfits)

    def point_at(self, place: Place | None) -> None:
        """Read the curves at a place, or show the newest values again."""
        if place is None:
            self.plot.point_at(None)
            self.legend.show_keys(self._live)
        else:
            self.plot.point_at(place.x)
            keys = self._keys(place.train(self.subject), place.validation(self.subject))
            self.legend.show_keys(keys, place.name)

    def _keys(self, train: float | None, validation: float | None) -> tuple[Key, ...]:
        written = self.subject.written
        return (
            Key("train", "" if train is None else written(train), "t2"),
            Key("validation", "" if validation is None else written(validation), "accent"),
        )

    def _say(self, best: EpochRecord | None, overfits: EpochRecord | None) -> None:
        if self.subject.percent:
            text = f"Overfitting from epoch {overfits.epoch}, best kept" if overfits else ""
            self.note.say(text, overfits.epoch if overfits else 0)
        elif best is not None and best.val_loss is not None:
            self.note.say(f"lowest validation loss {best.val_loss:.3f}", best.epoch)
        else:
            self.note.say("", 0)

    def _place_epoch_label(self) -> None:
        label = self._epoch_label
        label.adjustSize()
        left = self.plot.pixel_of(0, 0).x()
        label.move(round(left - label.width() - 8), self.plot.height() - label.height() - 6)

    def _repaint_plot(self) -> None:
        self.plot.paint_with(theme().palette)
