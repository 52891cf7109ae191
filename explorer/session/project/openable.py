"""What a window can be given to open: a project, a run, a Keras file. Needs no Qt and no torch."""

from pathlib import Path
from typing import Literal

from explorer.problem import UserProblem

Openable = Literal["project", "run", "keras"]

OPENABLE = "a .carrytrack project, a run folder or a .keras model"


def kind_of(path: Path) -> Openable | None:
    """Tell what a path is by its name, or that it is none of the three; what is in it, later."""
    if path.is_dir():
        return "run" if (path / "run.json").is_file() else None
    if path.is_file() and path.suffix == ".carrytrack":
        return "project"
    return "keras" if path.is_file() and path.suffix == ".keras" else None


def path_to_open(name: str) -> Path:
    """Return the whole path of something that can be opened. Raises UserProblem."""
    path = Path(name).expanduser().absolute()
    if not path.exists():
        raise UserProblem(f"There is no such command or file: “{name}”. Try --help.")
    if kind_of(path) is None:
        what = "holds no run.json" if path.is_dir() else "cannot be opened"
        raise UserProblem(f"“{name}” {what}: give {OPENABLE}.")
    return path
