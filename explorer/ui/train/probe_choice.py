"""Which review is watched during training."""

from PySide6.QtWidgets import QWidget

from explorer.reviews.samples import SAMPLES
from explorer.session.review_in_view import ReviewInView
from explorer.session.session import Session
from explorer.ui.train.recipe_fields import Choice


def sample_reviews() -> list[ReviewInView]:
    """The hand-written reviews as the window passes them around."""
    return [
        ReviewInView(sample.text, sample.label, sample.title, "sample", sample.note)
        for sample in SAMPLES
    ]


class ProbeChoice(Choice):
    """The samples by title; a probe from elsewhere stands above them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._reviews = {review.key: review for review in sample_reviews()}
        super().__init__([], parent)
        self.setAccessibleName("Probe review")
        self._session = session
        self.chosen.connect(self._set_probe)
        session.training.probeChanged.connect(self._show_probe)
        self._show_probe()

    def _set_probe(self, key: str) -> None:
        self._session.training.set_probe(self._reviews[key])

    def _show_probe(self) -> None:
        probe = self._session.training.probe
        if probe is not None:
            self._reviews.setdefault(probe.key, probe)
        foreign = [review for review in self._reviews.values() if review.origin != "sample"]
        samples = [review for review in self._reviews.values() if review.origin == "sample"]
        self.offer([(r.key, r.title or "Your own") for r in (*foreign[-1:], *samples)])
        self.show_value(None if probe is None else probe.key)
        self.setToolTip("" if probe is None else probe.title)
