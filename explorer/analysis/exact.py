"""A network's double in float64: what is summed over hundreds of timesteps stays exact."""

import copy
from collections.abc import Sequence

import numpy as np
import torch

from explorer.analysis.signals import Walk, walk
from explorer.network.build import Network
from explorer.network.clamp import Clamp


def exact(network: Network) -> Network:
    """Return a copy in float64, in evaluation mode; training the original does not move it."""
    return copy.deepcopy(network).double().eval().requires_grad_(False)


def exact_walk(twin: Network, ids: np.ndarray, clamps: Sequence[Clamp] = ()) -> Walk:
    """Send ids (T,), pads included, through a network that `exact` gave; no gradient."""
    with torch.no_grad():
        return walk(twin, torch.from_numpy(ids.astype(np.int64))[None], clamps)
