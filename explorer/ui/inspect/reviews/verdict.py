"""Whether a prediction is right, and how a probability is written in the list."""

from explorer.session.data.review_in_view import ReviewInView

VERDICTS = ("all", "correct", "wrong")


def is_right(review: ReviewInView, probability: float | None) -> bool | None:
    """Whether P(positive) sides with the label; None where either is not known."""
    if review.label is None or probability is None:
        return None
    return (probability >= 0.5) == (review.label == 1)


def short_probability(probability: float) -> str:
    """Two places without the leading zero: .39; certainty is 1.0."""
    text = f"{probability:.2f}"
    return "1.0" if text == "1.00" else text.removeprefix("0")


def label_words(review: ReviewInView) -> str:
    """What is known of a review: its label, and where it comes from."""
    if review.origin == "yours":
        return "yours"
    label = {1: "positive", 0: "negative", None: "neither"}[review.label]
    return f"{label} · test" if review.origin == "corpus" else label
