"""What asking costs: each question of the Inspect page beside the naive way of answering it.

    python -m tests.benchmarks.analysis_speed [aclImdb_v1.tar.gz] [--quick]

One thread, the tutorial's LSTM 32 on a real review of 500 tokens; shortest of some runs, ours and
the naive way in the same process. Naive are: one timestep after another in torch, with autograd
where there are gradients; and one review after another. The last, over the test split, is timed
on a sample of reviews and multiplied.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
import torch

from explorer.analysis.gradient import gradient_flow
from explorer.analysis.ledger import open_ledger
from explorer.analysis.search import search_unit
from explorer.analysis.trace import trace
from explorer.analysis.whatif import Hold, leave_out, rerun
from explorer.network.build import Network, build_network
from explorer.reviews.corpus import Corpus
from explorer.reviews.encoding import Encoding
from explorer.stack.presets import PRESETS
from tests.analysis.naive_loops import NaiveRun, naive_signals
from tests.benchmarks.real_batches import best_seconds, real_corpus, row

WIDTHS = (46, 12, 12, 8)
ENCODING = Encoding()


def line(what: str, ours: float, naive: float) -> None:
    """Print both times in milliseconds, and how many times faster ours is."""
    row(what, f"{1e3 * ours:,.2f}", f"{1e3 * naive:,.2f}", f"{naive / ours:,.1f}×", widths=WIDTHS)


def one_by_one(network: Network, rows: list[np.ndarray]) -> None:
    """A forward pass a review."""
    with torch.no_grad():
        for ids in rows:
            network(torch.from_numpy(ids)[None])


def naive_ledger(signals: dict[str, np.ndarray], t: int) -> np.ndarray:
    """Who wrote what still survives after t, by the definition: a product for each timestep."""
    parts = []
    for s in range(t + 1):
        left = np.ones(signals["f"].shape[1])
        for later in range(s + 1, t + 1):
            left = left * signals["f"][later]
        parts.append(signals["i"][s] * signals["k"][s] * left)
    return np.array(parts)


def questions(network: Network, ids: np.ndarray, turns: int) -> None:
    """One review of 500 tokens."""

    def shortest(ours: Callable[[], object], naive: Callable[[], object], what: str) -> None:
        line(what, best_seconds(ours, turns), best_seconds(naive, max(1, turns // 4)))

    shortest(
        lambda: trace(network, ids),
        lambda: naive_signals(network, ids),
        f"trace, {len(ids)} tokens",
    )
    plain = trace(network, ids)
    for start, stop, what in ((0, None, "every word"), (200, 240, "40 words")):
        hold = Hold("lstm", "f", 1.0, (0, 1, 2), start, stop)
        held = {"f": (slice(start, stop), [0, 1, 2], 1.0)}

        def ours(hold: Hold = hold) -> object:
            return rerun(network, ids, [hold], before=plain)

        def naive(held: dict = held) -> object:
            return naive_signals(network, ids, held)

        shortest(ours, naive, f"what if, f held in 3 units over {what}")
    without = [np.delete(ids, t) for t in range(len(ids))]
    shortest(
        lambda: list(leave_out(network, ids)),
        lambda: one_by_one(network, without),
        f"each of {len(ids)} words left out",
    )

    def through_loop() -> None:
        NaiveRun(network, ids.tolist()).logit.backward()

    shortest(lambda: gradient_flow(network, ids), through_loop, "gradient flow (ours in float64)")
    ledger = open_ledger(network, ids)
    signals = {name: values.astype(float) for name, values in plain.layers[0].signals.items()}
    shortest(
        lambda: ledger.at(len(ids) - 1),
        lambda: naive_ledger(signals, len(ids) - 1),
        "ledger at one timestep",
    )


def over_the_test_split(network: Network, corpus: Corpus, limit: int, sample: int) -> None:
    """One unit over the test reviews."""
    chosen = np.arange(min(limit, len(corpus.test)))
    began = time.perf_counter()
    search = search_unit(network, corpus.test, chosen, ENCODING, layer="lstm", signal="c", unit=0)
    for _ in search:
        pass
    ours = time.perf_counter() - began
    rows = [corpus.test.batch([int(index)], ENCODING)[0] for index in chosen[:sample]]
    began = time.perf_counter()
    for ids in rows:
        trace(network, ids)
    naive = (time.perf_counter() - began) * len(chosen) / len(rows)
    line(f"{len(chosen):,} test reviews, the carry of one unit", ours, naive)


def main() -> int:
    """Print one table."""
    torch.set_num_threads(1)
    quick = "--quick" in sys.argv
    corpus = real_corpus()
    network = build_network(PRESETS["lstm"].stack, maxlen=500, max_features=10_000, seed=0).eval()
    review = int(np.flatnonzero(corpus.test.lengths >= 500)[0])
    ids = np.asarray(corpus.test.ids(review, ENCODING), np.int64)
    row("", "ours ms", "naive ms", "", widths=WIDTHS)
    questions(network, ids, 4 if quick else 20)
    over_the_test_split(network, corpus, 1000 if quick else 25_000, 50 if quick else 500)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
