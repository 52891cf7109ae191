"""What is looked at in the middle of training: the probes' traces, the weights' histograms."""

from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np

from explorer.analysis.predictions import trace_as_trained
from explorer.analysis.trace import Trace
from explorer.network.network import Network
from explorer.reviews.encoding import Encoding, kept_part
from explorer.training.control import Control
from explorer.training.events import ProbeTraced, Warned, WeightsSeen
from explorer.training.histograms import Histograms

SHORTEST = 1 / 30  # seconds between two looks, where their share of the time is limited
SAVED = 0.1  # seconds of looking that may be saved up: short runs and steps are seen whole
Seen = ProbeTraced | WeightsSeen | Warned


class Watching:
    """Looks every `every` batches (0: never) at most; nothing that is learnt depends on it."""

    def __init__(
        self,
        on_processor: Callable[[], Network],
        histograms: Histograms,
        encoding: Encoding,
        every: int,
    ) -> None:
        self._on_processor = on_processor
        self._histograms = histograms
        self._encoding = encoding
        self._every = every
        self._warned: set[str] = set()
        self._looked = -SHORTEST
        self._place = 0, 0
        self._shown: tuple[object, ...] = ()
        self._credit = SAVED

    def look(self, control: Control, epoch: int, batch: int) -> Iterator[Seen]:
        """Yield what `control` asks to see, if this batch is one to look at."""
        self._place = epoch, batch
        if self._every == 0 or batch % self._every or not self._affords(control.share):
            return
        yield from self._look(control)

    def look_again(self, control: Control) -> Iterator[Seen]:
        """While the run is held up: yield what is wanted, unless it was seen after this batch."""
        if self._every and self._shown != self._wish(control):
            yield from self._look(control)

    def _wish(self, control: Control) -> tuple[object, ...]:
        probes, weights = control.watched
        return self._place, tuple(probe.tobytes() for probe in probes), weights

    def _look(self, control: Control) -> Iterator[Seen]:
        began = perf_counter()
        self._shown = self._wish(control)
        probes, weights = control.watched
        epoch, batch = self._place
        seen: list[Seen] = []
        if probes:
            seen.extend(self._trace(probes, epoch, batch))
        if weights:
            seen.append(WeightsSeen(epoch, batch, self._histograms.count()))
        self._credit -= perf_counter() - began
        yield from seen

    def _affords(self, share: float | None) -> bool:
        """Whether the time that has passed pays for a look, and it is not too soon for one."""
        if share is None:
            return True
        passed = perf_counter() - self._looked
        if passed < SHORTEST or self._credit + share * passed <= 0.0:
            return False
        self._credit = min(SAVED, self._credit + share * passed)
        self._looked += passed
        return True

    def _trace(self, probes: tuple[np.ndarray, ...], epoch: int, batch: int) -> Iterator[Seen]:
        traces, network = list[Trace](), self._on_processor()
        try:
            for probe in probes:
                kept = probe[kept_part(len(probe), self._encoding)]
                if len(kept) < len(probe):
                    yield from self._warn(
                        f"The probe has {len(probe):,} tokens and the network reads "
                        f"{self._encoding.maxlen:,}: it is cut like every review."
                    )
                traces.append(trace_as_trained(network, kept, self._encoding))
        except Exception as error:  # whatever it is, a run must not be lost for a picture
            sentence = f"The probe could not be traced, training goes on: {error}"
            yield from self._warn(sentence, lost=True)
        else:
            yield ProbeTraced(epoch, batch, tuple(traces))

    def _warn(self, sentence: str, *, lost: bool = False) -> Iterator[Warned]:
        if sentence not in self._warned:
            self._warned.add(sentence)
            yield Warned(sentence, lost)
