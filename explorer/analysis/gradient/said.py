"""Gradient flow in sentences, every number computed from the figures at hand."""

import numpy as np

from explorer.analysis.gradient.over_reviews import FlowOverReviews, LayerDecay, Spread

WORDS_BACK = 30


def decay_sentences(found: FlowOverReviews, back: int = WORDS_BACK) -> list[str]:
    """Say for each layer what is left of its gradients `back` words back, and when half is."""
    return [sentence for layer in found.layers for sentence in _of_layer(layer, back)]


def _of_layer(layer: LayerDecay, back: int) -> list[str]:
    carry = layer.carry
    state = "hidden state" if carry is None else "carry"
    if carry is not None and layer.kind == "GRU":
        state = "hidden state, which is its carry,"
    spread = layer.h if carry is None else carry
    if back >= len(spread.count) or not spread.count[back]:
        return [f"No review here has {back + 1} words, so “{layer.name}” cannot be judged there."]
    count = int(spread.count[back])
    reviews = "1 review" if count == 1 else f"{count:,} reviews"
    sentences = [
        f"{back} words back the {state} of “{layer.name}” keeps {times(spread.median[back])} of "
        f"its gradient (median of {reviews}; half of them between {times(spread.low[back])} and "
        f"{times(spread.high[back])}). {_half(spread)}"
    ]
    if layer.direct is not None:
        alone = layer.direct.median[back]
        sentences.append(
            f"Along the carry alone, without the way through the gates, {times(alone)} is left."
        )
    return sentences


def _half(spread: Spread) -> str:
    """When the median first falls below a half, if it does."""
    below = np.flatnonzero(spread.median < 0.5)
    seen = int((spread.count > 0).sum()) - 1
    if not len(below):
        return f"It does not fall below half within {seen} words."
    words = "1 word" if below[0] == 1 else f"{below[0]} words"
    return f"It first falls below half {words} back."


def times(ratio: float) -> str:
    """Write a ratio as a reader would: 0.34×, 12×, 3.1·10⁻⁵×."""
    if ratio == 0.0:
        return "0×"
    if 0.01 <= ratio < 1000:
        return f"{ratio:.3g}×" if ratio >= 10 else f"{ratio:.2f}×"
    mantissa, exponent = f"{ratio:.1e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa}·10{raised}×"
