"""A tiny corpus and plan: real training in a second or two."""

import pytest

from explorer.reviews.corpus import Corpus
from explorer.training.runs.run_card import RunPlan
from tests.training.trained import builtin, small_plan


@pytest.fixture(scope="session")
def builtin_corpus() -> Corpus:
    return builtin()


@pytest.fixture
def plan() -> RunPlan:
    return small_plan()
