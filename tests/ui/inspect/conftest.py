"""An Inspect page on a real session, with small untrained networks as runs on disk."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from explorer.network.build import build_network
from explorer.reviews.corpus import CorpusReady, load_corpus
from explorer.reviews.encoding import Encoding
from explorer.session.data.review_in_view import ReviewInView
from explorer.session.data.sample_reviews import SAMPLE_REVIEWS
from explorer.stack.presets import preset
from explorer.training.events import EpochRecord
from explorer.training.runs.run_card import RunPlan
from explorer.training.runs.run_folder import RunFolder
from explorer.training.settings import TrainingSettings
from explorer.ui.inspect.page import InspectPage
from explorer.ui.theme.theme import apply_theme

UNITS = 8
MAXLEN = 60


@pytest.fixture(scope="session")
def builtin():
    for event in load_corpus("builtin"):
        if isinstance(event, CorpusReady):
            return event.corpus
    raise AssertionError("the built-in corpus did not load")


def small(name: str):
    """A preset's stack with few units."""
    stack = preset(name).stack
    for place, layer in enumerate(stack.layers):
        if hasattr(layer, "units") and layer.group == "Recurrent":
            stack = stack.replaced(place, replace(layer, units=UNITS))
    return stack


def lively(weights: dict[str, np.ndarray], seed: int) -> dict[str, np.ndarray]:
    """Stir the weights: untrained gates all stand near one half, where many mistakes look right."""
    noise = np.random.default_rng(seed)
    return {
        name: (values + noise.normal(0, 0.3, values.shape)).astype(np.float32)
        for name, values in weights.items()
    }


@pytest.fixture(scope="session")
def make_run(tmp_path_factory, builtin):
    """Write a run of a stack, untrained, with so many epochs; its folder."""

    def write(stack, epochs: int = 1, encoding: Encoding | None = None) -> Path:
        encoding = encoding or Encoding(max_features=10_000, maxlen=MAXLEN)
        plan = RunPlan(stack=stack, settings=TrainingSettings(), encoding=encoding, data="builtin")
        path = tmp_path_factory.mktemp("runs") / "run"
        folder = RunFolder.create(path, plan, builtin, 800, 200)
        for epoch in range(1, epochs + 1):
            network = build_network(
                stack, maxlen=encoding.maxlen, max_features=encoding.max_features, seed=epoch
            )
            record = EpochRecord(epoch, 0.7, 0.5, 0.7 - epoch / 100, 0.5 + epoch / 100, 1.0, 800.0)
            folder.add_epoch(record, lively(network.weights(), epoch))
        return path

    return write


@pytest.fixture(scope="session")
def runs(make_run):
    """A run of each cell."""
    names = ("lstm", "gru", "simple_rnn", "carry_lstm")
    return {name: make_run(small(name), epochs=3 if name == "lstm" else 1) for name in names}


@pytest.fixture
def bare_page(session, qtbot, qapp, tmp_path, monkeypatch):
    """The page before any model or review."""
    monkeypatch.setenv("CARRYTRACK_HOME", str(tmp_path / "home"))
    apply_theme(qapp)
    made = InspectPage(session)
    qtbot.addWidget(made)
    made.resize(1368, 828)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def open_run(session, qtbot):
    """Open a run and wait until the review in view is traced by it and the list is predicted."""

    def open_(path: Path, epoch: int | None = None) -> None:
        inspection = session.inspection
        if inspection.review is None:
            inspection.open_review(SAMPLE_REVIEWS[0])
        with qtbot.waitSignal(inspection.traced, timeout=20_000):
            inspection.open_run(path, epoch, "A test model")
        qtbot.waitUntil(
            lambda: all(review.key in inspection.predictions for review in SAMPLE_REVIEWS),
            timeout=20_000,
        )

    return open_


@pytest.fixture
def open_tab(bare_page, open_run, qtbot):
    """Open a run with a tab in front, by its title; the page."""

    def open_(path: Path, title: str) -> InspectPage:
        open_run(path)
        tabs = bare_page.tabs
        place = [tabs.tabText(place) for place in range(tabs.count())].index(title)
        at = tabs.tabBar().tabRect(place).center()
        qtbot.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=at)
        return bare_page

    return open_


@pytest.fixture
def page(bare_page, open_run, runs):
    """The page with a small LSTM and the first sample."""
    open_run(runs["lstm"])
    return bare_page


@pytest.fixture
def read(session, qtbot):
    """Open a text and wait for its trace."""

    def open_(text: str, origin: str = "corpus") -> None:
        with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
            session.inspection.open_review(ReviewInView(text, 1, "a test review", origin))

    return open_
