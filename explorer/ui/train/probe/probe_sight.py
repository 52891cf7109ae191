"""What the probe card has to show: of the run as it goes, of a kept epoch, or of no run at all."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.analysis.trace import Trace
from explorer.reviews.encoding import EncodedText
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.runs.shelf import Moment
from explorer.session.session import Session
from explorer.training.histograms import WeightHistogram

UNTRAINED = "untrained: random weights"


@dataclass(frozen=True, eq=False)
class Sight:
    """readings: by review key. when: what the weights are, in words; empty where that is plain.

    trained: whether the weights have learnt anything. waits: something else is on its way.
    """

    readings: Mapping[str, tuple[EncodedText, Trace]]
    weights: tuple[WeightHistogram, ...]
    when: str
    trained: bool = True
    waits: bool = False

    def of(self, review: ReviewInView | None) -> tuple[EncodedText, Trace] | None:
        """One probe's reading."""
        return None if review is None else self.readings.get(review.key)


NOTHING = Sight({}, (), "", waits=True)


def sight_of(session: Session, untrained: Moment | None) -> Sight:
    """Return what is to be seen now. `untrained`: the network that Start would begin with."""
    machine, run = session.time_machine, session.run_in_view
    if run.own and machine.live and session.training.busy and not session.training.watched.unseen:
        return _live(session)
    if run.story.epochs:
        if machine.moment is not None:
            moment = machine.moment
            return Sight(moment.readings, moment.weights, _when(moment), moment.epoch > 0)
        return _live(session) if run.own else NOTHING
    if untrained is None or session.training.busy:
        return Sight({}, (), "")
    return Sight(untrained.readings, untrained.weights, UNTRAINED, trained=False)


def _live(session: Session) -> Sight:
    watched = session.training.watched
    readings = {key: (seen.text, seen.trace) for key, seen in watched.seen.items()}
    return Sight(readings, watched.weights, "")


def _when(moment: Moment) -> str:
    return "" if moment.epoch else UNTRAINED  # the scrubber says which epoch it is
