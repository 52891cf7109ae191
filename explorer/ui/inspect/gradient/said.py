"""What this review's gradients say, every number computed from them."""

import numpy as np

from explorer.analysis.gradient.said import times
from explorer.ui.inspect.gradient.in_view import GradientInView

FAR, NEAR = 30, 10  # words back, as far as the review goes


def review_sentences(shown: GradientInView) -> list[str]:
    """How much is left some words back, when half is, and which way it came."""
    sizes = shown.back(shown.main)
    last = float(sizes[0])
    name = "carry" if shown.state == "c" or shown.view.layer.kind == "GRU" else "hidden state"
    if last == 0.0:
        return [f"Nothing comes back to this layer's {name}: its last state is not read."]
    back = next((n for n in (FAR, NEAR) if n < len(sizes)), len(sizes) - 1)
    if back < 1:
        return ["A review of one word has nothing to look back on."]
    kept = float(sizes[back]) / last
    sentences = [
        f"{_words(back)} back, the {name} keeps {times(kept)} of the gradient at the last word. "
        f"{_half(sizes)}"
    ]
    if "direct" in shown.norms:
        direct = float(shown.back(shown.norms["direct"])[back]) / last
        side = float(shown.back(shown.norms["side"])[back]) / last
        sentences.append(
            f"Of it, {times(direct)} came along the carry alone, and {times(side)} through the "
            "hidden state and the gates; as vectors, the two add up."
        )
    peak = int(sizes.argmax())
    if peak and sizes[peak] > 1.05 * last:
        t = peak if shown.view.layer.backwards else len(sizes) - 1 - peak
        sentences.append(
            f"It is largest at t {t} “{shown.view.words[t]}”, {times(float(sizes[peak]) / last)} "
            "of what it is at the last word."
        )
    return sentences


def _half(sizes: np.ndarray) -> str:
    below = np.flatnonzero(sizes < 0.5 * sizes[0])
    if not len(below):
        return "It never falls below half in this review."
    return f"It first falls below half {_words(int(below[0]))} back."


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"
