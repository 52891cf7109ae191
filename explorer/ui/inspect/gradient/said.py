"""What this review's gradients say, every number computed from them."""

import numpy as np

from explorer.analysis.gradient.said import times
from explorer.ui.inspect.gradient.in_view import GradientInView

FAR, NEAR = 30, 10  # words back, as far as the review goes


def review_sentences(shown: GradientInView) -> list[str]:
    """How much is left some words back, when half is, and which way it came."""
    skipped = shown.read_last
    sizes = shown.back(shown.main)[skipped:]
    last, name = float(sizes[0]), _state(shown)
    if last == 0.0:
        return [
            f"Nothing comes back to this layer's {name}: the output layer does not depend on it."
        ]
    back = next((n for n in (FAR, NEAR) if n < len(sizes)), len(sizes) - 1)
    if back < 1:
        return ["A review of one word has nothing to look back on."]
    where = "the last word" if not skipped else f"“{_word(shown, skipped)}”, the last that is read"
    sentences = [
        f"{_words(back)} back, the {name} keeps {times(float(sizes[back]) / last)} of the gradient "
        f"at {where}. {_half(sizes)}"
    ]
    if "direct" in shown.norms:
        direct, side = (
            float(shown.back(shown.norms[key])[skipped + back]) / last for key in ("direct", "side")
        )
        sentences.append(
            f"Of it, {times(direct)} came along the carry alone, and {times(side)} through the "
            "hidden state and the gates; as vectors, the two add up."
        )
    peak = int(sizes.argmax())
    if peak and sizes[peak] > 1.05 * last:
        t = _timestep(shown, skipped + peak)
        sentences.append(
            f"It is largest at t {t} “{shown.view.words[t]}”, {times(float(sizes[peak]) / last)} "
            f"of what it is at {where}."
        )
    return sentences


def _state(shown: GradientInView) -> str:
    return "carry" if shown.state == "c" or shown.view.layer.kind == "GRU" else "hidden state"


def _timestep(shown: GradientInView, back: int) -> int:
    return back if shown.view.layer.backwards else shown.view.timesteps - 1 - back


def _word(shown: GradientInView, back: int) -> str:
    return shown.view.words[_timestep(shown, back)]


def _half(sizes: np.ndarray) -> str:
    below = np.flatnonzero(sizes < 0.5 * sizes[0])
    if not len(below):
        return "It never falls below half in this review."
    return f"It first falls below half {_words(int(below[0]))} back."


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"
