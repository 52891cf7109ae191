"""Runs taken from the shelf, on the worker thread: what any of their epochs makes of the probes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.analysis.predictions import trace_as_trained
from explorer.analysis.trace import Trace
from explorer.network.build import Network, build_network
from explorer.reviews.encoding import EncodedText, encode_text
from explorer.session.data.review_in_view import ReviewInView
from explorer.training.histograms import Histograms, WeightHistogram
from explorer.training.runs.run_folder import RunFolder, SavedRun


@dataclass(frozen=True, eq=False)
class Moment:
    """The run at `path` as it was after `epoch`; 0 is before the first.

    readings: by review key, each probe's text as the run encodes it, and its trace. weights: their
    histograms, in the bins that they had in training; empty unless they were wanted.
    """

    path: Path
    epoch: int
    readings: Mapping[str, tuple[EncodedText, Trace]]
    weights: tuple[WeightHistogram, ...]

    def of(self, review: ReviewInView | None) -> tuple[EncodedText, Trace] | None:
        """The reading of one probe."""
        return None if review is None else self.readings.get(review.key)


class Shelf:
    """Keeps the run that was read last: a scrubber that is dragged does not read its words again.

    One network takes the weights of one epoch after the other; the bins of its histograms are
    those of the untrained weights, as in training.
    """

    def __init__(self) -> None:
        self._run: SavedRun | None = None
        self._epoch = 0
        self._network: Network | None = None
        self._histograms: Histograms | None = None

    def moment(
        self, path: Path, epoch: int, probes: Sequence[ReviewInView], *, weights: bool
    ) -> Moment:
        """Read `probes` as the run does after `epoch`. Raises UserProblem."""
        run = self._run_with(path, epoch)
        network = self._network_at(run, epoch)
        readings = {}
        for review in probes:
            text = encode_text(review.text, run.vocabulary, run.encoding)
            readings[review.key] = (text, trace_as_trained(network, text.ids, run.encoding))
        counted = self._histograms.count() if weights and self._histograms else ()
        return Moment(path, epoch, readings, counted)

    def _run_with(self, path: Path, epoch: int) -> SavedRun:
        run = self._run
        if run is None or run.path != path or (epoch and epoch not in run.epochs):
            run = self._run = RunFolder(path).read()
            self._network = None
        return run

    def _network_at(self, run: SavedRun, epoch: int) -> Network:
        network = self._network
        if network is None or (epoch == 0 and self._epoch):
            self._network = None
            network = build_network(
                run.stack,
                maxlen=run.encoding.maxlen,
                max_features=run.encoding.max_features,
                seed=run.settings.seed,
            ).eval()
            self._histograms = Histograms(network)
            self._epoch = 0
        if epoch != self._epoch:
            self._network = None  # in case the weights are damaged
            network.load_weights(run.weights(epoch))
        self._network, self._epoch = network, epoch
        return network
