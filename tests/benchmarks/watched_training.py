"""What watching costs: training throughput with probes, histograms and live.json, and without.

    python -m tests.benchmarks.watched_training [aclImdb_v1.tar.gz] [--quick]

The tutorial's LSTM on real reviews, batch 128, one thread. All ways take turns in the same run,
round after round; a way's time is the best of its rounds, over an epoch's batches. Seconds of the
processor, not of the clock: what else runs on the machine hardly changes them.
"""

import sys
import tempfile
from contextlib import nullcontext
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
from explorer.training.live import LiveFile
from explorer.training.loop import train
from explorer.training.run_card import RunPlan
from explorer.training.settings import TrainingSettings
from tests.benchmarks.real_batches import real_corpus, row

WIDTHS = (52, 12, 14)


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


def watching(corpus: Corpus, probes: int, *, weights: bool) -> Control:
    """Watch the longest reviews there are: the dearest to trace."""
    longest = np.argsort(corpus.train.lengths)[-probes:] if probes else []
    control = Control()
    control.watch([corpus.train.ids(int(one), Encoding()) for one in longest], weights=weights)
    return control


def main() -> int:
    """Print the table."""
    quick = "--quick" in sys.argv
    corpus, batches, rounds = real_corpus(), 20 if quick else 40, 3 if quick else 5
    ways = {
        "headless, without live.json": (5, 0, False, False),
        "headless": (5, 0, False, True),
        "a probe of 500 tokens, every 5 batches": (5, 1, False, True),
        "a probe and histograms, every 5 batches": (5, 1, True, True),
        "three probes and histograms, every 5 batches": (5, 3, True, True),
        "a probe and histograms, every batch": (1, 1, True, True),
    }
    best = dict.fromkeys(ways, float("inf"))
    number = count()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for way, (every, probes, weights, live) in ways.items():
                control = watching(corpus, probes, weights=weights)
                silent = patch.object(LiveFile, "write", lambda *_, **__: None)
                with nullcontext() if live else silent:
                    where = Path(folder) / str(next(number))
                    took = seconds(plan_of(batches, every), corpus, where, control)
                best[way] = min(best[way], took / (batches - 1))
    row("", "CPU s/batch", "of headless", widths=WIDTHS)
    for way, took in best.items():
        row(way, f"{took:.4f}", f"{best['headless'] / took:.3f}", widths=WIDTHS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
