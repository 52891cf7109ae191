"""A few reviews' logits, recorded with every epoch: do its weights still say the same?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from explorer.analysis.predictions import predict_batch
from explorer.network.network import Network
from explorer.reviews.corpus import CorpusSplit
from explorer.reviews.encoding import Encoding

REVIEWS = 16


@dataclass(frozen=True)
class Witness:
    """Training reviews by number, and the logit of each. JSON keeps every bit of them."""

    reviews: tuple[int, ...]
    logits: tuple[float, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return what history.jsonl holds."""
        return {"reviews": list(self.reviews), "logits": list(self.logits)}

    @classmethod
    def from_dict(cls, entry: Mapping[str, Any]) -> "Witness":
        """Read it back. Raises KeyError, TypeError or ValueError for anything else."""
        reviews = tuple(int(review) for review in entry["reviews"])
        return cls(reviews, tuple(float(logit) for logit in entry["logits"]))

    def agrees(self, network: Network, split: CorpusSplit, encoding: Encoding) -> bool:
        """Whether `network` gives these reviews the same logits, bit for bit.

        On another machine or with another torch the last bits may differ for good reasons.
        """
        return self == witness_of(network, split, encoding, np.array(self.reviews))


def witness_of(
    network: Network, split: CorpusSplit, encoding: Encoding, reviews: np.ndarray
) -> Witness:
    """Ask a network on the processor about some reviews of the training split.

    On one thread: how many share a sum decides its last bits.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        logits = predict_batch(network, split.batch(reviews, encoding))
    finally:
        torch.set_num_threads(threads)
    return Witness(tuple(reviews.tolist()), tuple(logits.tolist()))
