"""The project that a window starts with: never empty, and at work without a click."""

from explorer.resources import BUNDLED_MODELS
from explorer.reviews.samples import SAMPLES
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.project.project_state import ModelChoice, ProjectState
from explorer.stack.presets import preset

FIRST_MODEL = "lstm"


def first_project() -> ProjectState:
    """The tutorial's LSTM to build on, a trained one that reads a review, offline."""
    first = SAMPLES[0]
    review = ReviewInView(first.text, first.label, first.title, "sample", first.note)
    return ProjectState(
        stack=preset(FIRST_MODEL).stack,
        probe=review,
        review=review,
        model=ModelChoice(str(BUNDLED_MODELS / FIRST_MODEL), title="Bundled LSTM"),
    )
