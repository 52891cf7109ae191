"""What looking costs: a full trace beside a plain forward pass, and the whole test set evaluated.

    python -m tests.benchmarks.trace_speed [aclImdb_v1.tar.gz] [--quick]

One thread. Forward and trace take turns on the same review; medians of many turns.
"""

import resource
import sys
import time
from statistics import median

import numpy as np
import torch

from explorer.analysis.trace import trace
from explorer.network.build import Network, build_network
from explorer.network.clamp import Clamp
from explorer.reviews.corpus import Corpus
from explorer.reviews.encoding import Encoding
from explorer.stack.presets import PRESETS
from explorer.training.steps.evaluation import Evaluation, evaluate
from tests.benchmarks.real_batches import real_corpus, row

WIDTHS = (16, 8, 12, 12, 8, 22)
ENCODING = Encoding()


def fresh(name: str) -> Network:
    """A preset with fresh weights."""
    stack = PRESETS[name].stack
    return build_network(stack, maxlen=500, max_features=10_000, seed=0).eval()


def turns(network: Network, ids: np.ndarray, count: int) -> tuple[float, float]:
    """Median milliseconds of a forward pass and of a trace."""
    tokens, times = torch.from_numpy(ids).long()[None], []
    with torch.inference_mode():
        for _ in range(count):
            began = time.perf_counter()
            network(tokens)
            between = time.perf_counter()
            trace(network, ids)
            times.append((between - began, time.perf_counter() - between))
    forward, traced = zip(*times[count // 10 :], strict=True)
    return 1e3 * median(forward), 1e3 * median(traced)


def traces(corpus: Corpus, count: int) -> None:
    """A review of 500 tokens and a typical one, through every preset."""
    lengths = corpus.train.lengths
    reviews = [int(np.flatnonzero(lengths >= 500)[0]), int(np.argsort(lengths)[len(lengths) // 2])]
    row(
        "preset",
        "tokens",
        "forward ms",
        "trace ms",
        "ratio",
        "a clamp on 1 unit, ms",
        widths=WIDTHS,
    )
    for name in PRESETS:
        network = fresh(name)
        for review in reviews:
            ids = np.asarray(corpus.train.ids(review, ENCODING))
            forward, traced = turns(network, ids, count if traced_fast(network) else count // 10)
            clamped = clamp_ms(network, ids)
            figures = (f"{forward:.2f}", f"{traced:.2f}", f"{traced / forward:.2f}")
            row(name, len(ids), *figures, clamped, widths=WIDTHS)


def clamp_ms(network: Network, ids: np.ndarray) -> str:
    """Milliseconds of a trace with one unit of the last recurrent layer held, where one is."""
    layers = trace(network, ids).layers
    if not layers:
        return "nothing to clamp"
    signal = next(iter(layers[-1].signals))
    clamp = [Clamp(layers[-1].name, signal, 0.5, units=(0,))]
    began = time.perf_counter()
    trace(network, ids, clamps=clamp)
    return f"{1e3 * (time.perf_counter() - began):.1f}"


def traced_fast(network: Network) -> bool:
    """Whether the verdicts need no second reading of the review."""
    return all(layer.causal for layer in network.layers)


def evaluation(corpus: Corpus, names: list[str], limit: int) -> None:
    """Reviews a second over the test split."""
    print("\nThe test split, as `evaluate` reads it")
    row("preset", "", "reviews", "seconds", "", "reviews/s", widths=WIDTHS)
    indices = np.arange(min(limit, len(corpus.test)))
    for name in names:
        network = fresh(name)
        began = time.perf_counter()
        *_, last = evaluate(network, corpus.test, indices, ENCODING)
        assert isinstance(last, Evaluation)
        seconds = time.perf_counter() - began
        speed = f"{len(indices) / seconds:,.0f}"
        row(name, "", f"{len(indices):,}", f"{seconds:.2f}", "", speed, widths=WIDTHS)


def main() -> int:
    """Print both tables."""
    torch.set_num_threads(1)
    quick = "--quick" in sys.argv
    corpus = real_corpus()
    traces(corpus, 20 if quick else 300)
    evaluation(corpus, ["lstm"] if quick else list(PRESETS), 1000 if quick else 25_000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of this process, corpus mapped: {peak:,.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
