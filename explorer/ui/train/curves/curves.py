"""Two plots side by side: one pointer, one zoom, one run, and earlier runs behind it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.session.runs.run_story import RunStory
from explorer.session.session import Session
from explorer.training.advice.overfitting import best_validated, overfits_from
from explorer.ui.train.curves.curve_card import CurveCard, Scene
from explorer.ui.train.curves.curve_menu import CurveMenu
from explorer.ui.train.curves.curve_points import CurvePoints
from explorer.ui.train.curves.metric import ACCURACY, LOSS
from explorer.ui.train.curves.reading import place_at


class Curves(QWidget):
    """Shows the run in view; the page calls `redraw` while it grows."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._run = session.run_in_view
        self._points = CurvePoints()
        self._pointed: float | None = None
        self.left, self.right = CurveCard(ACCURACY), CurveCard(LOSS)
        self.right.plot.setXLink(self.left.plot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for card in self.cards:
            row.addWidget(card, 1)
            card.plot.pointed.connect(self._point_at)
            card.plot.picked.connect(self._pick)
            card.metricChanged.connect(self.redraw)
        self.menus = [CurveMenu(card, session) for card in self.cards]
        self._run.changed.connect(self._show_run)
        session.ghosts.changed.connect(self._show_ghosts)
        session.time_machine.changed.connect(self._mark_moment)
        self.redraw()

    @property
    def cards(self) -> tuple[CurveCard, CurveCard]:
        """Both cards."""
        return self.left, self.right

    def redraw(self) -> None:
        """Show everything that the run has told so far."""
        story = self._run.story
        self._points = CurvePoints(story.curve.rows)
        scene = Scene(
            story,
            self._points,
            best_validated(story.history),
            overfits_from(story.history),
            self._ghosts(),
        )
        for card in self.cards:
            card.plot.set_epochs(story.planned or self._session.training.settings.epochs)
            card.name = "" if self._run.own else story.title
            card.draw(scene)
        self._point_at(self._pointed)
        self._mark_moment()

    def _ghosts(self) -> tuple[RunStory, ...]:
        """Those chosen, without the run in view: it would be its own shadow."""
        shown = self._run.story.path
        return tuple(s for s in self._session.ghosts.stories if s.path != shown)

    def _show_ghosts(self) -> None:
        if self.isVisible():  # else the page catches up once somebody looks
            self.redraw()

    def _show_run(self) -> None:
        self._show_ghosts()
        self.left.plot.show_whole_run()  # the other plot is linked

    def _point_at(self, x: float | None) -> None:
        self._pointed = x
        place = None
        if x is not None:
            place = place_at(x, self._run.story.history, self._points.rows, self._ghosts())
        for card in self.cards:
            card.point_at(place)

    def _pick(self, x: float) -> None:
        """Show the kept epoch that was clicked in the probe below."""
        self._session.time_machine.go(round(x))

    def _mark_moment(self) -> None:
        machine = self._session.time_machine
        for card in self.cards:
            card.plot.items_drawn.show_moment(machine.epoch or None)
