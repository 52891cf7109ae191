"""A small plan, ways to change it, and a run of it on disk."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from explorer.reviews.corpus import Corpus, CorpusReady, load_corpus
from explorer.reviews.encoding import Encoding
from explorer.stack.presets import preset
from explorer.training.loop import train
from explorer.training.runs.run_card import RunPlan
from explorer.training.settings import TrainingSettings


def small_plan(name: str = "lstm", **settings: Any) -> RunPlan:
    """Real training in a second or two."""
    small = {"epochs": 2, "batch_size": 32, "limit": 200, "threads": 1, "probe_every": 2}
    return RunPlan(
        stack=preset(name).stack,
        settings=TrainingSettings(**small | settings),
        encoding=Encoding(max_features=10_000, maxlen=60),
        data="builtin",
    )


def with_settings(plan: RunPlan, **changes: Any) -> RunPlan:
    """The same plan with other settings."""
    return replace(plan, settings=replace(plan.settings, **changes))


def builtin() -> Corpus:
    """The built-in corpus."""
    for event in load_corpus("builtin"):
        if isinstance(event, CorpusReady):
            return event.corpus
    raise AssertionError("the built-in corpus did not load")


def trained_run(path: Path, corpus: Corpus, **settings: Any) -> Path:
    """Train the small plan into a new run folder."""
    for _ in train(small_plan(**settings), corpus, path):
        pass
    return path
