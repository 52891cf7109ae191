"""Accuracy and loss side by side: one pointer, one zoom, one run."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.session.training_desk import TrainingDesk
from explorer.ui.train.curve_card import CurveCard
from explorer.ui.train.curve_menu import CurveMenu
from explorer.ui.train.curve_points import CurvePoints
from explorer.ui.train.metric import ACCURACY, LOSS
from explorer.ui.train.overfitting import best_validated, overfits_from
from explorer.ui.train.reading import place_at


class Curves(QWidget):
    """Shows a training desk's run; `redraw` is called by the page, not by events."""

    def __init__(self, training: TrainingDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._training = training
        self._points = CurvePoints()
        self._pointed: float | None = None
        self.accuracy, self.loss = CurveCard(ACCURACY), CurveCard(LOSS)
        self.loss.plot.setXLink(self.accuracy.plot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for card in (self.accuracy, self.loss):
            row.addWidget(card, 1)
            card.plot.pointed.connect(self._point_at)
        self.menus = [CurveMenu(card, training) for card in (self.accuracy, self.loss)]
        training.stateChanged.connect(self._follow_state)
        self.redraw()

    def redraw(self) -> None:
        """Show everything that training has told so far."""
        training = self._training
        history = training.history
        self._points.follow(training.curve)
        started = training.started
        epochs = started.epochs if started else training.settings.epochs
        best, overfits = best_validated(history), overfits_from(history)
        for card in (self.accuracy, self.loss):
            card.plot.set_epochs(epochs)
            card.draw(self._points, history, best, overfits)
        self._point_at(self._pointed)

    def _follow_state(self) -> None:
        if self._training.state == "starting":
            self.accuracy.plot.show_whole_run()  # the other plot is linked

    def _point_at(self, x: float | None) -> None:
        self._pointed = x
        place = None
        if x is not None:
            place = place_at(x, self._training.history, self._points.rows)
        for card in (self.accuracy, self.loss):
            card.point_at(place)
