"""All runs in a folder, read no further than a list shows: no words, no weights."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from explorer.problem import UserProblem
from explorer.training.events import EpochRecord, best_record
from explorer.training.runs.history_file import HistoryFile
from explorer.training.runs.lock import is_being_written
from explorer.training.runs.run_card import (
    Branch,
    RunPlan,
    branch_from_json,
    plan_from_json,
    start_from_json,
)
from explorer.training.runs.run_files import CARD, HISTORY, LABEL
from explorer.training.runs.run_folder import RunFolder
from explorer.training.runs.run_label import RunLabel, read_label, title_of


@dataclass(frozen=True)
class RunSummary:
    """One line of the list.

    data_title, data_identity: of the reviews it was trained on. writing: whether some process is
    training it now. problem: what is wrong with its label, as a sentence; the run itself is whole.
    """

    path: Path
    label: RunLabel
    plan: RunPlan
    data_title: str
    data_identity: str
    history: tuple[EpochRecord, ...]
    started: datetime | None = None
    branch: Branch | None = None
    writing: bool = False
    problem: str = ""

    @property
    def title(self) -> str:
        """What people call it."""
        return title_of(self.label, self.plan.stack.title, self.started)

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs whose weights are kept."""
        return tuple(record.epoch for record in self.history)

    @property
    def best_epoch(self) -> int | None:
        """The epoch with the lowest validation loss; None before the first has ended."""
        best = best_record(self.history)
        return None if best is None else best.epoch

    @property
    def best_accuracy(self) -> float | None:
        """The highest validation accuracy, 0…1; None without validation."""
        known = [r.val_accuracy for r in self.history if r.val_accuracy is not None]
        return max(known, default=None)

    @property
    def seconds(self) -> float:
        """How long its finished epochs took to train."""
        return sum(record.seconds for record in self.history)


@dataclass(frozen=True)
class Unreadable:
    """A folder that should be a run, and why it cannot be read."""

    path: Path
    problem: str


@dataclass(frozen=True)
class RunList:
    """The newest run first."""

    runs: tuple[RunSummary, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


_Stamp = tuple[int, ...]


@dataclass
class RunLister:
    """Reads the runs in `homes`; what has not changed since the last time is not read again."""

    homes: Sequence[Path]
    _known: dict[Path, tuple[_Stamp, RunSummary | Unreadable]] = field(default_factory=dict)

    def read(self) -> RunList:
        """Read the list as it is now. Folders that cannot be read are told apart, never hidden."""
        folders = [card.parent for home in self.homes for card in home.glob(f"[!.]*/{CARD}")]
        found = {path: self._read_again(path) for path in folders}
        self._known = {path: (_stamp(path), entry) for path, entry in found.items()}
        entries = list(found.values())
        runs = [entry for entry in entries if isinstance(entry, RunSummary)]
        runs.sort(key=lambda run: run.started.timestamp() if run.started else 0.0, reverse=True)
        broken = tuple(entry for entry in entries if isinstance(entry, Unreadable))
        return RunList(tuple(runs), broken)

    def _read_again(self, path: Path) -> RunSummary | Unreadable:
        stamp, known = self._known.get(path, ((), None))
        unfinished = isinstance(known, RunSummary) and len(known.epochs) < _planned(known)
        if known is not None and not unfinished and stamp == _stamp(path):
            return known
        try:
            return summarise(path)
        except UserProblem as problem:
            return Unreadable(path, str(problem))


def summarise(path: Path) -> RunSummary:
    """Read one run. Raises UserProblem for a folder that is no run, or a damaged one."""
    card = RunFolder(path).card()
    plan = plan_from_json(card, path)
    data = card["data"]
    label, problem = RunLabel(), ""
    try:
        label = read_label(path)
    except UserProblem as error:
        problem = str(error)
    history = tuple(line.record for line in HistoryFile(path / HISTORY).read())
    return RunSummary(
        path=path,
        label=label,
        plan=plan,
        data_title=str(data.get("title", "")),
        data_identity=str(data.get("identity", "")),
        history=history,
        started=start_from_json(card),
        branch=branch_from_json(card),
        writing=len(history) < plan.settings.epochs and is_being_written(path),
        problem=problem,
    )


def _planned(run: RunSummary) -> int:
    return run.plan.settings.epochs


def _stamp(path: Path) -> _Stamp:
    """What changes when any of the files changes that a summary is made of."""
    stamp: list[int] = []
    for name in (CARD, HISTORY, LABEL):
        try:
            stat = (path / name).stat()
        except FileNotFoundError:
            stamp += [0, 0]
        else:
            stamp += [stat.st_mtime_ns, stat.st_size]
    return tuple(stamp)
