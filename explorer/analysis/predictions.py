"""What a network says of whole reviews, read as it read them in training."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch

from explorer.analysis.trace import Trace, trace
from explorer.network.build import Network
from explorer.reviews.corpus import CorpusSplit
from explorer.reviews.encoding import Encoding, encode_text, pad
from explorer.reviews.vocabulary import Vocabulary

CHUNK = 32
BATCH = 256


@dataclass(frozen=True)
class Predicted:
    """P(positive) of some reviews, by their keys."""

    probabilities: dict[str, float]


@dataclass(frozen=True, eq=False)
class PredictedBatch:
    """Some reviews of a split: their numbers (B,) and logits (B,); how far all of them are."""

    indices: np.ndarray
    logits: np.ndarray
    done: int
    total: int


@contextmanager
def evaluating(network: Network) -> Iterator[None]:
    """Dropout off and no gradients inside; the network's mode is put back afterwards."""
    was_training = network.training
    network.eval()
    try:
        with torch.inference_mode():
            yield
    finally:
        network.train(was_training)


def predict_batch(network: Network, ids: np.ndarray) -> np.ndarray:
    """Return the logits (B,) of padded ids (B, maxlen); sigmoid(logit) is P(positive)."""
    with evaluating(network):
        return network(torch.from_numpy(ids).long()).float().cpu().numpy()


def predict_split(
    network: Network, split: CorpusSplit, indices: np.ndarray, encoding: Encoding
) -> Iterator[PredictedBatch]:
    """Predict these reviews of a split, a batch at a time, the short ones first.

    In order of length the staircase skips nearly all pads, and no prediction depends on the order.
    """
    by_length = indices[np.argsort(split.lengths[indices], kind="stable")]
    for start in range(0, len(indices), BATCH):
        batch = by_length[start : start + BATCH]
        logits = predict_batch(network, split.batch(batch, encoding))
        yield PredictedBatch(batch, logits, start + len(batch), len(indices))


def predict_texts(
    network: Network,
    texts: Iterable[tuple[str, str]],
    vocabulary: Vocabulary,
    encoding: Encoding,
) -> Iterator[Predicted]:
    """Yield predictions for (key, text) pairs, a chunk at a time."""
    remaining = iter(texts)
    while chunk := list(islice(remaining, CHUNK)):
        ids = [encode_text(text, vocabulary, encoding).ids for _, text in chunk]
        logits = predict_batch(network, pad(ids, encoding))
        probabilities = 1.0 / (1.0 + np.exp(-logits.astype(np.float64)))
        keys = [key for key, _ in chunk]
        yield Predicted(dict(zip(keys, probabilities.tolist(), strict=True)))


def trace_as_trained(network: Network, ids: np.ndarray, encoding: Encoding) -> Trace:
    """Trace one review (T,) behind the pads that stand before it in a training batch.

    With padding="post" nothing stands before the text, so no pads are read.
    """
    pads = encoding.maxlen - len(ids) if encoding.padding == "pre" else 0
    return trace(network, ids, pads=pads)
