"""The tutorial's models on the real reviews: best validation accuracy in ten epochs, and what
moves it.

    python -m tests.benchmarks.headline [aclImdb_v1.tar.gz] [--rows=lstm,masked] [--seeds=0,1,2]

Every row is the tutorial's recipe (max_features 10,000, maxlen 500, RMSprop 0.001, batch 128, the
last fifth of the training reviews validates) with one thing changed; --epochs=N shortens it. The
rows split_1 … split_3 deal the training reviews anew, so that other reviews validate: how far they
lie apart is what the choice of 5,000 reviews alone does to the figure. One row takes about a
minute a seed. The training of each row prints on stderr.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from statistics import mean

import numpy as np
from numpy.typing import NDArray

from explorer.reviews.corpus import Corpus, CorpusSplit
from explorer.reviews.encoding import Encoding, Ids
from explorer.stack.kinds import EmbeddingSpec
from explorer.stack.presets import PRESETS
from explorer.stack.spec import StackSpec
from explorer.training.events import EpochDone
from explorer.training.loop import train
from explorer.training.runs.run_card import RunPlan
from explorer.training.settings import TrainingSettings
from tests.benchmarks.real_batches import real_corpus, row


def masked(name: str) -> StackSpec:
    """A preset whose embedding masks the pads."""
    stack = PRESETS[name].stack
    embedding = stack.layers[0]
    assert isinstance(embedding, EmbeddingSpec)
    return stack.replaced(0, replace(embedding, mask_zero=True))


class Dealt(CorpusSplit):
    """The same reviews in another order."""

    def __init__(self, split: CorpusSplit, order: NDArray[np.int64]) -> None:
        self._split, self._order = split, order
        self.labels = split.labels[order]
        self.keys = tuple(split.keys[place] for place in order.tolist())

    def __len__(self) -> int:
        return len(self._order)

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """(len,) words of every review."""
        return self._split.lengths[self._order]

    def batch(self, indices: Sequence[int] | NDArray[np.integer], encoding: Encoding) -> Ids:
        """Reviews `indices` as (B, maxlen)."""
        return self._split.batch(self._order[np.asarray(indices)], encoding)


def dealt(corpus: Corpus, seed: int) -> Corpus:
    """The corpus with its training reviews shuffled once more."""
    order = np.random.default_rng(seed).permutation(len(corpus.train))
    other = copy(corpus)
    other.__dict__["train"] = Dealt(corpus.train, order)
    return other


@dataclass(frozen=True)
class Variant:
    """One row: what is trained, on which encoding, with which deal of the reviews (0: ours)."""

    label: str
    stack: Callable[[], StackSpec]
    encoding: Encoding = field(default_factory=Encoding)
    deal: int = 0


def _lstm() -> StackSpec:
    return PRESETS["lstm"].stack


ROWS = {
    "simple_rnn": Variant("SimpleRNN", lambda: PRESETS["simple_rnn"].stack),
    "lstm": Variant("LSTM", _lstm),
    "gru": Variant("GRU", lambda: PRESETS["gru"].stack),
    "masked": Variant("LSTM, mask_zero", lambda: masked("lstm")),
    "cut_end": Variant("LSTM, truncating post", _lstm, Encoding(truncating="post")),
    "pads_last": Variant("LSTM, padding post", _lstm, Encoding(padding="post")),
    "pads_last_masked": Variant(
        "LSTM, padding post, mask_zero", lambda: masked("lstm"), Encoding(padding="post")
    ),
    "skip_top": Variant("LSTM, skip_top 20", _lstm, Encoding(skip_top=20)),
    "split_1": Variant("LSTM, other reviews validate (1)", _lstm, deal=1),
    "split_2": Variant("LSTM, other reviews validate (2)", _lstm, deal=2),
    "split_3": Variant("LSTM, other reviews validate (3)", _lstm, deal=3),
}


def accuracies(variant: Variant, corpus: Corpus, seed: int, epochs: int) -> list[float]:
    """Validation accuracy after every epoch of one run."""
    plan = RunPlan(
        stack=variant.stack(),
        settings=TrainingSettings(seed=seed, epochs=epochs, probe_every=0),
        encoding=variant.encoding,
        data="imdb",
    )
    reviews = dealt(corpus, variant.deal) if variant.deal else corpus
    found: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for event in train(plan, reviews, Path(folder) / "run"):
            if isinstance(event, EpochDone) and event.record.val_accuracy is not None:
                found.append(event.record.val_accuracy)
                print(f"{variant.label}, seed {seed}: {found[-1]:.4f}", file=sys.stderr)
    return found


def chosen(option: str, default: str) -> list[str]:
    """The values of --OPTION=a,b,c."""
    told = [arg.partition("=")[2] for arg in sys.argv if arg.startswith(f"--{option}=")]
    return (told[0] if told else default).split(",")


def main() -> int:
    """Print the table, a row as soon as its runs are done."""
    names = chosen("rows", ",".join(ROWS))
    seeds = [int(seed) for seed in chosen("seeds", "0,1,2")]
    epochs = int(chosen("epochs", "10")[0])
    unknown = [name for name in names if name not in ROWS]
    if unknown:
        print(f"There is no row {unknown[0]}: choose from {', '.join(ROWS)}.", file=sys.stderr)
        return 2
    corpus, widths = real_corpus(), (34, *[8] * len(seeds), 8)
    row("best validation accuracy", *(f"seed {seed}" for seed in seeds), "mean", widths=widths)
    for name in names:
        best = [max(accuracies(ROWS[name], corpus, seed, epochs)) for seed in seeds]
        row(ROWS[name].label, *(f"{one:.4f}" for one in best), f"{mean(best):.4f}", widths=widths)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
