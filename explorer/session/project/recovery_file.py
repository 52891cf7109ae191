"""What a window that crashes leaves behind: one file a process, beside the runs.

The name says whose it is, so that a file is taken for a leftover only once its process is gone.
"""

import os
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import psutil

from explorer.problem import UserProblem
from explorer.session.project.project_file import (
    project_from_json,
    project_to_json,
    read_json,
    write_json,
)
from explorer.session.project.project_state import ProjectState
from explorer.training.runs.run_folder import runs_home

FORMAT, VERSION = "carrytrack-recovery", 1
_NAME = re.compile(r"(\d+)-(\d+)\.json")
SECONDS_APART = 5  # a process's start is told a little differently from time to time


@dataclass(frozen=True)
class Leftover:
    """Unsaved work that nobody holds any more. project: its file, None for one without a name."""

    path: Path
    project: Path | None
    saved: datetime


def recovery_home() -> Path:
    """The folder of all recovery files."""
    return runs_home().parent / "recovery"


def own_file() -> Path:
    """This process's recovery file, whether it is there or not."""
    number = os.getpid()
    return recovery_home() / f"{number}-{_started(number)}.json"


@cache
def _started(number: int) -> int:
    """When a process began, in whole seconds; asked once, for the answer wavers by a fraction."""
    return int(psutil.Process(number).create_time())


def write_recovery(state: ProjectState, project: Path | None) -> None:
    """Keep the state of this window in case it crashes. Raises OSError."""
    own = own_file()
    own.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "format": FORMAT,
        "version": VERSION,
        "file": None if project is None else str(project),
        "project": project_to_json(state),
    }
    write_json(own, content, durable=False)


def read_recovery(path: Path) -> tuple[ProjectState, Path | None]:
    """Return the state and the project file it belongs to. Raises UserProblem."""
    content = read_json(path)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise UserProblem(f"{path} is no recovery file of Carrytrack.")
    file = content.get("file")
    project = Path(file) if isinstance(file, str) and file else None
    return project_from_json(content.get("project"), path), project


def leftovers() -> tuple[Leftover, ...]:
    """Return what crashed windows left behind, newest first."""
    found = [_leftover(path) for path in recovery_home().glob("*.json") if _is_orphan(path)]
    return tuple(sorted(found, key=lambda leftover: leftover.saved, reverse=True))


def _leftover(path: Path) -> Leftover:
    try:
        project = read_recovery(path)[1]
    except UserProblem:  # it is said when somebody wants it recovered
        project = None
    return Leftover(path, project, datetime.fromtimestamp(path.stat().st_mtime).astimezone())


def _is_orphan(path: Path) -> bool:
    """Whether the process that wrote the file is gone; another one may have got its number."""
    named = _NAME.fullmatch(path.name)
    if named is None:
        return False
    number, started = int(named[1]), int(named[2])
    try:
        process = psutil.Process(number)
        if process.status() == psutil.STATUS_ZOMBIE:
            return True
        return abs(process.create_time() - started) > SECONDS_APART
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:  # another user's: leave it alone
        return False
