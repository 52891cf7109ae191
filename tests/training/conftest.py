"""A tiny corpus and plan: real training in a second or two."""

import pytest

from explorer.reviews.corpus import Corpus, CorpusReady, load_corpus
from explorer.reviews.encoding import Encoding
from explorer.stack.presets import preset
from explorer.training.run_card import RunPlan
from explorer.training.settings import TrainingSettings


@pytest.fixture(scope="session")
def builtin_corpus() -> Corpus:
    for event in load_corpus("builtin"):
        if isinstance(event, CorpusReady):
            return event.corpus
    raise AssertionError("the built-in corpus did not load")


@pytest.fixture
def plan() -> RunPlan:
    return RunPlan(
        stack=preset("lstm").stack,
        settings=TrainingSettings(epochs=2, batch_size=32, limit=200, threads=1, probe_every=2),
        encoding=Encoding(max_features=10_000, maxlen=60),
        data="builtin",
    )
