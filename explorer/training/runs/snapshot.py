"""All that the next batch depends on, at the end of an epoch."""

from dataclasses import dataclass

import numpy as np

from explorer.training.runs.witness import Witness


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Copies: weights in Keras layout, the optimiser's state, and logits to check the weights."""

    weights: dict[str, np.ndarray]
    optimiser_state: dict[str, np.ndarray]
    witness: Witness
