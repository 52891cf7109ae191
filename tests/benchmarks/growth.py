"""How the cost of a training step grows with T, H and the batch, and what bends it.

    python -m tests.benchmarks.growth [aclImdb_v1.tar.gz] [--quick]

One thread, the tutorial's LSTM on real reviews; one of T, H and batch varies at a time. "÷words"
is the time over that of the recurrent layer's matrix products alone, at the rate that this
machine reaches in a 1024 × 1024 product, counting only timesteps with a word (see
training_speed). The padded run is torch.nn.LSTM.
"""

import resource
import sys

import torch
from torch import nn

from explorer.network.build import Network, build_network
from explorer.network.staircase import leading_pads
from explorer.stack.kinds import DenseSpec, EmbeddingSpec, LSTMSpec
from explorer.stack.spec import StackSpec
from tests.benchmarks.real_batches import Batches, gemm_rate, real_batches, real_corpus, row
from tests.benchmarks.training_speed import PlainTorch, step_seconds

WIDTHS = (22, 9, 10, 9, 12, 9, 12)


class WideTorch(PlainTorch):
    """The plain model with H units."""

    def __init__(self, units: int) -> None:
        super().__init__(nn.LSTM)
        self.recurrent = nn.LSTM(32, units, batch_first=True)
        self.head = nn.Linear(units, 1)


def ours(units: int, maxlen: int) -> Network:
    """The tutorial's stack with H units."""
    head = DenseSpec(units=1, activation="sigmoid")
    stack = StackSpec.of([EmbeddingSpec(), LSTMSpec(units=units), head])
    return build_network(stack, maxlen=maxlen, max_features=10_000, seed=0).train()


def measure(label: str, batches: Batches, units: int, rate: float, rounds: int) -> None:
    """One row: both ways, and how far from the products alone."""
    reviews, length = batches.ids.shape
    words = reviews * length - int(leading_pads(batches.ids).sum())
    floor = 3 * 2 * (32 + units) * 4 * units * words / len(batches) / rate
    seconds = step_seconds(ours(units, length), batches, rounds)
    padded = step_seconds(WideTorch(units), batches, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row(
        label,
        f"{words / reviews / length:.0%}",
        f"{seconds:.4f}",
        f"{seconds / floor:.2f}",
        f"{padded:.4f}",
        f"{padded / seconds:.2f}",
        f"{peak:,.0f}",
        widths=WIDTHS,
    )


def main() -> int:
    """Print the three tables as one."""
    torch.set_num_threads(1)
    quick = "--quick" in sys.argv
    corpus, rate, rounds = real_corpus(), gemm_rate(), 1 if quick else 3
    print(f"GEMM {rate / 1e9:.0f} GFLOP/s")
    row("", "words", "s/step", "÷words", "padded", "padded ÷", "peak MB", widths=WIDTHS)
    for maxlen in (100, 250, 500) if quick else (100, 250, 500, 1000, 2000):
        measure(f"T = {maxlen}", real_batches(corpus, 2, 128, maxlen), 32, rate, rounds)
    for units in (16, 64) if quick else (16, 32, 64, 128, 256, 512):
        measure(f"H = {units}", real_batches(corpus, 1, 128), units, rate, rounds)
    for batch in (32, 256) if quick else (32, 64, 128, 256, 512):
        measure(f"batch = {batch}", real_batches(corpus, 1024 // batch, batch), 32, rate, rounds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
