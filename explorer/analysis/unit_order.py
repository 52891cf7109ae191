"""The orders in which a layer's units can be listed."""

import numpy as np

from explorer.analysis.clustering import correlation_distance, leaf_order
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


def correlations(layer: LayerTrace, logits: np.ndarray, signal: str = "h") -> np.ndarray:
    """Correlation (H,) of each unit's `signal` with the logit (T,) so far, over this review.

    0 for a unit, or a verdict, that never moves.
    """
    values = layer.signals[signal].astype(float)
    values = values - values.mean(axis=0)
    moved = logits.astype(float) - logits.mean()
    size = np.linalg.norm(values, axis=0) * np.linalg.norm(moved)
    return np.divide(moved @ values, size, out=np.zeros(values.shape[1]), where=size > 0)


def by_correlation(layer: LayerTrace, logits: np.ndarray, signal: str = "h") -> np.ndarray:
    """Units (H,), those that rise with the logit (T,) first, those that fall with it last."""
    return np.argsort(-correlations(layer, logits, signal), kind="stable")


def by_similarity(layer: LayerTrace, signal: str = "h") -> np.ndarray:
    """Units (H,), those whose `signal` moves alike over this review side by side.

    Hierarchical clustering by correlation, average linkage; the end with the higher mean first.
    """
    values = layer.signals[signal].astype(float)
    order = leaf_order(correlation_distance(values.T))
    half = len(order) // 2
    means = values.mean(axis=0)[order]
    return order[::-1] if means[:half].sum() < means[len(order) - half :].sum() else order
