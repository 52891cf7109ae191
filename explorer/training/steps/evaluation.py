"""Loss and accuracy of a network over many reviews."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from explorer.analysis.predictions import predict_split
from explorer.network.build import Network
from explorer.reviews.corpus import CorpusSplit
from explorer.reviews.encoding import Encoding
from explorer.training.machine.processes import ALONE, Processes


@dataclass(frozen=True)
class Evaluating:
    """How far an evaluation has come, in reviews."""

    done: int
    total: int


@dataclass(frozen=True)
class Evaluation:
    """Mean binary cross-entropy (nats), share of right verdicts, and each review's logit (N,)."""

    loss: float
    accuracy: float
    logits: np.ndarray


def cross_entropy(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Binary cross-entropy (N,) in nats, from logits, without overflow: log(1+eˣ) − x·y."""
    x = logits.astype(np.float64)
    return np.maximum(x, 0) - x * labels + np.log1p(np.exp(-np.abs(x)))


def evaluate(
    network: Network,
    split: CorpusSplit,
    indices: np.ndarray,
    encoding: Encoding,
    processes: Processes = ALONE,
) -> Iterator[Evaluating | Evaluation]:
    """Yield progress, then the Evaluation. `logits` are in the order of `indices`.

    Each of several processes reads a part; all get the Evaluation of the whole.
    """
    of_review = np.zeros(len(split), np.float64)
    for batch in predict_split(network, split, processes.every(indices), encoding):
        of_review[batch.indices] = batch.logits
        yield Evaluating(min(batch.done * processes.count, len(indices)), len(indices))
    logits = processes.add(of_review)[indices].astype(np.float32)
    labels = split.labels[indices]
    loss = float(cross_entropy(logits, labels).mean())
    accuracy = float(((logits > 0) == (labels == 1)).mean())
    yield Evaluation(loss, accuracy, logits)
