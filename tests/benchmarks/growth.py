"""How the cost of a training step grows with T, H and the batch, and what bends it.

    python -m tests.benchmarks.growth [aclImdb_v1.tar.gz] [--quick]

One thread, the tutorial's LSTM on real reviews; one of T, H and batch varies at a time. "÷words"
is the time over that of the recurrent layer's matrix products alone, at the rate that this
machine reaches in a 1024 × 1024 product, counting only timesteps with a word (see
training_speed). "µs/t" is the time of one timestep of the whole batch. The padded run is
torch.nn.LSTM.

What bends it is printed under each part: where ÷words falls along it, the calls of a timestep weigh
more than its products; where it rises, the buffers have outgrown the caches.
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

WIDTHS = (22, 9, 10, 9, 9, 12, 9, 12)


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


def measure(label: str, batches: Batches, units: int, rate: float, rounds: int) -> float:
    """One row: both ways; return how far ours is from the products alone."""
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
        f"{1e6 * seconds / length:.0f}",
        f"{padded:.4f}",
        f"{padded / seconds:.2f}",
        f"{peak:,.0f}",
        widths=WIDTHS,
    )
    return seconds / floor


def bend(along: str, ratios: list[float]) -> None:
    """Say where along a part the time grows slower or faster than the products."""
    low, high = min(ratios), max(ratios)
    if high < 1.25 * low:
        print(f"  along {along}: straight, {low:.2f} to {high:.2f} times the products alone\n")
        return
    way = "falls" if ratios.index(high) < ratios.index(low) else "rises"
    print(
        f"  along {along}: {way} from {ratios[0]:.2f} to {ratios[-1]:.2f} times the products "
        f"alone, least {low:.2f}, most {high:.2f}\n"
    )


def main() -> int:
    """Print the three tables as one."""
    torch.set_num_threads(1)
    quick = "--quick" in sys.argv
    corpus, rate, rounds = real_corpus(), gemm_rate(), 1 if quick else 3
    print(f"GEMM {rate / 1e9:.0f} GFLOP/s")
    row("", "words", "s/step", "÷words", "µs/t", "padded", "padded ÷", "peak MB", widths=WIDTHS)
    lengths = (100, 250, 500) if quick else (100, 250, 500, 1000, 2000)
    bend("T", [
        measure(f"T = {length}", real_batches(corpus, 2, 128, length), 32, rate, rounds)
        for length in lengths
    ])  # fmt: skip
    widths = (16, 64) if quick else (16, 32, 64, 128, 256, 512)
    one = real_batches(corpus, 1, 128)
    bend("H", [measure(f"H = {units}", one, units, rate, rounds) for units in widths])
    sizes = (32, 256) if quick else (32, 64, 128, 256, 512)
    bend("batch", [
        measure(f"batch = {size}", real_batches(corpus, 1024 // size, size), 32, rate, rounds)
        for size in sizes
    ])  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
