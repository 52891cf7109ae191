"""What the benchmarks of networks share: real batches, clocks, the machine's GEMM rate."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from explorer.reviews.corpus import Corpus, CorpusReady, load_corpus
from explorer.reviews.encoding import Encoding

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Batches:
    """Training reviews as the loop feeds them: ids (N, T), labels (N,), batch by batch."""

    ids: Tensor
    labels: Tensor
    batch: int

    def __iter__(self):
        yield from zip(self.ids.split(self.batch), self.labels.split(self.batch), strict=True)

    def __len__(self) -> int:
        return len(self.ids) // self.batch


def archive_or_exit() -> Path:
    """The real archive: first argument, CARRYTRACK_IMDB, or ../shared/data."""
    told = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    default = os.environ.get("CARRYTRACK_IMDB", ROOT.parent / "shared/data/aclImdb_v1.tar.gz")
    archive = Path(told[0] if told else default)
    if not archive.is_file():
        print(f"{archive} is not there: name aclImdb_v1.tar.gz as the argument.", file=sys.stderr)
        raise SystemExit(2)
    return archive


def real_corpus() -> Corpus:
    """The corpus of the real archive, through the user's own cache."""
    *_, last = load_corpus(archive_or_exit())
    assert isinstance(last, CorpusReady)
    return last.corpus


def real_batches(corpus: Corpus, count: int, batch: int = 128, maxlen: int = 500) -> Batches:
    """The first `count` batches of the training split."""
    rows = np.arange(count * batch)
    encoding = Encoding(maxlen=maxlen)
    ids = torch.from_numpy(corpus.train.batch(rows, encoding)).long()
    return Batches(ids, torch.from_numpy(corpus.train.labels[rows].astype(np.float32)), batch)


def best_seconds(work: Callable[[], object], repeats: int, warm: int = 1) -> float:
    """The shortest of some runs, after `warm` that do not count."""
    for _ in range(warm):
        work()
    taken = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def gemm_rate(size: int = 1024) -> float:
    """Floating-point operations a second of one thread in a square float32 product."""
    a, b, out = torch.randn(size, size), torch.randn(size, size), torch.empty(size, size)
    return 2 * size**3 / best_seconds(lambda: torch.mm(a, b, out=out), 30)


def row(*cells: object, widths: tuple[int, ...]) -> None:
    """Print one line of a table; numbers stand right."""
    shown = [
        str(cell).ljust(width) if number == 0 else str(cell).rjust(width)
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    print("  ".join(shown), flush=True)
