"""A Train page on a real session with the built-in corpus and a run that takes seconds."""

from dataclasses import replace

import pytest

from explorer.session.data.review_in_view import ReviewInView
from explorer.ui.train.page import TrainPage

PROBE = "A dull start and wooden leads, but the ending is wonderful."


@pytest.fixture
def ready(session, qtbot):
    """The session with reviews, a small stack and a short recipe."""
    session.data.open("builtin")
    qtbot.waitUntil(lambda: session.data.state == "ready", timeout=60_000)
    session.data.set_encoding(maxlen=60)
    session.training.set(limit=200, batch_size=32, epochs=2, threads=1, probe_every=1)
    session.probes.choose(ReviewInView(PROBE, 1, "A late turn"))
    stack = session.edits.stack
    for place, layer in enumerate(stack.layers):
        if layer.kind == "LSTM":
            session.edits.apply(stack.replaced(place, replace(layer, units=8)), "Fewer units")
    return session


@pytest.fixture
def page(ready, qtbot):
    made = TrainPage(ready)
    qtbot.addWidget(made)
    made.resize(1368, 828)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def wait_for(qtbot, ready):
    """Wait until the run is in a state."""

    def wait(state: str) -> None:
        qtbot.waitUntil(lambda: ready.training.state == state, timeout=30_000)

    return wait
