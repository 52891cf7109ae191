"""Deleted runs go to the system's trash; where there is none, to one beside the runs."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile

from explorer.problem import UserProblem
from explorer.training.runs.lock import is_being_written
from explorer.training.runs.run_folder import runs_home

OWN_TRASH = ".trash"


@dataclass(frozen=True)
class Trashed:
    """A run that was deleted: where it was, and where it lies now."""

    path: Path
    now: Path
    title: str

    @property
    def by_the_system(self) -> bool:
        """Whether the system's trash has it."""
        return self.now.parent.name != OWN_TRASH


def trash_run(path: Path, title: str) -> Trashed:
    """Move a run folder to the trash. Raises UserProblem if it is being written or stays put."""
    if is_being_written(path):
        raise UserProblem(f"{title} is being trained: stop that first.")
    file = QFile(str(path))
    if file.moveToTrash():
        return Trashed(path, Path(file.fileName()), title)
    now = _free(runs_home() / OWN_TRASH / path.name)
    try:
        now.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, now)
    except OSError as error:
        raise UserProblem(f"{title} cannot be deleted: {error.strerror or error}.") from error
    return Trashed(path, now, title)


def put_back(trashed: Trashed) -> None:
    """Move a run back to where it was. Raises UserProblem if it is gone or its place is taken."""
    if not trashed.now.is_dir():
        raise UserProblem(f"{trashed.title} is no longer in the trash.")
    if trashed.path.exists():
        raise UserProblem(f"{trashed.path} exists again: {trashed.title} stays in the trash.")
    try:
        shutil.move(trashed.now, trashed.path)
        # The freedesktop trash keeps a note of where each thing came from.
        note = trashed.now.parent.parent / "info" / f"{trashed.now.name}.trashinfo"
        note.unlink(missing_ok=True)
    except OSError as error:
        raise UserProblem(
            f"{trashed.title} cannot be put back: {error.strerror or error}."
        ) from error


def _free(path: Path) -> Path:
    again, free = 2, path
    while free.exists():
        free, again = path.with_name(f"{path.name}-{again}"), again + 1
    return free
