"""What watching costs: training throughput with probes, histograms and live.json, and without.

    python -m tests.benchmarks.watched_training [aclImdb_v1.tar.gz] [--quick]

The tutorial's LSTM on real reviews, batch 128, one thread. All ways take turns in the same run,
round after round; a way's time is the best of its rounds, over an epoch's batches. Seconds of the
processor, not of the clock: what else runs on the machine hardly changes them.
"""

import sys
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import process_time
from unittest.mock import patch

import numpy as np

from explorer.reviews.corpus import Corpus
from explorer.reviews.encoding import Encoding
from explorer.stack.presets import preset
from explorer.training.control import Control
from explorer.training.events import BatchDone
from explorer.training.loop import train
from explorer.training.runs.live import LiveFile
from explorer.training.runs.run_card import RunPlan
from explorer.training.settings import TrainingSettings
from tests.benchmarks.real_batches import real_corpus, row

WIDTHS = (52, 12, 14)


@dataclass(frozen=True)
class Way:
    """What is watched: how many probes, every how many batches; see Control.watch."""

    probes: int
    every: int = 1
    weights: bool = False
    share: float | None = None
    live: bool = True


def plan_of(batches: int, every: int) -> RunPlan:
    """One epoch of so many batches, nothing kept back."""
    settings = TrainingSettings(
        epochs=1, limit=128 * batches, validation_split=0.0, threads=1, probe_every=every
    )
    return RunPlan(stack=preset("lstm").stack, settings=settings, encoding=Encoding(), data="imdb")


def seconds(plan: RunPlan, corpus: Corpus, where: Path, control: Control) -> float:
    """From the first batch's end to the last one's."""
    began = ended = 0.0
    for event in train(plan, corpus, where, control):
        if isinstance(event, BatchDone):
            ended = process_time()
            began = began or ended
    return ended - began


def watching(corpus: Corpus, way: Way) -> Control:
    """Watch the longest reviews there are: the dearest to trace."""
    longest = np.argsort(corpus.train.lengths)[-way.probes :] if way.probes else []
    probes = [corpus.train.ids(int(one), Encoding()) for one in longest]
    control = Control()
    control.watch(probes, weights=way.weights, share=way.share)
    return control


def main() -> int:
    """Print the table."""
    quick = "--quick" in sys.argv
    corpus, batches, rounds = real_corpus(), 20 if quick else 40, 3 if quick else 5
    ways = {
        "headless, without live.json": Way(0, live=False),
        "headless": Way(0),
        "a probe of 500 tokens, every 5 batches": Way(1, every=5),
        "a probe and histograms, every 5 batches": Way(1, every=5, weights=True),
        "three probes and histograms, every 5 batches": Way(3, every=5, weights=True),
        "a probe and histograms, every batch": Way(1, weights=True),
        "three probes and histograms, in 2% of the time": Way(3, weights=True, share=0.02),
    }
    best = dict.fromkeys(ways, float("inf"))
    number = count()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name, way in ways.items():
                control = watching(corpus, way)
                silent = patch.object(LiveFile, "write", lambda *_, **__: None)
                with nullcontext() if way.live else silent:
                    where = Path(folder) / str(next(number))
                    took = seconds(plan_of(batches, way.every), corpus, where, control)
                best[name] = min(best[name], took / (batches - 1))
    row("", "CPU s/batch", "of headless", widths=WIDTHS)
    for name, took in best.items():
        row(name, f"{took:.4f}", f"{best['headless'] / took:.3f}", widths=WIDTHS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
