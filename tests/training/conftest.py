"""A tiny corpus and plan: real training in a second or two."""

import pytest

from explorer.reviews.corpus import Corpus, CorpusReady, load_corpus
from explorer.training.run_card import RunPlan
from tests.training.trained import small_plan


@pytest.fixture(scope="session")
def builtin_corpus() -> Corpus:
    for event in load_corpus("builtin"):
        if isinstance(event, CorpusReady):
            return event.corpus
    raise AssertionError("the built-in corpus did not load")


@pytest.fixture
def plan() -> RunPlan:
    return small_plan()
