"""The hand-written reviews as the window passes them around."""

from explorer.reviews.samples import SAMPLES
from explorer.session.data.review_in_view import ReviewInView

SAMPLE_REVIEWS = tuple(
    ReviewInView(sample.text, sample.label, sample.title, "sample", sample.note)
    for sample in SAMPLES
)
