"""Which reviews the list offers: yours, the samples, and the test reviews as far as needed."""

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.reviews.corpus import CorpusSplit
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.data.sample_reviews import SAMPLE_REVIEWS
from explorer.session.session import Session
from explorer.ui.corpus_search import CorpusSearch
from explorer.ui.inspect.reviews.verdict import is_right

PAGE = 48  # test reviews taken into the list at once
ENOUGH = 24  # rows that a filtered list should have before it stops looking
LOOK_AT_MOST = 960  # test reviews, before it waits to be asked for more
ASK_AFTER_MS = 40


class Catalogue(QObject):
    """Follows data, model and predictions; `changed` when the rows or the counts do.

    rows: the reviews to list. Test reviews are decoded and predicted a page at a time.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._query, self._verdict = "", "all"
        self._own: ReviewInView | None = None
        self._taken: list[ReviewInView] = []
        self._wanted = PAGE
        self._active = False
        self._asked: set[str] = set()
        self.rows: tuple[ReviewInView, ...] = ()
        self._search = CorpusSearch(self)
        self._search.changed.connect(self._refresh)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(ASK_AFTER_MS)
        self._asking.timeout.connect(self._ask)
        session.inspection.predictionsChanged.connect(self._refresh)
        session.inspection.modelChanged.connect(self._follow_model)
        session.inspection.reviewChanged.connect(self._refresh)
        session.data.changed.connect(self._follow_data)
        self._split: CorpusSplit | None = None
        self._follow_data()

    # What is listed ---------------------------------------------------------------------------

    @property
    def test_reviews(self) -> int:
        """How many test reviews there are to search."""
        return 0 if self._split is None else len(self._split)

    @property
    def searching(self) -> bool:
        """Whether the test reviews are still being looked through."""
        return self._search.searching

    @property
    def found(self) -> int:
        """How many reviews hold the text searched for, so far."""
        return len(self._fixed()) + len(self._search.hits)

    def counts(self) -> tuple[int, int]:
        """How many of the reviews taken in so far are predicted right, and wrong."""
        answers = [self._right(review) for review in (*self._fixed(), *self._taken)]
        return answers.count(True), answers.count(False)

    # What the user does -----------------------------------------------------------------------

    def set_active(self, active: bool) -> None:
        """Nobody looks: ask for no predictions until somebody does."""
        self._active = active
        if active:
            self._refresh()

    def set_query(self, text: str) -> None:
        """List the reviews that hold this text."""
        text = text.strip()
        if text != self._query:
            self._query = text
            self._search_anew()

    def set_verdict(self, verdict: str) -> None:
        """List "all" reviews, or those predicted "correct" or "wrong"."""
        self._verdict = verdict
        self._wanted = PAGE
        self._refresh()

    def set_own(self, review: ReviewInView | None) -> None:
        """Put what the user writes on top, or take it away."""
        self._own = review
        self._refresh()

    def more(self) -> None:
        """The end of the list is in sight: take more test reviews in."""
        if len(self._taken) < len(self._search.hits):
            self._wanted = len(self._taken) + PAGE
            self._refresh()

    # Following --------------------------------------------------------------------------------

    def _follow_data(self) -> None:
        corpus = self._session.data.corpus
        split = None if corpus is None else corpus.test
        if split is not self._split:
            self._split = split
            self._search_anew()

    def _follow_model(self) -> None:
        self._asked = set()
        self._refresh()

    def _search_anew(self) -> None:
        self._taken, self._wanted = [], PAGE
        self._search.start(self._split, self._query)
        self._refresh()

    def _refresh(self) -> None:
        self._take_in()
        listed = [review for review in (*self._fixed(), *self._taken) if self._shows(review)]
        if self._verdict != "all" and len(listed) < ENOUGH and self._looks_on():
            self._wanted = len(self._taken) + PAGE
            self._take_in()
        self.rows = tuple(listed)
        self._asking.start()
        self.changed.emit()

    def _take_in(self) -> None:
        if self._split is None:
            return
        for number in self._search.hits[len(self._taken) : self._wanted]:
            self._taken.append(
                ReviewInView(
                    self._split.text(number),
                    int(self._split.labels[number]),
                    str(self._split.keys[number]),
                    "corpus",
                )
            )

    def _fixed(self) -> list[ReviewInView]:
        """Yours, a review that another page opened, and the samples; as far as they are wanted."""
        wanted = self._query.casefold()
        listed = [] if self._own is None else [self._own]
        guest = self._session.inspection.review
        if guest is not None and guest.origin != "yours" and not self._query:
            known = (*SAMPLE_REVIEWS, *self._taken)
            if guest not in known:
                listed.append(guest)
        return listed + [r for r in SAMPLE_REVIEWS if wanted in r.text.casefold()]

    def _shows(self, review: ReviewInView) -> bool:
        if self._verdict == "all":
            return True
        return self._right(review) is (self._verdict == "correct")

    def _right(self, review: ReviewInView) -> bool | None:
        return is_right(review, self._session.inspection.predictions.get(review.key))

    def _looks_on(self) -> bool:
        """Whether a filtered list should go on by itself: all taken in are predicted."""
        answers = self._session.inspection.predictions
        answered = all(review.key in answers for review in self._taken)
        return answered and len(self._taken) < LOOK_AT_MOST

    def _ask(self) -> None:
        """Have those predicted that are not yet."""
        inspection = self._session.inspection
        if not self._active or inspection.model is None:
            return
        listed = (*self._fixed(), *self._taken)
        missing = {r.key: r for r in listed if r.key not in inspection.predictions}
        if missing.keys() - self._asked:
            # A new list replaces the one under way: what that one still owes is in here, too.
            self._asked = set(missing)
            inspection.list_reviews(tuple(missing.values()))
