"""run.json: what a run trained, how, on what, and where it ran."""

import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import torch

from explorer import __version__
from explorer.problem import UserProblem
from explorer.reviews.corpus import Corpus
from explorer.reviews.encoding import Encoding
from explorer.stack.serial import stack_from_json, stack_to_json
from explorer.stack.spec import StackSpec
from explorer.training.settings import TrainingSettings, settings_from_json

FORMAT, VERSION = "carrytrack-run", 1


@dataclass(frozen=True, kw_only=True)
class RunPlan:
    """Everything that decides a run, but the reviews themselves.

    `data` is what was opened: "builtin" or a path.
    """

    stack: StackSpec
    settings: TrainingSettings
    encoding: Encoding
    data: str


@dataclass(frozen=True)
class Branch:
    """Where a run went on from another: its folder, and the last epoch taken over from it.

    fresh_optimiser: whether the optimiser's state began anew there, so that the epochs after it
    are not those of an uninterrupted run.
    """

    run: str
    epoch: int
    fresh_optimiser: bool = False


def card_to_json(
    plan: RunPlan, corpus: Corpus, training: int, validation: int, *, branch: Branch | None = None
) -> dict[str, Any]:
    """Return run.json's content."""
    card: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "started": datetime.now().astimezone().isoformat(timespec="seconds"),
        "stack": stack_to_json(plan.stack),
        "settings": asdict(plan.settings),
        "encoding": asdict(plan.encoding),
        "data": {
            "where": plan.data,
            "title": corpus.title,
            "synthetic": corpus.synthetic,
            "identity": corpus.identity,
            "training_reviews": training,
            "validation_reviews": validation,
        },
        "environment": {
            "carrytrack": __version__,
            "python": platform.python_version(),
            "torch": torch.__version__,
            "numpy": np.__version__,
            "platform": platform.platform(),
            "cores": os.cpu_count(),
            "device": plan.settings.device,
            "threads": torch.get_num_threads(),
            "command": [Path(sys.argv[0]).name, *sys.argv[1:]],
        },
    }
    if branch is not None:
        card["branch"] = asdict(branch)
    return card


def plan_from_json(card: dict[str, Any], path: Path) -> RunPlan:
    """Read a plan back. Raises UserProblem for a foreign, newer or damaged card."""
    if card.get("format") != FORMAT:
        raise UserProblem(f"{path} is not a Carrytrack run: its run.json says otherwise.")
    if not isinstance(card.get("version"), int) or card["version"] > VERSION:
        raise UserProblem(
            f"{path} was written by a newer Carrytrack (format {card.get('version')}): "
            "update Carrytrack to open it."
        )
    try:
        return RunPlan(
            stack=stack_from_json(card["stack"]),
            settings=settings_from_json(card["settings"], str(path)),
            encoding=Encoding(**card["encoding"]),
            data=str(card["data"]["where"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise UserProblem(f"The run.json of {path} is damaged: {error}.") from error


def start_from_json(card: dict[str, Any]) -> datetime | None:
    """Return when the run began; None where the card does not tell."""
    try:
        return datetime.fromisoformat(str(card.get("started")))
    except ValueError:
        return None


def threads_from_json(card: dict[str, Any]) -> int:
    """Return how many threads the run was trained with; 0 where the card does not tell."""
    environment = card.get("environment")
    threads = environment.get("threads") if isinstance(environment, dict) else None
    return threads if isinstance(threads, int) and threads > 0 else 0


def branch_from_json(card: dict[str, Any]) -> Branch | None:
    """Return where the run branched off; None where it did not, or the card is unclear."""
    branch = card.get("branch")
    try:
        return None if branch is None else Branch(**branch)
    except TypeError:
        return None
