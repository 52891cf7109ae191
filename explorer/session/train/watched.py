"""What is looked at while a run trains, and what was seen of it last."""

from collections.abc import Callable
from dataclasses import dataclass

from explorer.analysis.trace import Trace
from explorer.reviews.encoding import EncodedText, Encoding, encode_text
from explorer.reviews.vocabulary import Vocabulary
from explorer.session.data.review_in_view import ReviewInView
from explorer.training.control import Control
from explorer.training.events import ProbeTraced, WeightsSeen
from explorer.training.histograms import WeightHistogram

SHARE = 0.02  # of the time of training: what watching may cost


@dataclass(frozen=True, eq=False)
class Seen:
    """One probe, read in the middle of training, after `batch` of `epoch`."""

    text: EncodedText
    trace: Trace
    epoch: int
    batch: int


class Watched:
    """Tells a run what to look at. Nobody pays for what nobody wants to see.

    `asked` is called when something else is wanted.
    """

    def __init__(self, asked: Callable[[], None]) -> None:
        self._asked = asked
        self._told = False
        self._reviews: tuple[ReviewInView, ...] = ()
        self._weights = False
        self._texts: dict[str, EncodedText] = {}
        self._words: tuple[Vocabulary, Encoding] | None = None
        self._control: Control | None = None
        self.seen: dict[str, Seen] = {}
        self.weights: tuple[WeightHistogram, ...] = ()

    def begin(self, vocabulary: Vocabulary, encoding: Encoding, control: Control) -> None:
        """A run begins: nothing of it has been seen, and this is how it reads."""
        self.forget()
        self._words, self._control = (vocabulary, encoding), control
        self._ask()

    def forget(self) -> None:
        """Nothing has been seen."""
        self.seen, self.weights, self._texts = {}, (), {}

    def want_by_default(self, reviews: tuple[ReviewInView, ...]) -> None:
        """Look at these probes as long as nobody has said what is wanted."""
        if not self._told:
            self._reviews = reviews
            self._ask()

    def want(self, reviews: tuple[ReviewInView, ...], *, weights: bool = False) -> None:
        """Look at these probes from the next batch on, and at the weights if wanted."""
        self._told = True
        if (reviews, weights) != (self._reviews, self._weights):
            self._reviews, self._weights = reviews, weights
            self._ask()

    @property
    def unseen(self) -> bool:
        """Whether nothing has been seen of the run yet."""
        return not self.seen and not self.weights

    def of(self, review: ReviewInView | None) -> Seen | None:
        """What was seen of a probe last."""
        return None if review is None else self.seen.get(review.key)

    def take(self, event: object) -> None:
        """Take in what a run shows."""
        if isinstance(event, WeightsSeen):
            self.weights = event.histograms
        elif isinstance(event, ProbeTraced):
            for trace in event.traces:  # the wish may have changed since: the words tell whose
                for key, text in self._texts.items():
                    if trace.ids[trace.pads :].tobytes() == text.ids.tobytes():
                        self.seen[key] = Seen(text, trace, event.epoch, event.batch)

    def _ask(self) -> None:
        if self._control is None or self._words is None:
            return
        for review in self._reviews:
            if review.key not in self._texts:
                self._texts[review.key] = encode_text(review.text, *self._words)
        ids = [self._texts[review.key].ids for review in self._reviews]
        self._control.watch(ids, weights=self._weights, share=SHARE)
        self._asked()
