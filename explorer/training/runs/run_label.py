"""label.json: what a person calls a run and has noted of it; training never touches it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from explorer.problem import UserProblem
from explorer.training.runs.run_files import LABEL
from explorer.whole_file import draft_of


@dataclass(frozen=True)
class RunLabel:
    """All of it may be empty: the run then goes by its stack and the time at which it began."""

    name: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()


def title_of(label: RunLabel, stack: str, started: datetime | None) -> str:
    """Return what people call a run: its name, else its stack and the local time of its start.

    To the second: small runs follow each other within a minute.
    """
    if label.name:
        return label.name
    return stack if started is None else f"{stack}, {started.astimezone():%d %b %H:%M:%S}"


def tags_from_text(text: str) -> tuple[str, ...]:
    """Return the tags in "first try, for the talk": each once, in their order."""
    return tuple(dict.fromkeys(tag for part in text.split(",") if (tag := " ".join(part.split()))))


def read_label(run: Path) -> RunLabel:
    """Read a run's label; one that was never written is empty. Raises UserProblem if damaged."""
    file = run / LABEL
    try:
        entry = json.loads(file.read_text("utf-8"))
        tags = tuple(str(tag) for tag in entry.get("tags", ()))
        return RunLabel(str(entry.get("name", "")), str(entry.get("notes", "")), tags)
    except FileNotFoundError:
        return RunLabel()
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise UserProblem(f"{file} cannot be read: {error}. The run itself is whole.") from error


def label_or_empty(run: Path) -> RunLabel:
    """Read a run's label; a damaged one is empty here: the Runs page says what is wrong with it."""
    try:
        return read_label(run)
    except UserProblem:
        return RunLabel()


def write_label(run: Path, label: RunLabel) -> None:
    """Write a run's label, whole or not at all. Raises UserProblem if it cannot be written."""
    try:
        with draft_of(run / LABEL) as draft:
            draft.write_text(json.dumps(asdict(label), indent=1, ensure_ascii=False), "utf-8")
    except OSError as error:
        raise UserProblem(
            f"{run / LABEL} cannot be written: {error.strerror or error}. Nothing was changed."
        ) from error
