"""The orders in which a layer's units can be listed."""

import numpy as np

from explorer.analysis.trace import LayerTrace


def by_output_weight(layer: LayerTrace) -> np.ndarray:
    """Units (H,), most positive weight in the output layer first.

    A change of verdict then shows as a swap of colours. A layer that the output layer does not
    read directly keeps its own order.
    """
    if layer.output_weight is None:
        return by_index(layer)
    return np.argsort(-layer.output_weight, kind="stable")


def by_index(layer: LayerTrace) -> np.ndarray:
    """Units (H,) as the layer numbers them."""
    return np.arange(layer.signals["h"].shape[1])


def by_mean(layer: LayerTrace, signal: str = "h") -> np.ndarray:
    """Units (H,), highest mean of `signal` over this review first."""
    return np.argsort(-layer.signals[signal].mean(axis=0), kind="stable")
