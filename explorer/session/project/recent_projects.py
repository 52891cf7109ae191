"""The projects opened or saved last, newest first: one small file for all windows."""

from pathlib import Path

from explorer.problem import UserProblem
from explorer.session.project.project_file import read_json, write_json
from explorer.training.runs.run_folder import runs_home

KEPT = 8


def recent_file() -> Path:
    """Where the list lies, beside the runs (CARRYTRACK_HOME moves both)."""
    return runs_home().parent / "recent.json"


def recent_projects() -> tuple[Path, ...]:
    """Return the list, missing files included; a damaged list counts as an empty one."""
    try:
        listed = read_json(recent_file())
    except UserProblem:  # there is none yet, or nothing in it can be trusted
        return ()
    if not isinstance(listed, list):
        return ()
    return tuple(Path(entry) for entry in listed if isinstance(entry, str) and entry)[:KEPT]


def remember_project(path: Path) -> None:
    """Put a project on top of the list. Raises OSError."""
    others = [other for other in recent_projects() if other != path]
    _write([path, *others][:KEPT])


def forget_projects() -> None:
    """Empty the list. Raises OSError."""
    _write([])


def _write(paths: list[Path]) -> None:
    recent_file().parent.mkdir(parents=True, exist_ok=True)
    write_json(recent_file(), [str(path) for path in paths], durable=False)
