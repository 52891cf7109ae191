"""A small plan, and ways to change it."""

from dataclasses import replace
from typing import Any

from explorer.reviews.encoding import Encoding
from explorer.stack.presets import preset
from explorer.training.run_card import RunPlan
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
