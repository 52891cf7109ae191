"""Gradient flow: how far back a change of the verdict can be felt, in this network."""

from explorer.analysis.gradient.flow import GradientFlow, LayerFlow, gradient_flow
from explorer.analysis.gradient.over_reviews import (
    FlowOverReviews,
    LayerDecay,
    flow_over_reviews,
)
from explorer.analysis.gradient.said import decay_sentences

__all__ = [
    "FlowOverReviews",
    "GradientFlow",
    "LayerDecay",
    "LayerFlow",
    "decay_sentences",
    "flow_over_reviews",
    "gradient_flow",
]
