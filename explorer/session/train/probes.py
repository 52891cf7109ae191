"""The reviews that are watched while weights change, and the one of them in view."""

from PySide6.QtCore import QObject, Signal

from explorer.session.data.review_in_view import ReviewInView
from explorer.session.history import History

MOST = 6
State = tuple[tuple[ReviewInView, ...], ReviewInView | None]


class Probes(QObject):
    """Choosing, adding and removing a probe can be undone; looking at another one is no change.

    `changed` follows `reviews` and `shown`, which is one of them, or None without any.
    """

    changed = Signal()

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self.reviews: tuple[ReviewInView, ...] = ()
        self.shown: ReviewInView | None = None

    @property
    def full(self) -> bool:
        """Whether there are as many as can be watched."""
        return len(self.reviews) >= MOST

    def choose(self, review: ReviewInView | None) -> None:
        """Watch this review in the place of the one in view; None: watch none."""
        if review is None:
            self._change((), None, "Watch no review")
        elif review in self.reviews:
            self.show(review)
        else:
            reviews = tuple(review if r == self.shown else r for r in self.reviews) or (review,)
            self._change(reviews, review, "Choose the probe review")

    def add(self, review: ReviewInView) -> None:
        """Watch this review, too, unless there are MOST already."""
        if review in self.reviews:
            self.show(review)
        elif not self.full:
            self._change((*self.reviews, review), review, "Watch another review")

    def remove(self, review: ReviewInView) -> None:
        """Watch this review no more."""
        left = tuple(r for r in self.reviews if r != review)
        shown = self.shown if self.shown in left else next(iter(left), None)
        self._change(left, shown, "Watch a review no more")

    def show(self, review: ReviewInView) -> None:
        """Look at another one of the probes."""
        if review in self.reviews and review != self.shown:
            self._put((self.reviews, review))

    def start_over(self, reviews: tuple[ReviewInView, ...], shown: ReviewInView | None) -> None:
        """Another project: these are its probes. The history must be cleared with it."""
        self._put((reviews, shown))

    def _change(
        self, reviews: tuple[ReviewInView, ...], shown: ReviewInView | None, text: str
    ) -> None:
        self._history.change((self.reviews, self.shown), (reviews, shown), self._put, text)

    def _put(self, state: State) -> None:
        self.reviews, self.shown = state
        self.changed.emit()
