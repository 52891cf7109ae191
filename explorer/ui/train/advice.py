"""What the figures of a run say, in words, with what to look at; calm, and gone on a click.

It stands at the foot of the recipe, whose settings it speaks of: there it covers and moves neither
the curves nor the probe when it comes in the middle of a run.
"""

from PySide6.QtWidgets import QWidget

from explorer.session.session import Session
from explorer.training.events import Diagnosis
from explorer.ui.controls.notice_card import NoticeCard
from explorer.ui.train.curves.curves import Curves
from explorer.ui.train.curves.metric import GRADIENT

GRADIENTS = ("exploding", "stuck")  # what the gradient norm tells something about
TITLES = {
    "exploding": "The steps are too long",
    "stuck": "Nothing is learnt",
    "overfitting": "Overfitting",
    "validation_ahead": "Validation is ahead",
}
TONES = {"validation_ahead": "info"}


class Advice(NoticeCard):
    """The gravest diagnosis of the run in view, unless it was dismissed.

    Only for runs that grow here: a run from the shelf is past advice.
    """

    def __init__(self, session: Session, curves: Curves, parent: QWidget | None = None) -> None:
        super().__init__(closable=True, parent=parent)
        self._session, self._curves = session, curves
        self._shown: Diagnosis | None = None
        self._dismissed: set[str] = set()
        self.closed.connect(self._dismiss)
        self.action.connect(self._act)
        session.run_in_view.changed.connect(self._begin)
        session.run_in_view.grew.connect(self.follow)
        session.training.epochDone.connect(self.follow)

    def follow(self) -> None:
        """Say what holds now."""
        run = self._session.run_in_view
        found = run.story.diagnoses if run.own or run.followed else ()
        shown = next((one for one in found if one.kind not in self._dismissed), None)
        if shown != self._shown:
            self._shown = shown
            self._tell()

    def _tell(self) -> None:
        shown = self._shown
        if shown is None:
            self.say("")
            return
        button = ""
        if shown.kind in GRADIENTS:
            button = "Show the gradient norm"
        elif shown.kind == "overfitting":
            button = f"Show epoch {shown.epoch}"
        text = f"{shown.sentence}\n\n{shown.look_at}"
        self.tell(TITLES[shown.kind], text, TONES.get(shown.kind, "warn"), button)

    def _begin(self) -> None:
        self._dismissed.clear()
        self._shown = None
        self._tell()
        self.follow()

    def _dismiss(self) -> None:
        if self._shown is not None:
            self._dismissed.add(self._shown.kind)
            self._shown = None
            self.follow()

    def _act(self) -> None:
        shown = self._shown
        if shown is None:
            return
        if shown.kind in GRADIENTS:
            self._curves.right.set_metric(GRADIENT)
            self._curves.redraw()
        else:
            self._session.time_machine.go(shown.epoch)
