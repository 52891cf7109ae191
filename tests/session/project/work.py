"""Work on a project, of every kind."""

from explorer.session.data.review_in_view import ReviewInView
from explorer.stack.kinds import DropoutSpec

OWN = ReviewInView("Never boring, never loud, and the ending is wonderful.", None, "yours")


def add_layer(session) -> None:
    session.edits.insert(1, DropoutSpec())


EDITS = {
    "stack": add_layer,
    "settings": lambda session: session.training.set(epochs=3),
    "encoding": lambda session: session.data.set_encoding(maxlen=80),
    "probe": lambda session: session.probes.choose(OWN),
    "own": lambda session: session.inspection.set_own(OWN),
}
"""One of every kind of work that belongs to a project."""
