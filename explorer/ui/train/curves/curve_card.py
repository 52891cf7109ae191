"""A card with one live plot: what it shows, legend, plot, remark."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.session.runs.run_story import RunStory
from explorer.training.events import EpochRecord, last_epoch
from explorer.ui.theme.theme import theme
from explorer.ui.train.curves.curve_legend import CurveLegend, Key
from explorer.ui.train.curves.curve_note import CurveNote
from explorer.ui.train.curves.curve_plot import CurvePlot
from explorer.ui.train.curves.curve_points import CurvePoints
from explorer.ui.train.curves.ghost_labels import GhostLabels
from explorer.ui.train.curves.metric import ACCURACY, LOSS, METRICS, Metric
from explorer.ui.train.curves.metric_title import MetricTitle
from explorer.ui.train.curves.reading import Place

INSET = 3  # the plot's square corners stay inside the card's round ones


@dataclass(frozen=True, eq=False)
class Scene:
    """What both cards draw: a run, where it was best, since when it overfits, what is behind it."""

    story: RunStory
    points: CurvePoints
    best: EpochRecord | None
    overfits: EpochRecord | None
    ghosts: tuple[RunStory, ...] = ()


class CurveCard(QFrame):
    """Draws one metric of the run that it is shown; `metricChanged` when the user asks for another.

    `name` says whose curves they are, where that is not the run of this window.
    """

    metricChanged = Signal()

    def __init__(self, metric: Metric, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setMinimumHeight(176)
        self.subject = metric
        self.name = ""
        self._validates = True
        self._placed: tuple[object, ...] = ()
        self.plot = CurvePlot(metric, theme().palette)
        self.legend = CurveLegend()
        self.ghost_labels = GhostLabels(self.plot)
        self.warning = CurveNote(self.plot, self.ghost_labels, boxed=True)
        self.note = CurveNote(self.plot, self.ghost_labels, boxed=False)
        self._epoch_label = QLabel("epoch", self.plot)
        self._epoch_label.setProperty("role", "caption")
        self.title = MetricTitle(METRICS, metric)
        self.title.chosen.connect(self._choose)
        head = QHBoxLayout()
        head.setContentsMargins(16 - INSET, 0, 16 - INSET, 0)
        head.setSpacing(8)
        head.addWidget(self.title)
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

    def draw(self, scene: Scene) -> None:
        """Show the run as far as it has come."""
        history, metric = scene.story.history, self.subject
        self._validates = not history or any(r.val_loss is not None for r in history)
        self.plot.draw(scene.points, history, scene.best, scene.overfits, scene.ghosts)
        self.ghost_labels.show_ghosts(scene.ghosts, metric)
        checked = [value for record in history if (value := metric.validation(record)) is not None]
        rows, ends = scene.points.rows, [metric.train(record) for record in history]
        train = ends[-1] if ends else None
        if len(rows) and (train is None or rows[-1, 0] > last_epoch(history)):
            train = float(rows[-1, metric.column])  # of the epoch under way
        ghosts = tuple(metric.decisive(ghost.history[-1]) for ghost in scene.ghosts)
        self._live = self._keys(train, checked[-1] if checked else None, ghosts)
        self._say(scene.best, scene.overfits)
        place = (len(history), self.ghost_labels.names())
        if place != self._placed:  # between epochs they stay where they are
            self._placed = place
            self.warning.place()
            self.note.place()

    def point_at(self, place: Place | None) -> None:
        """Read the curves at a place, or show the newest values again."""
        if place is None:
            self.plot.point_at(None)
            self.legend.show_keys(self._live, self.name)
        else:
            self.plot.point_at(place.x)
            metric = self.subject
            keys = self._keys(place.train(metric), place.validation(metric), place.behind(metric))
            self.legend.show_keys(keys, place.name)

    def set_metric(self, metric: Metric) -> None:
        """Show another figure."""
        self.subject = metric
        self.title.show_metric(metric)
        self.plot.set_metric(metric)

    def _choose(self, metric: Metric) -> None:
        self.set_metric(metric)
        self.metricChanged.emit()

    def _keys(
        self,
        train: float | None,
        validation: float | None,
        ghosts: Sequence[float | None] = (),
    ) -> tuple[Key, ...]:
        metric = self.subject

        def text(value: float | None) -> str:
            return "" if value is None else metric.written(value)

        behind = [
            Key("ghost" if len(ghosts) == 1 else f"ghost {place}", text(value), "t3", place)
            for place, value in enumerate(ghosts, start=1)
        ]
        own = [Key("train", text(train), "t2")]
        if metric.validated and self._validates:
            own.append(Key("validation", text(validation), "accent"))
        return (*behind, *own)

    def _say(self, best: EpochRecord | None, overfits: EpochRecord | None) -> None:
        metric, said = self.subject, ""
        if metric is ACCURACY and overfits is not None:
            said = f"Validation loss rises since epoch {overfits.epoch}; best kept"
        self.warning.say(said, overfits.epoch if overfits else 0)
        if metric is LOSS and best is not None and best.val_loss is not None:
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
